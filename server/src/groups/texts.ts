import type { Founded } from "@hotseat/shared/group";
import { Refused } from "../http/refusal.ts";

/** Under the group's text key of an epoch, or for `own` under a key of the link's own. */
const envelopes = {
  group: /^[1-9]\d{0,8}\.[A-Za-z0-9_-]+$/,
  own: /^own\.[A-Za-z0-9_-]+$/,
} as const;

/**
 * Checks what somebody wrote for their group: an envelope where the group is sealed, else a text of
 * at most `longest` UTF-16 code units.
 *
 * @throws {Refused} 422 `not-sealed-text`, `text-empty`, `text-too-long`, `text-no-text`
 */
export function checkText(
  { sealed }: Founded,
  text: string,
  longest: number,
  key: keyof typeof envelopes = "group",
): void {
  // PostgreSQL keeps no null characters.
  if (text.includes("\0")) throw unusable("text-no-text", "A text cannot carry null characters.");
  if (sealed && !envelopes[key].test(text)) {
    throw unusable("not-sealed-text", "In a sealed group texts are encrypted in the browser.");
  }
  if (text.trim() === "") throw unusable("text-empty", "A text needs something to read.");
  if (!sealed && text.length > longest) {
    throw unusable("text-too-long", `This text has at most ${longest} characters.`);
  }
}

function unusable(code: string, message: string): Refused {
  return new Refused(422, code, message);
}

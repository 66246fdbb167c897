import { LONGEST_MESSAGE } from "@hotseat/shared";
import type { Refusal } from "@hotseat/shared";

const sentences = {
  "not-in-call": "Only somebody who is in the call can do that.",
  "not-yet": "The next call is set in its own part of the hour, from then on until the end.",
  "message-empty": "A message needs something to read.",
  "message-too-long": `A message has at most ${LONGEST_MESSAGE.toLocaleString("en")} characters.`,
  "message-no-text": "A message cannot carry null characters.",
  "too-often": "That was too often in a short time; wait a moment.",
} as const;

/** Why something was not said: a code that programs may rely on and a sentence for people. */
export function refuse(code: keyof typeof sentences): Refusal {
  return { code, message: sentences[code] };
}

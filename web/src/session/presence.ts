import type { MemberView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import type { Words } from "../language/en.ts";

/** Where somebody is, when that is worth a word; empty for whoever is here and came in time. */
export function presenceNote(
  { presence, late, announced, removed }: MemberView,
  { presence: words, moderation }: Words,
): string {
  if (removed) return moderation.removedNote;
  switch (presence) {
    case "here":
      return late === null ? "" : words.late(minutesOf(late));
    case "expected":
      return announced === null ? words.away : words.announced(minutesOf(announced));
    case "lost":
    case "gone":
    case "excused":
      return words[presence];
  }
}

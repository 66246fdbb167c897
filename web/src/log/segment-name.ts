import type { MemberId, Slot } from "@hotseat/shared";
import type { Words } from "../language/en.ts";
import { nameOf } from "../session/people.ts";

/** A segment as a lasting name, as a log or a table has it: "Ana's seat, questions". */
export function segmentName(
  { block, phase, holder, adviser }: Slot,
  people: { readonly members: readonly { readonly id: MemberId; readonly name: string }[] },
  { segment: say }: Words,
): string {
  const name = nameOf(people, holder);
  if (phase !== null) {
    if (adviser !== null) return say.inSeat(name, say.advice(nameOf(people, adviser)));
    const part = say.phase[phase];
    return say.inSeat(name, part.charAt(0).toLowerCase() + part.slice(1));
  }
  switch (block) {
    case "review":
    case "closing":
      return say.turn[block](name);
    case "seat":
      return say.seat(name);
    default:
      return say.block[block];
  }
}

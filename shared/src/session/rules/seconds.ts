import { Books } from "../books.ts";
import type { MemberId } from "../member.ts";
import type { Extension } from "../proposal.ts";
import { isHere, seatNumberOf } from "../session.ts";
import type { Session } from "../session.ts";
import { extended, yielded } from "./effects.ts";
import { cannotExtend, priceOf } from "./prices.ts";
import { propose } from "./proposals.ts";
import { currentBox, isRunning, notCurrent, notRunning } from "./reaction.ts";
import type { Asker, Reaction } from "./reaction.ts";

/** +30 or +60 for the running seat: the reserve pays, or else whoever gives them (7.5 to 7.9). */
export function extend(
  session: Session,
  segment: string,
  seconds: Extension,
  { by, at }: Asker,
): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const late = notCurrent(session, segment);
  if (late) return late;
  const box = currentBox(session);
  if (by !== session.chair && by !== box?.holder) return "not-yours";
  const refused = cannotExtend(session);
  if (refused) return refused;
  switch (priceOf(session, seconds, at)) {
    case "reserve":
      return [extended(session, "reserve", seconds, at)];
    case "reserve-unless-refused":
      return propose(session, { type: "extend", segment, seconds }, { by, at });
    case "donor":
      return propose(session, { type: "donate", segment, seconds }, { by, at });
    case "nobody":
      return "no-seconds";
  }
}

/** The holder of the running seat gives its rest away (7.1 to 7.4). */
export function yieldSeat(
  session: Session,
  segment: string,
  to: "reserve" | "questions" | MemberId,
  { by, at }: Asker,
): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const late = notCurrent(session, segment);
  if (late) return late;
  const box = currentBox(session);
  if (box?.block !== "seat" || box.mode === "handover" || box.turn === null) return "not-in-seat";
  if (by !== box.holder) return "not-holder";
  if (session.pause) return "paused";
  if (to !== "reserve" && session.once.yielded.includes(box.turn)) return "no-second-yield";
  const effect = yielded(session, to, at);
  if (typeof effect === "string" || to === "reserve" || to === "questions") return effect;
  if (to === by) return "same-member";
  if (!session.order.includes(to)) return "not-a-member";
  const seat = seatNumberOf(session, to);
  if (seat === null || !new Books(session, at).unbegunSeats.includes(seat)) return "no-seat";
  if (!isHere(session, to)) return "not-there";
  return propose(session, { type: "yield", segment, to }, { by, at });
}

import type { Instant } from "../../time.ts";
import { Books } from "../books.ts";
import type { Happening } from "../event.ts";
import type { MemberId } from "../member.ts";
import type { RejectionCode } from "../rejection.ts";
import { replay } from "../evolve.ts";
import { isHere, participants, seatNumberOf } from "../session.ts";
import type { Created, Running, Session } from "../session.ts";
import { resumed } from "./pauses.ts";
import { currentBox, isRunning, notOpen } from "./reaction.ts";
import type { Asker, Automatic, Reaction } from "./reaction.ts";
import { release, standsStill } from "./seats.ts";

/** Puts a member out of the session for good (5.8). */
export function remove(session: Session, member: MemberId, { by, at }: Asker): Reaction {
  const refusal = notOpen(session, by);
  if (refusal || session.status === "none" || session.status === "ended") {
    return refusal ?? "session-over";
  }
  if (by !== session.chair) return "not-chair";
  const refused = cannotBeRemoved(session, member);
  if (refused) return refused;
  if (session.removed.includes(member)) return [];
  const removed: Happening = { type: "member-removed", member, changes: [] };
  if (!isRunning(session)) {
    const left = participants(session).filter((id) => id !== member);
    return left.length < 2 ? "too-few" : [removed];
  }
  const going = goingOn(session, member, at);
  const awake = after(session, going, at);
  const out = after(awake, [removed], at);
  if (currentBox(out)?.block === "waiting") return [...going, removed];
  // Their turns to advise are the others' now (1.9).
  const books = new Books(out, at);
  books.layOutUnbegun();
  const told = { ...removed, changes: books.changes };
  return [...going, told, ...givenAway(after(awake, [told], at), member, at)];
}

/** Why this member stays whatever whoever has the chair wants; null when they need not (5.9). */
function cannotBeRemoved(session: Created, member: MemberId): RejectionCode | null {
  const { order, chair, facilitator } = session;
  if (!order.includes(member)) return "not-a-member";
  if (member === chair) return "not-yourself";
  if (member === facilitator) return "facilitator-stays";
  const decides = session.chairTaken && chair !== facilitator && isHere(session, facilitator);
  return decides ? "facilitator-decides" : null;
}

/** Nobody's clock stands still for somebody who does not come back; distress is for all (9.3). */
function goingOn(session: Running, member: MemberId, at: Instant): Happening[] {
  const { pause } = session;
  if (!pause || pause.kind === "emergency" || !standsStill(session, member)) return [];
  return [resumed(session, pause, pause.kind === "drop" ? "without-holder" : "asked", at)];
}

/** Their seat and their turns go to the others, as far as there is anything of them to come. */
function givenAway(session: Running, member: MemberId, at: Instant): Happening[] {
  if (currentBox(session)?.block === "waiting" || standsStill(session, member)) return [];
  const books = new Books(session, at);
  const seat = seatNumberOf(session, member);
  const turns = books.toCome.some(
    ({ block, holder, length }) =>
      holder === member && length > 0 && (block === "review" || block === "closing"),
  );
  if (!turns && (seat === null || books.seatLeft(seat) === 0)) return [];
  return release(session, member, "removed", at);
}

/** What could not be given away at once is, as soon as the wait or the pause is over (5.8). */
export const removedSeat: Automatic = (session) => {
  const { at } = session;
  for (const member of session.removed) {
    const happenings = givenAway(session, member, at);
    if (happenings.length > 0) return { at, happen: () => happenings };
  }
  return null;
};

function after(session: Running, happenings: readonly Happening[], at: Instant): Running {
  const events = happenings.map((each) => ({ ...each, at, by: "clock" }));
  const next = replay(events, session);
  return isRunning(next) ? next : session;
}

import { SHORTEST_COMMIT, isCommitment } from "../../agenda/agenda.ts";
import { scaled } from "../../time.ts";
import type { Instant } from "../../time.ts";
import { Books } from "../books.ts";
import { charge, refund } from "../charges.ts";
import type { Happening, SegmentEndCause } from "../event.ts";
import type { MemberId } from "../member.ts";
import type { RejectionCode } from "../rejection.ts";
import { attendanceOf, currentStart, isHere } from "../session.ts";
import type { Running, Session } from "../session.ts";
import type { Timebox } from "../timebox.ts";
import { currentBox, inClosingBlock, isRunning, notCurrent, notRunning } from "./reaction.ts";
import type { Asker, Automatic, Reaction } from "./reaction.ts";

/** Ends the current segment: by whoever has the chair, or by whoever's turn it is (6.2, 6.5). */
export function advance(session: Session, segment: string, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const box = currentBox(session);
  const owner = box?.adviser ?? box?.holder;
  if (by !== session.chair && by !== owner) return "not-yours";
  const tooEarly = notCurrent(session, segment) ?? mustGoOn(session, at);
  if (tooEarly) return tooEarly;
  return [endCurrent(session, at, by === session.chair ? "advanced" : "done")];
}

/** Ends the current phase with all of its advisers' turns (6.6). */
export function skip(session: Session, segment: string, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const box = currentBox(session);
  const late = notCurrent(session, segment);
  if (late) return late;
  if (box?.block !== "seat") return "not-in-seat";
  if (by !== session.chair && by !== box.holder) return "not-yours";
  const tooEarly = mustGoOn(session, at);
  if (tooEarly) return tooEarly;
  const books = settled(session, at);
  for (const part of books.partsToCome(box.turn ?? 0)) {
    if (part.phase === box.phase) books.move(part.id, box.id, books.length(part.id));
  }
  books.leaveOver(box.id);
  return [{ type: "segment-ended", segment: box.id, cause: "skipped", changes: books.changes }];
}

/** Why the current segment cannot be ended now; null when it can (6.7, 6.8). */
export function mustGoOn(session: Running, at: Instant): RejectionCode | null {
  const box = currentBox(session);
  if (session.pause) return "paused";
  if (!box || session.position === session.boxes.length - 1) return "last-segment";
  if (box.block === "waiting") return "waiting";
  if (box.block === "next-call") return "not-skippable";
  return at < earliestEnd(session, box) ? "commitment-first" : null;
}

/** From when on the current segment can be ended by hand: a commitment takes its time (6.7). */
export function earliestEnd(session: Running, box: Timebox): Instant {
  const start = currentStart(session);
  if (!isCommitment(box.phase)) return start;
  return start + Math.min(box.length, scaled(SHORTEST_COMMIT, session.hour));
}

export function setAutoAdvance(session: Session, on: boolean, { by }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  if (by !== session.chair) return "not-chair";
  return session.automatic === on ? [] : [{ type: "auto-advance-set", on }];
}

/** The current segment ends; what it leaves over goes where it belongs (6.3, 6.4). */
export function endCurrent(session: Running, at: Instant, cause: SegmentEndCause): Happening {
  const books = settled(session, at);
  const segment = currentBox(session)?.id ?? "";
  books.leaveOver(segment);
  return { type: "segment-ended", segment, cause, changes: books.changes };
}

/** The books once overtime has paid for what it took and given back the rest (6.11). */
export function settled(session: Running, at: Instant): Books {
  const books = new Books(session, at);
  const { claim } = session;
  if (claim?.kind === "overtime") {
    const unused = books.left(books.current?.id ?? "");
    refund(books, claim.changes, unused, "reserve", "running-seat");
  }
  return books;
}

/** Overtime is over before its end, because something else stops the clock (9.5). */
export function withoutOvertime(session: Running, at: Instant): Happening[] {
  if (session.claim?.kind !== "overtime") return [];
  return [{ type: "overtime-ended", changes: settled(session, at).changes }];
}

/** A segment ends by itself when its time is up, or goes into overtime (6.1, 6.10). */
export const timeIsUp: Automatic = (session) => {
  const box = currentBox(session);
  if (!box || session.pause) return null;
  const endsAt = currentStart(session) + box.length;
  if (session.claim?.kind === "overtime" && session.automatic) {
    return { at: session.at, happen: () => [endCurrent(session, session.at, "deadline")] };
  }
  return {
    at: endsAt,
    happen: () => {
      const overtime = session.automatic ? null : overtimeOf(session, box, endsAt);
      return [overtime ?? endCurrent(session, endsAt, "deadline")];
    },
  };
};

/** What a segment that is not ended by hand can still take; null when that is nothing. */
function overtimeOf(session: Running, box: Timebox, at: Instant): Happening | null {
  const ends = box.mode === "handover" || box.block === "reserve" || box.block === "waiting";
  if (ends || session.claim || inClosingBlock(session)) return null;
  const books = new Books(session, at);
  const taken = charge(books, box.id, session.hour, "later-phases", "commitment", "reserve");
  if (taken === 0) return null;
  return { type: "overtime-began", segment: box.id, changes: books.changes };
}

/** The turn of somebody who is not there is passed over (3.9, 4.6). */
export const absentTurn: Automatic = (session) => {
  const box = currentBox(session);
  if (!box || session.pause || !isPassedOver(session, box)) return null;
  return { at: session.at, happen: () => [endCurrent(session, session.at, "absent")] };
};

function isPassedOver(session: Running, box: Timebox): boolean {
  if (box.adviser !== null) return !isHere(session, box.adviser);
  if (box.block !== "review" && box.block !== "closing") return false;
  return box.holder !== null && isAway(session, box.holder);
}

/** Not there, and not just lost from sight. */
export function isAway(session: Running, member: MemberId): boolean {
  const { presence } = attendanceOf(session, member);
  return presence !== "here" && presence !== "lost";
}

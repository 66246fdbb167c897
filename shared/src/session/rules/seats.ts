import { isCommitment } from "../../agenda/agenda.ts";
import { scaled, tolerance } from "../../time.ts";
import type { Instant } from "../../time.ts";
import { Books } from "../books.ts";
import type { Happening } from "../event.ts";
import type { MemberId } from "../member.ts";
import { evolve } from "../evolve.ts";
import {
  attendanceOf,
  currentStart,
  isHere,
  isUnused,
  participants,
  seatNumberOf,
} from "../session.ts";
import type { Running, Session } from "../session.ts";
import type { RejectionCode } from "../rejection.ts";
import { heirOf } from "./chair.ts";
import { currentBox, isRunning, notOpen, notRunning } from "./reaction.ts";
import type { Asker, Automatic, Reaction } from "./reaction.ts";
import { endCurrent, isAway, settled } from "./turns.ts";

/** When a seat is given away whose holder has not come, in seconds of a full hour (3.5). */
const DECISION = 600;

/** What a member who came back can get from the reserve, in seconds of a full hour (4.7). */
const GRANT = 120;

/** A member says that they will come late: their seat is held to the end (3.8). */
export function announceDelay(session: Session, minutes: number, { by }: Asker): Reaction {
  const refusal = notOpen(session, by);
  if (refusal || session.status === "none" || session.status === "ended") {
    return refusal ?? "session-over";
  }
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 59) return "bad-delay";
  const { presence, announced } = attendanceOf(session, by);
  const back = presence === "excused" && session.status === "lobby";
  if (presence === "excused" && !back) return "no-seat";
  if (presence !== "expected" && !back) return "already-here";
  const delay = minutes * 60_000;
  return announced === delay && !back ? [] : [{ type: "delay-announced", member: by, delay }];
}

/** Somebody will not come: the hour is planned without them, or their seat is given away (3.4). */
export function excuse(session: Session, member: MemberId, { by, at }: Asker): Reaction {
  const refusal = notOpen(session, by);
  if (refusal || session.status === "none" || session.status === "ended") {
    return refusal ?? "session-over";
  }
  if (!session.order.includes(member)) return "not-a-member";
  if (by !== member && by !== session.chair) return "not-chair";
  const { presence } = attendanceOf(session, member);
  if (presence === "here") return "already-here";
  if (presence === "excused") return [];
  if (session.status === "lobby") {
    if (participants(session).length <= 2) return "too-few";
    const heir = heirOf(session, member);
    const excused: Happening = { type: "member-excused", member };
    return heir === null
      ? [excused]
      : [excused, { type: "chair-taken", member: heir, cause: "absent" }];
  }
  if (currentBox(session)?.block === "waiting") return "waiting";
  if (standsStill(session, member)) return "paused";
  return presence === "gone" ? "no-seat" : release(session, member, "excused", at);
}

/** The member gives their seat to the others (8.5). */
export function pass(session: Session, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  if (currentBox(session)?.block === "waiting") return "waiting";
  return isUnbegun(session, by, at) ? release(session, by, "passed", at) : "no-seat";
}

/** Whoever has the chair gives away what is left of an absent member's seat (4.8). */
export function releaseByChair(session: Session, member: MemberId, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  if (by !== session.chair) return "not-chair";
  if (!session.order.includes(member)) return "not-a-member";
  // Before the hour has begun its seats are not yet what they will be.
  if (currentBox(session)?.block === "waiting") return "waiting";
  if (attendanceOf(session, member).presence !== "gone") return "still-in-time";
  if (standsStill(session, member)) return "paused";
  const seat = seatNumberOf(session, member);
  const books = new Books(session, at);
  if (seat === null || books.seatLeft(seat) === 0) return "no-seat";
  return release(session, member, "absent", at);
}

/** A seat from the reserve for somebody who has come back (4.7). */
export function grant(session: Session, member: MemberId, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  if (by !== session.chair) return "not-chair";
  const refused = cannotSitAgain(session, member);
  if (refused) return refused;
  const books = new Books(session, at);
  const amount = Math.min(books.reserve, scaled(GRANT, session.hour));
  if (amount <= 0) return "no-seconds";
  return [seatAgain(session, member, at, () => amount, "reserve")];
}

/** Why a member cannot get a seat for the one that was given away; null when they can. */
export function cannotSitAgain(session: Running, member: MemberId): RejectionCode | null {
  if (!session.order.includes(member)) return "not-a-member";
  if (currentBox(session)?.block === "waiting") return "waiting";
  if (!isHere(session, member)) return "not-there";
  if (seatNumberOf(session, member) === null) return "no-seat";
  if (!hasLostSeat(session, member)) return "seat-left";
  const unused = session.boxes.filter((box) => isUnused(box, member));
  if (unused.every(({ phase }) => phase === "handover")) return "seat-left";
  const { position, boxes } = session;
  return position < boxes.findIndex(({ block }) => block === "reserve") ? null : "seats-over";
}

/** Whether a member's seat was given away, or emergencies have left nothing of it (9.3). */
export function hasLostSeat({ boxes, released }: Running, member: MemberId): boolean {
  const seat = boxes.filter(({ block, holder }) => block === "seat" && holder === member);
  const given = seat.some(({ turn }) => turn !== null && released.includes(turn));
  return given || (seat.length > 0 && seat.every(({ length }) => length === 0));
}

/** Opens what a member has not had of their seat anew, with time that `amount` says. */
export function seatAgain(
  session: Running,
  member: MemberId,
  at: Instant,
  amount: (books: Books) => number,
  source: "reserve" | "seats",
): Happening {
  const empty: Happening = { type: "seat-granted", member, source, changes: [] };
  const open = evolve(session, { ...empty, at, by: member });
  if (!isRunning(open)) return empty;
  const books = new Books(open, at);
  const seat = seatNumberOf(open, member) ?? 0;
  const length = amount(books);
  books.resize(seat, length);
  return { ...empty, changes: books.changes };
}

/**
 * Gives away what is left of a member's seat: equal shares for the running seat and all to come
 * whose holders may still sit, the rest to the reserve (3.6). Their turns in the rounds go to the
 * reserve too (3.7), unless they are there and only passed.
 */
export function release(
  session: Running,
  member: MemberId,
  cause: Extract<Happening, { type: "seat-released" }>["cause"],
  at: Instant,
): Happening[] {
  const seat = seatNumberOf(session, member);
  const happening: Happening = { type: "seat-released", member, cause, changes: [] };
  const without = evolve(session, { ...happening, at, by: member });
  if (!isRunning(without)) return [];
  const current = currentBox(without);
  const running = current?.block === "seat" && current.turn === seat;
  // The overtime of somebody else's seat goes on.
  const books = running ? settled(without, at) : new Books(without, at);
  if (cause !== "passed") {
    for (const { id, holder, block } of books.toCome) {
      if (holder === member && (block === "review" || block === "closing")) {
        books.move(id, books.isReserveOver ? "goodbye" : "reserve", books.length(id));
      }
    }
  }
  if (seat !== null) {
    const amount = books.empty(seat);
    const takers = books.seatsToCome.filter((each) => maySit(without, books.holder(each)));
    const { runningSeat } = books;
    if (runningSeat !== null && !running) takers.unshift(runningSeat);
    // Once a seat has come to its commitment, nobody could use more of it.
    const growing = takers.filter((each) => books.canGrow(each));
    books.shareOut(amount, growing);
  }
  books.layOutUnbegun();
  const released = { ...happening, changes: books.changes };
  if (!running) return [released];
  const ended = { segment: current.id, cause: "absent", changes: [] } as const;
  return [released, { type: "segment-ended", ...ended }];
}

function maySit(session: Running, member: MemberId): boolean {
  const { presence } = attendanceOf(session, member);
  return presence !== "gone" && presence !== "excused";
}

/** Whether it is this member's seat whose clock stands still: it goes on before it is given away. */
export function standsStill(session: Running, member: MemberId): boolean {
  const box = currentBox(session);
  return session.pause !== null && box?.block === "seat" && box.holder === member;
}

/** Whether nothing has happened yet of a seat that the member has. */
export function isUnbegun(session: Running, member: MemberId, at: Instant): boolean {
  const seat = seatNumberOf(session, member);
  return seat !== null && new Books(session, at).unbegunSeats.includes(seat);
}

/** Whoever has not come when it is decided is not waited for any longer (3.5). */
export const noShow: Automatic = (session) => {
  const { startedAt, position, boxes } = session;
  if (position === 0) return null;
  const missing = session.attendance.find(
    ({ member, presence, announced }) =>
      presence === "expected" && announced === null && !standsStill(session, member),
  );
  if (!missing) return null;
  const begunAt = startedAt + (boxes[0]?.length ?? 0);
  const at = Math.max(startedAt + scaled(DECISION, session.hour), begunAt, session.at);
  return { at, happen: () => release(session, missing.member, "no-show", at) };
};

/** Whoever was lost and has not come back in time is gone; their seat to come moves back (4.5). */
export const holdOver: Automatic = (session) => {
  const lost = session.attendance
    .filter(({ presence }) => presence === "lost")
    .toSorted((a, b) => (a.lostAt ?? 0) - (b.lostAt ?? 0))[0];
  if (!lost) return null;
  const at = Math.max(holdUntil(session, lost.lostAt ?? session.at), session.at);
  return {
    at,
    happen: () => {
      const { member } = lost;
      const gone: Happening = { type: "member-gone", member, changes: [] };
      const after = evolve(session, { ...gone, at, by: "clock" });
      if (!isRunning(after) || currentBox(after)?.block === "waiting") return [gone];
      const books = new Books(after, at);
      books.layOutUnbegun();
      const moved = isUnbegun(after, member, at) ? behindOthers(after, member) : null;
      return [{ ...gone, changes: books.changes }, ...(moved ? [moved] : [])];
    },
  };
};

/** How long the place of somebody who was lost is held, in seconds (4.1). */
const HOLD = 60;

export function holdUntil(session: Running, lostAt: Instant): Instant {
  return lostAt + tolerance(HOLD, session.hour);
}

/** Moves a seat behind all whose holders are there; null when that changes nothing. */
function behindOthers(session: Running, member: MemberId): Happening | null {
  const { boxes, position } = session;
  const next = boxes.slice(position).filter(({ block, length }) => block === "seat" && length > 0);
  const mine = next.findIndex(({ holder }) => holder === member);
  const waits = next
    .slice(mine + 1)
    .some(
      ({ holder, turn }) => holder !== member && turn !== null && isHere(session, holder ?? ""),
    );
  if (mine < 0 || !waits) return null;
  const order = [...session.order.filter((id) => id !== member), member];
  return { type: "order-changed", order, cause: "absent" };
}

/**
 * When a seat should begin whose holder is not there, the others go first; when nobody else is
 * left, it is given away. A seat that has begun moves like that once its holder is gone
 * (3.10, 4.4, 4.5).
 */
export const absentHolder: Automatic = (session) => {
  const box = currentBox(session);
  if (!box || box.block !== "seat" || box.holder === null || session.pause) return null;
  if (isHere(session, box.holder) || session.unattended === box.turn) return null;
  const { holder } = box;
  const at = session.at;
  const begins = currentStart(session) === at;
  // A promise that is being made, and what follows it, is let end.
  if (box.mode === "handover" || (isCommitment(box.phase) && !begins)) return null;
  const first = isFirstPart(session);
  if (!(begins && first) && !isAway(session, holder)) return null;
  // Before it is decided, a seat that has begun without its holder waits for them.
  const expected = attendanceOf(session, holder).presence === "expected";
  if (expected && !begins) return null;
  const moved = behindOthers(session, holder);
  if (moved && begins) return { at, happen: () => [moved] };
  if (moved) return { at, happen: () => [endCurrent(session, at, "absent")] };
  const given = attendanceOf(session, holder);
  const waitedFor = given.presence === "lost" || (expected && given.announced === null);
  if (waitedFor) return null;
  return { at, happen: () => release(session, holder, "absent", at) };
};

function isFirstPart({ boxes, position }: Running): boolean {
  const box = boxes[position];
  return !boxes
    .slice(0, position)
    .some(({ block, turn, length }) => block === "seat" && turn === box?.turn && length > 0);
}

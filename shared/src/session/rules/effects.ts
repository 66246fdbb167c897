import { isCommitment } from "../../agenda/agenda.ts";
import { scaled } from "../../time.ts";
import type { Instant, Millis } from "../../time.ts";
import { Books } from "../books.ts";
import type { Happening } from "../event.ts";
import type { MemberId } from "../member.ts";
import type { Extension } from "../proposal.ts";
import { currentStart, seatNumberOf } from "../session.ts";
import type { Running } from "../session.ts";
import type { Timebox } from "../timebox.ts";
import { currentBox } from "./reaction.ts";
import type { Reaction } from "./reaction.ts";
import type { YieldTerms } from "../yield-worth.ts";
import { earliestEnd, settled } from "./turns.ts";

// What follows at once where nobody has to be asked, and once all have agreed where they have.

/** The session ends before its hour is over; of an hour that never began, it was not held. */
export function endedNow(session: Running, cause: "agreed" | "closed"): Happening {
  const waiting = currentBox(session)?.block === "waiting";
  return { type: "session-ended", cause: waiting ? "not-held" : cause };
}

export function swapped(
  { order }: Running,
  a: MemberId,
  b: MemberId,
  cause: "swapped" | "swapped-alone" = "swapped",
): Happening {
  const next = order.map((id) => (id === a ? b : id === b ? a : id));
  return { type: "order-changed", order: next, cause };
}

export function extended(
  session: Running,
  source: "reserve" | MemberId,
  seconds: Extension,
  at: Instant,
): Happening {
  const books = new Books(session, at);
  const amount = scaled(seconds, session.hour);
  if (source !== "reserve") {
    const seat = seatNumberOf(session, source) ?? 0;
    books.resize(seat, books.seat(seat) - amount);
  }
  books.extendRunning(amount);
  const seat = books.runningSeat ?? 0;
  return { type: "seat-extended", seat, source, changes: books.changes };
}

/** What follows from a yield: the current phase ends, and the commitment still comes. */
export function yielded(
  session: Running,
  to: "reserve" | "questions" | MemberId,
  at: Instant,
): Reaction {
  const box = currentBox(session);
  if (!box || box.turn === null) return "not-in-seat";
  const books = settled(session, at);
  if (to === "questions") return toQuestions(books, box, box.turn);
  const rest = toReserve(session, books, box, at);
  if (rest === 0 && books.left(box.id) > 0) return "commitment-first";
  const seat = to === "reserve" ? null : seatNumberOf(session, to);
  if (seat !== null) books.shareOut(rest, [seat]);
  const happening: Happening = { type: "seat-yielded", seat: box.turn, to, changes: books.changes };
  if (books.left(box.id) > 0) return [happening];
  return [happening, { type: "segment-ended", segment: box.id, cause: "skipped", changes: [] }];
}

function toQuestions(books: Books, box: Timebox, seat: number): Reaction {
  const parts = books.partsToCome(seat);
  const at = parts.findIndex(({ phase }) => phase === "open");
  const open = parts[at];
  if (!open) return "no-open-talk";
  for (const { id } of [box, ...parts.slice(0, at)]) books.move(id, open.id, books.left(id));
  return [
    { type: "seat-yielded", seat, to: "questions", changes: books.changes },
    { type: "segment-ended", segment: box.id, cause: "skipped", changes: [] },
  ];
}

/** What a yield to a member would give, and how that changes until the segment ends (7.2). */
export function yieldTerms(session: Running, to: MemberId): YieldTerms | null {
  const box = currentBox(session);
  const seat = seatNumberOf(session, to);
  if (!box || box.block !== "seat" || seat === null) return null;
  const { at } = session;
  const rest = (when: Instant) => toReserve(session, settled(session, when), box, when);
  return {
    rest: rest(at),
    from: isCommitment(box.phase) ? Math.max(at, earliestEnd(session, box)) : at,
    least: rest(currentStart(session) + box.length),
    room: roomOf(session, seat, at),
  };
}

/** How much more a seat that has not begun can take: none where no phase can give way (1.4). */
function roomOf(session: Running, seat: number, at: Instant): Millis {
  const books = new Books(session, at);
  const before = books.seat(seat);
  books.resize(seat, Math.max(books.longestSeat, before));
  return books.seat(seat) - before;
}

/** Moves what a yield gives away to the reserve and says how much that is (7.1). */
function toReserve(session: Running, books: Books, box: Timebox, at: Instant): Millis {
  return isCommitment(box.phase)
    ? restOfCommitment(session, books, box, at)
    : restBeforeCommitment(books, box, box.turn ?? 0);
}

/** Everything up to the commitment goes to the reserve. */
function restBeforeCommitment(books: Books, box: Timebox, seat: number): Millis {
  const parts = books.partsToCome(seat);
  const commitment = parts.findIndex(({ phase }) => isCommitment(phase));
  let rest = 0;
  for (const { id } of [box, ...parts.slice(0, Math.max(0, commitment))]) {
    rest += books.move(id, "reserve", books.left(id));
  }
  return rest;
}

/** What a commitment has over its shortest. */
function restOfCommitment(session: Running, books: Books, box: Timebox, at: Instant): Millis {
  const needed = Math.max(0, earliestEnd(session, box) - at);
  return books.move(box.id, "reserve", books.left(box.id) - needed);
}

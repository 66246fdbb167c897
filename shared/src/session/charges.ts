import { SHORTEST_COMMIT, isCommitment } from "../agenda/agenda.ts";
import { scaled, split } from "../time.ts";
import type { Millis } from "../time.ts";
import type { Books } from "./books.ts";
import { phasesOf } from "./seat-phases.ts";
import type { SegmentId } from "./slot.ts";
import type { Change } from "./timebox.ts";

// What costs time is charged to somebody, and what of it was not needed goes back to them.

/** Who pays. */
export type Source =
  | "reserve"
  /** Reviews, down to half of what was planned. */
  | "reviews"
  /** All seats that have not begun, equally (law L2). */
  | "unbegun-seats"
  /** What the running seat has to come, without its commitment. */
  | "later-phases"
  /** What the commitment of the running seat has over its shortest. */
  | "commitment"
  /** Whatever comes before the reserve. */
  | "before-closing";

/** Whom a refund goes to. */
export type Payer = "running-seat" | "unbegun-seats" | "reserve";

type Spare = { readonly id: SegmentId; readonly spare: Millis };

/** Takes up to `wanted` for `to`, from one source after the other; says how much there was. */
export function charge(
  books: Books,
  to: SegmentId,
  wanted: Millis,
  ...sources: readonly Source[]
): Millis {
  let covered = 0;
  for (const source of sources) {
    if (covered < wanted) covered += chargeOne(books, to, wanted - covered, source);
  }
  return covered;
}

function chargeOne(books: Books, to: SegmentId, wanted: Millis, source: Source): Millis {
  switch (source) {
    case "reserve":
      return books.move("reserve", to, wanted);
    case "reviews":
      return take(books, to, wanted, spareOfReviews(books));
    case "unbegun-seats":
      return chargeSeats(books, to, wanted);
    case "later-phases":
      return takeLaterPhases(books, to, wanted);
    case "commitment":
      return take(books, to, wanted, spareOfCommitment(books));
    case "before-closing": {
      const reserve = books.toCome.findIndex(({ block }) => block === "reserve");
      const before = books.toCome.slice(0, Math.max(0, reserve));
      return take(
        books,
        to,
        wanted,
        before.map(({ id }) => ({ id, spare: books.length(id) })),
      );
    }
  }
}

/** All seats to come pay the same. */
function chargeSeats(books: Books, to: SegmentId, wanted: Millis): Millis {
  let covered = 0;
  for (let left = wanted; left > 0; left = wanted - covered) {
    const seats = books.unbegunSeats;
    const shortest = Math.min(...seats.map((seat) => books.seat(seat)));
    if (seats.length === 0) break;
    const each = Math.min(Math.ceil(left / seats.length), shortest);
    const before = books.reserve;
    for (const seat of seats) books.resize(seat, books.seat(seat) - each);
    const paid = books.reserve - before;
    covered += books.move("reserve", to, Math.min(left, paid));
  }
  return covered;
}

/** Takes from several at once, from each in the ratio of what it can spare. */
function take(books: Books, to: SegmentId, wanted: Millis, from: readonly Spare[]): Millis {
  const total = from.reduce((sum, { spare }) => sum + spare, 0);
  const shares = split(
    Math.min(wanted, total),
    from.map(({ spare }) => spare),
  );
  return from.reduce((taken, { id }, i) => taken + books.move(id, to, shares[i] ?? 0), 0);
}

function spareOfReviews(books: Books): Spare[] {
  return books.toCome
    .filter(({ block }) => block === "review")
    .map(({ id, planned }) => ({
      id,
      spare: Math.max(0, books.length(id) - Math.floor(planned / 2)),
    }));
}

/**
 * From the elastic phases to come of the running seat, the last first. One adviser's turn never
 * pays for another's: while advice is being given, the turns that are left are spared.
 */
function takeLaterPhases(books: Books, to: SegmentId, wanted: Millis): Millis {
  const parts = books.runningSeat === null ? [] : books.partsToCome(books.runningSeat);
  const phases = phasesOf(books.session, parts).filter(
    ({ id, elastic }) => elastic && id !== books.current?.phase,
  );
  let taken = 0;
  for (const { id: phase } of phases.toReversed()) {
    const from = parts.filter((part) => part.phase === phase);
    taken += take(
      books,
      to,
      wanted - taken,
      from.map(({ id }) => ({ id, spare: books.length(id) })),
    );
  }
  return taken;
}

function spareOfCommitment(books: Books): Spare[] {
  const parts = books.runningSeat === null ? [] : books.partsToCome(books.runningSeat);
  const shortest = scaled(SHORTEST_COMMIT, books.session.hour);
  return parts
    .filter(({ phase }) => isCommitment(phase))
    .map(({ id }) => ({ id, spare: Math.max(0, books.length(id) - shortest) }));
}

/**
 * Gives back up to `amount` of what was once charged for the current segment, in the given order
 * and nobody more than they paid. Seats to come get equal shares, like they paid (law L2).
 */
export function refund(
  books: Books,
  paid: readonly Change[],
  amount: Millis,
  ...order: readonly Payer[]
): void {
  const { current } = books;
  if (!current) return;
  const own = new Set(books.partsToCome(books.runningSeat ?? 0).map(({ id }) => id));
  const payments = paid.flatMap(({ segment, by }) => (by < 0 ? [{ segment, paid: -by }] : []));
  let left = amount;
  const back = (to: SegmentId, most: Millis) => {
    left -= books.move(current.id, to, Math.min(most, left));
  };
  for (const payer of order) {
    if (payer === "reserve") {
      for (const each of payments) if (each.segment === "reserve") back("reserve", each.paid);
    } else if (payer === "running-seat") {
      // What was charged last goes back first: the commitment before the phases.
      const mine = payments.filter(({ segment }) => own.has(segment));
      for (const each of mine.toReversed()) {
        if (isPartOfCommitment(books, each.segment)) back(each.segment, each.paid);
      }
      for (const each of mine)
        if (!isPartOfCommitment(books, each.segment)) back(each.segment, each.paid);
    } else {
      const others = payments.filter(({ segment }) => segment !== "reserve" && !own.has(segment));
      const before = books.reserve;
      back(
        "reserve",
        others.reduce((sum, each) => sum + each.paid, 0),
      );
      books.shareOut(books.reserve - before, refundable(books, payments), Infinity);
    }
  }
  // What nobody is there to take back any more.
  back("reserve", left);
}

/** The seats not yet begun, also those that have paid all they had. */
function refundable(books: Books, payments: readonly { readonly segment: SegmentId }[]): number[] {
  const { boxes, released } = books.session;
  const paying = new Set(payments.map(({ segment }) => segment));
  const emptied = boxes.flatMap(({ id, block, turn }) =>
    block === "seat" && turn !== null && paying.has(id) && !released.includes(turn) ? [turn] : [],
  );
  return [...new Set([...books.unbegunSeats, ...emptied.filter((turn) => books.seat(turn) === 0)])];
}

function isPartOfCommitment(books: Books, id: SegmentId): boolean {
  return isCommitment(books.session.boxes.find((box) => box.id === id)?.phase ?? null);
}

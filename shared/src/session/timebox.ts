import { SHORTEST_COMMIT, isCommitment, modeOf } from "../agenda/agenda.ts";
import { fit, forAsMany } from "../agenda/fit.ts";
import type { Agenda, Phase } from "../agenda/agenda.ts";
import { scaled, split } from "../time.ts";
import type { Millis } from "../time.ts";
import type { MemberId } from "./member.ts";
import { advisersOf, slotsOf } from "./slot.ts";
import type { SegmentId, Slot } from "./slot.ts";

/**
 * A slot with its time. The timeboxes of a session always add up to its hour: what one gains,
 * others lose. Of a segment that is over, `length` is what it took.
 */
export type Timebox = Slot & {
  /** As the plan had it before the hour began. */
  readonly planned: Millis;
  readonly length: Millis;
};

/** Seconds that come to a segment or, when negative, go from it. The changes of an event add up to 0. */
export type Change = { readonly segment: SegmentId; readonly by: Millis };

type Roster = {
  readonly agenda: Agenda;
  /** Who takes part, in seat order. */
  readonly order: readonly MemberId[];
  readonly facilitator: MemberId;
  readonly hour: Millis;
};

/** The hour as planned; empty when the agenda does not fit that many members. */
export function timeboxesOf({ agenda, order, facilitator, hour }: Roster): Timebox[] {
  const fitted = fit(forAsMany(agenda, order.length), order.length);
  if (!fitted.ok) return [];
  const slots = slotsOf({ agenda, order, facilitator });
  const blocks = new Map<Slot["block"], Millis>();
  for (const block of agenda.blocks) {
    if (block.kind === "plenary") blocks.set(block.id, scaled(block.seconds, hour));
    if (block.kind === "round") blocks.set(block.id, scaled(block.secondsEach, hour));
  }
  const none: ReadonlySet<MemberId> = new Set();
  const seats = new Map<SegmentId, Millis>();
  for (let turn = 1; turn <= fitted.seats; turn += 1) {
    const seat = slots.filter((slot) => slot.block === "seat" && slot.turn === turn);
    const lengths = seatLengths(seat, fitted.phases, hour, scaled(fitted.seat, hour), none);
    for (const [id, length] of lengths) seats.set(id, length);
  }
  const planned = ({ id, block }: Slot) => seats.get(id) ?? blocks.get(block) ?? 0;
  const taken = slots.reduce((sum, slot) => sum + planned(slot), 0);
  return slots.map((slot) => {
    // What scaling has rounded away is the reserve's, like everything that cannot be shared out.
    const length = slot.block === "reserve" ? hour - taken : planned(slot);
    return { ...slot, planned: length, length };
  });
}

/**
 * How long each segment of a whole seat is when the seat lasts `length`. Fixed phases keep their
 * planned length and elastic ones share the rest in their planned ratio; a seat too short for that is
 * talk, commitment and handover (rule 1.4). Advisers have equal shares, and those who are not there none.
 */
export function seatLengths(
  seat: readonly Slot[],
  phases: readonly Phase[],
  hour: Millis,
  length: Millis,
  absent: ReadonlySet<MemberId>,
): Map<SegmentId, Millis> {
  const lengths = new Map<SegmentId, Millis>();
  phaseLengths(phases, hour, length).forEach((millis, i) => {
    const parts = seat.filter(({ phase }) => phase === phases[i]?.id);
    const advising = parts.filter(({ adviser }) => adviser === null || !absent.has(adviser));
    const sharing = advising.length > 0 ? advising : parts;
    const shares = split(
      millis,
      sharing.map(() => 1),
    );
    for (const { id } of parts) lengths.set(id, 0);
    sharing.forEach(({ id }, k) => lengths.set(id, shares[k] ?? 0));
  });
  return lengths;
}

/** With less than this for all phases that can give way, they would be a few seconds each, in seconds. */
const TOO_LITTLE = 60;

/** A seat of one phase of talk, the commitment, with 0:45 or half of what there is, and the handover. */
function shortLengths(phases: readonly Phase[], hour: Millis, length: Millis): Millis[] {
  const talk =
    phases.find(({ id, elastic }) => elastic && modeOf(id) === "holder") ??
    phases.find(({ id }) => id === "open") ??
    phases.find(({ elastic }) => elastic);
  const weights = phases.map((phase) => {
    const kept = phase === talk || isCommitment(phase.id) || modeOf(phase.id) === "handover";
    return kept ? phase.seconds : 0;
  });
  if (weights.every((weight) => weight === 0)) {
    return split(
      length,
      phases.map(({ seconds }) => seconds),
    );
  }
  const shares = split(length, weights);
  const promise = phases.findIndex(({ id }) => isCommitment(id));
  const least = Math.min(scaled(SHORTEST_COMMIT, hour), Math.floor(length / 2));
  if (promise < 0 || (shares[promise] ?? 0) >= least) return shares;
  const others = split(
    length - least,
    weights.map((weight, i) => (i === promise ? 0 : weight)),
  );
  return others.map((share, i) => (i === promise ? least : share));
}

function phaseLengths(phases: readonly Phase[], hour: Millis, length: Millis): Millis[] {
  const fixed = phases.map((phase) => (phase.elastic ? 0 : scaled(phase.seconds, hour)));
  const needed = fixed.reduce((a, b) => a + b, 0);
  const left = length - needed;
  const planned = phases.reduce((sum, { seconds }) => sum + scaled(seconds, hour), 0);
  if (length < Math.min(needed + scaled(TOO_LITTLE, hour), planned / 2)) {
    return shortLengths(phases, hour, length);
  }
  if (left <= 0) {
    return split(
      length,
      phases.map(({ seconds }) => seconds),
    );
  }
  const elastic = phases.map((phase) => (phase.elastic ? phase.seconds : 0));
  const giveWay = elastic.some((seconds) => seconds > 0);
  // When none is left that can give way, the promise takes what there is.
  const taking = giveWay ? elastic : phases.map(({ id }) => (isCommitment(id) ? 1 : 0));
  const shares = split(left, taking);
  return phases.map((_, i) => (fixed[i] ?? 0) + (shares[i] ?? 0));
}

export function changed(boxes: readonly Timebox[], changes: readonly Change[]): readonly Timebox[] {
  if (changes.length === 0) return boxes;
  const sums = new Map<SegmentId, Millis>();
  for (const { segment, by } of changes) sums.set(segment, (sums.get(segment) ?? 0) + by);
  return boxes.map((box) => {
    const by = sums.get(box.id);
    return by === undefined ? box : { ...box, length: box.length + by };
  });
}

/**
 * The timeboxes from `from` on in a new seat order. Turns, seats and the advisers within a seat
 * keep their seconds and their names; only their places change (rule 8.4). The seat `running` has
 * its place already.
 */
export function reordered(
  boxes: readonly Timebox[],
  from: number,
  running: number | null,
  order: readonly MemberId[],
): readonly Timebox[] {
  const isFixed = (box: Timebox, i: number) =>
    i < from || box.turn === null || (box.block === "seat" && box.turn === running);
  const result: Timebox[] = [];
  for (let i = 0; i < boxes.length;) {
    const box = boxes[i];
    if (!box) break;
    let end = i + 1;
    if (!isFixed(box, i)) {
      while (end < boxes.length && boxes[end]?.block === box.block) end += 1;
      result.push(...inOrder(boxes.slice(i, end), order));
    } else result.push(box);
    i = end;
  }
  return result;
}

function inOrder(run: readonly Timebox[], order: readonly MemberId[]): Timebox[] {
  const place = ({ holder }: Timebox) => order.indexOf(holder ?? "");
  const sorted = run.toSorted((a, b) => place(a) - place(b));
  const result: Timebox[] = [];
  for (let i = 0; i < sorted.length;) {
    const box = sorted[i];
    if (!box) break;
    let end = i + 1;
    if (box.adviser !== null) {
      while (sorted[end]?.adviser != null && sorted[end]?.holder === box.holder) end += 1;
      const advisers = advisersOf(order, box.holder ?? "");
      const turnOf = ({ adviser }: Timebox) => advisers.indexOf(adviser ?? "");
      result.push(...sorted.slice(i, end).toSorted((a, b) => turnOf(a) - turnOf(b)));
    } else result.push(box);
    i = end;
  }
  return result;
}

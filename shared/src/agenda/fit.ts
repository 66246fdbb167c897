import { plenaryIds, roundIds, phaseIds, isCommitment } from "./agenda.ts";
import type { Agenda, Block, Phase, SeatsBlock } from "./agenda.ts";
import { reject } from "../session/rejection.ts";
import type { Rejection } from "../session/rejection.ts";

/** Fewer than two cannot advise each other; with more than six nobody's turn comes. */
export const FEWEST_MEMBERS = 2;
export const MOST_MEMBERS = 6;

/** In seconds: the shortest seat in which somebody can present, be asked, be advised and promise. */
export const SHORTEST_SEAT = 480;

const HOUR = 3600;

/** An agenda for a certain number of members, in seconds of a full hour that add up to 3600. */
export type Fit = {
  /** How many members sit. */
  readonly seats: number;
  readonly seat: number;
  /** The phases of every seat, with the seconds they have in it. */
  readonly phases: readonly Phase[];
  readonly reserve: number;
};

export type Fitting =
  | ({ readonly ok: true } & Fit)
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * The size formula (rules 1.3 to 1.5): every block as the agenda says, and what is left of the
 * hour divided by the seats, down to half a minute; the remainder is the reserve's. Fixed phases
 * keep their seconds, elastic ones share the rest of the seat in their ratio, to five seconds.
 */
export function fit(agenda: Agenda, members: number): Fitting {
  const refused = refusalOf(agenda, members);
  if (refused) return { ok: false, rejection: reject(refused) };
  const block = seatsBlock(agenda);
  const seats = agenda.seats === "all" ? members : agenda.seats;
  const others = agenda.blocks.reduce((sum, each) => sum + secondsOf(each, members), 0);
  const left = HOUR - others;
  const seat = Math.min(Math.floor(left / seats / 30) * 30, block.longest);
  const fixed = block.phases.reduce((sum, p) => sum + (p.elastic ? 0 : p.seconds), 0);
  if (left < 0) return { ok: false, rejection: reject("agenda-too-long") };
  if (seat < SHORTEST_SEAT) return { ok: false, rejection: reject("seats-too-short") };
  if (fixed >= seat) return { ok: false, rejection: reject("phases-too-long") };
  const reserve = HOUR - (others - reserveSeconds(agenda)) - seats * seat;
  return { ok: true, seats, seat, phases: phasesIn(block.phases, seat - fixed), reserve };
}

/** The same agenda for those who will come, who may be fewer than it has seats (rule 1.6). */
export function forAsMany(agenda: Agenda, members: number): Agenda {
  const { seats } = agenda;
  return seats === "all" || seats <= members ? agenda : { ...agenda, seats: members };
}

/** Why an agenda cannot be run at all; null when it can. */
function refusalOf({ blocks, seats }: Agenda, members: number) {
  const kinds = blocks.map(({ kind }) => kind);
  const count = (kind: Block["kind"]) => kinds.filter((each) => each === kind).length;
  const ids = blocks.flatMap((block) => ("id" in block ? [block.id] : []));
  if (!Number.isInteger(members) || members < FEWEST_MEMBERS || members > MOST_MEMBERS) {
    return "wrong-number-of-members";
  }
  if (seats !== "all" && !(Number.isInteger(seats) && seats >= 1 && seats <= members)) {
    return "bad-seats";
  }
  if (blocks.some((block) => !isWellFormed(block))) return "bad-duration";
  if (new Set(ids).size !== ids.length) return "block-twice";
  if (count("seats") !== 1) return "no-seats";
  if (count("reserve") !== 1 || kinds.indexOf("reserve") < kinds.indexOf("seats")) {
    return "no-reserve";
  }
  const closing = blocks.slice(kinds.indexOf("reserve") + 1);
  const closes = (id: string) => closing.some((block) => "id" in block && block.id === id);
  const last = blocks.at(-1);
  if (!closes("next-call") || last?.kind !== "plenary" || last.id !== "goodbye") {
    return "no-closing";
  }
  if (closing.some((block) => "id" in block && (block.id === "open" || block.id === "review"))) {
    return "no-closing";
  }
  return refusalOfPhases(seatsBlock({ id: "", seats, blocks }).phases);
}

function refusalOfPhases(phases: readonly Phase[]) {
  const ids = phases.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return "phase-twice";
  if (ids.at(-1) !== "handover") return "no-handover";
  if (!isCommitment(ids.at(-2) ?? null)) return "no-commitment";
  return phases.some(({ elastic, seconds }) => elastic && seconds > 0) ? null : "no-talk";
}

function isWellFormed(block: Block): boolean {
  const isLength = (seconds: number) => Number.isInteger(seconds) && seconds > 0 && seconds <= HOUR;
  switch (block.kind) {
    case "plenary":
      return plenaryIds.includes(block.id) && isLength(block.seconds);
    case "round":
      return roundIds.includes(block.id) && isLength(block.secondsEach);
    case "reserve":
      return isLength(block.seconds);
    case "seats":
      return (
        isLength(block.longest) &&
        block.phases.every(({ id, seconds }) => phaseIds.includes(id) && isLength(seconds))
      );
    default:
      return isNeverABlock(block);
  }
}

function isNeverABlock(_block: never): boolean {
  return false;
}

function secondsOf(block: Block, members: number): number {
  switch (block.kind) {
    case "plenary":
    case "reserve":
      return block.seconds;
    case "round":
      return block.secondsEach * members;
    case "seats":
      return 0;
  }
}

function reserveSeconds({ blocks }: Agenda): number {
  return blocks.reduce((sum, block) => sum + (block.kind === "reserve" ? block.seconds : 0), 0);
}

export function seatsBlock({ blocks }: Agenda): SeatsBlock {
  for (const block of blocks) if (block.kind === "seats") return block;
  return { kind: "seats", phases: [], longest: 0 };
}

const STEP = 5;
/** Less open talk than this is better spent on advice, in seconds. */
const SHORTEST_OPEN = 60;

/** The phases of a seat whose elastic ones have `left` seconds together. */
function phasesIn(phases: readonly Phase[], left: number): Phase[] {
  const shares = apportion(
    left,
    phases.map(({ elastic, seconds }) => (elastic ? seconds : 0)),
  );
  const fitted = phases.map((phase, i) => ({
    ...phase,
    seconds: phase.elastic ? (shares[i] ?? 0) : phase.seconds,
  }));
  const open = fitted.findIndex(({ id, seconds }) => id === "open" && seconds < SHORTEST_OPEN);
  const advise = fitted.findIndex(({ id }) => id === "advise");
  if (open < 0 || advise < 0) return fitted;
  const spare = fitted[open]?.seconds ?? 0;
  return fitted.map((phase, i) => {
    if (i === open) return { ...phase, seconds: 0 };
    return i === advise ? { ...phase, seconds: phase.seconds + spare } : phase;
  });
}

/** Shares in the ratio of `weights`, in whole steps, by the largest remainder; the first wins a tie. */
function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const steps = Math.floor(total / STEP);
  const exact = weights.map((weight) => (steps * weight) / sum);
  const whole = exact.map(Math.floor);
  const missing = steps - whole.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, i) => ({ i, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i)
    .slice(0, missing);
  const extra = new Set(byRemainder.map(({ i }) => i));
  const shares = whole.map((value, i) => (value + (extra.has(i) ? 1 : 0)) * STEP);
  // What is no whole step belongs to the first share, so that nothing is lost.
  const first = weights.findIndex((weight) => weight > 0);
  return shares.map((share, i) => share + (i === first ? total - steps * STEP : 0));
}

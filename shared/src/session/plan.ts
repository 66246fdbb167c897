import { seatSeconds } from "../agenda/agenda.ts";
import type { Agenda, Phase, SeatsBlock } from "../agenda/agenda.ts";
import { scaled, split } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import type { Ended, Lobby, Running } from "./session.ts";
import { slotsOf } from "./slot.ts";
import type { Slot } from "./slot.ts";

/** A slot with its time. Segments follow each other without a gap and fill the whole hour. */
export type Segment = Slot & {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Until when the previous speaker keeps the stage to finish the sentence; null without grace. */
  readonly graceUntil: Instant | null;
};

export type Plan = {
  /** Instants of a running or ended session; a lobby's plan starts at 0. */
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly segments: readonly Segment[];
};

/**
 * The whole hour: what has been, as it was, and what is to come, as it will be if nobody does
 * anything more. Derived from the agenda and the endings alone, so it is the same on the server,
 * in a browser, after a restart and in a test.
 *
 * Seats not yet begun are equal: the planned length, or less when less is left (law L2). The
 * closing block starts at its fixed distance from the end, or earlier when the reserve was ended
 * by hand (law L3). The last segment lasts to the end of the hour.
 */
export function planOf(session: Lobby | Running | Ended): Plan {
  const known = plans.get(session);
  if (known) return known;
  const plan = layOut(session);
  plans.set(session, plan);
  return plan;
}

/** A state never changes, so its plan need not be worked out twice. */
const plans = new WeakMap<Lobby | Running | Ended, Plan>();

function layOut(session: Lobby | Running | Ended): Plan {
  const startsAt = session.status === "lobby" ? 0 : session.startedAt;
  const endings = session.status === "lobby" ? [] : session.endings;
  const layout = new Layout(session.agenda, session.hour, startsAt, endings);
  const slots = slotsOf(session);
  const segments = slots.map((slot, i) => layout.place(slot, i === slots.length - 1));
  return { startsAt, endsAt: startsAt + session.hour, segments };
}

/** The segment that the session is in; null before and after the hour. */
export function currentSegment(session: Lobby | Running | Ended): Segment | null {
  if (session.status !== "running") return null;
  return planOf(session).segments[session.endings.length] ?? null;
}

/** Walks the slots in order and gives each its time, from what has ended and what is left. */
class Layout {
  readonly #agenda: Agenda;
  readonly #hour: Millis;
  readonly #endings: readonly Instant[];
  readonly #endsAt: Instant;
  readonly #closingAt: Instant;
  #placed = 0;
  #now: Instant;
  #seat: Seat | null = null;
  /** The length of every seat not yet begun; null until the first of them is placed. */
  #unbegun: Millis | null = null;

  constructor(agenda: Agenda, hour: Millis, startsAt: Instant, endings: readonly Instant[]) {
    this.#agenda = agenda;
    this.#hour = hour;
    this.#endings = endings;
    this.#now = startsAt;
    this.#endsAt = startsAt + hour;
    this.#closingAt = this.#endsAt - closingLength(agenda, hour);
  }

  place(slot: Slot, last: boolean): Segment {
    const startsAt = this.#now;
    const { end, grace } = last ? { end: this.#endsAt, grace: null } : this.#planned(slot);
    const planned = Math.max(startsAt, Math.min(end, this.#endsAt));
    const endsAt = this.#endings[this.#placed] ?? planned;
    const graceUntil = grace === null ? null : Math.min(startsAt + grace, endsAt);
    this.#placed += 1;
    this.#now = endsAt;
    return { ...slot, startsAt, endsAt, graceUntil };
  }

  /** Where the slot would end by itself, and how long its grace is. */
  #planned(slot: Slot): { end: Instant; grace: Millis | null } {
    if (slot.block === "seat") return this.#plannedInSeat(slot);
    if (slot.block === "reserve") return { end: this.#closingAt, grace: null };
    return { end: this.#now + this.#length(slot.block), grace: null };
  }

  #plannedInSeat(slot: Slot): { end: Instant; grace: Millis | null } {
    const turn = slot.turn ?? 1;
    if (this.#seat?.turn !== turn) {
      const block = seatsBlock(this.#agenda);
      const length = this.#seatLength(block, turn);
      this.#seat = new Seat(turn, block, this.#agenda.seats - 1, this.#hour, this.#now, length);
    }
    return this.#seat.planned(slot, this.#now);
  }

  /** A seat that has begun keeps the length it began with; all the others share what is left. */
  #seatLength(block: SeatsBlock, turn: number): Millis {
    const begun = this.#placed <= this.#endings.length;
    if (!begun && this.#unbegun !== null) return this.#unbegun;
    const planned = scaled(seatSeconds(block), this.#hour);
    const left = Math.max(0, this.#closingAt - this.#now);
    const length = Math.min(planned, Math.floor(left / (this.#agenda.seats - turn + 1)));
    if (!begun) this.#unbegun = length;
    return length;
  }

  #length(id: Exclude<Slot["block"], "seat" | "reserve">): Millis {
    for (const block of this.#agenda.blocks) {
      if (block.kind === "plenary" && block.id === id) return scaled(block.seconds, this.#hour);
      if (block.kind === "round" && block.id === id) return scaled(block.secondsEach, this.#hour);
    }
    return 0;
  }
}

/**
 * One seat between two fixed instants. Seconds that a phase leaves over stay in the seat: they go
 * to the next elastic phase, and when none is left to the phase that follows; the handover keeps
 * its length, so a seat whose last phases end early ends early and the reserve gains. Advisers
 * keep equal shares: what one leaves over goes to the phase after the round.
 */
class Seat {
  readonly turn: number;
  readonly #endsAt: Instant;
  readonly #advisers: number;
  readonly #phases: readonly (Phase & { readonly length: Millis; readonly graceLength: Millis })[];
  /** What each adviser has in the round that is being placed. */
  #shares: readonly Millis[] = [];

  constructor(
    turn: number,
    block: SeatsBlock,
    advisers: number,
    hour: Millis,
    startsAt: Instant,
    length: Millis,
  ) {
    this.turn = turn;
    this.#endsAt = startsAt + length;
    this.#advisers = advisers;
    const lengths = phaseLengths(block.phases, hour, length);
    this.#phases = block.phases.map((phase, i) => ({
      ...phase,
      length: lengths[i] ?? 0,
      graceLength: scaled(phase.grace ?? 0, hour),
    }));
  }

  planned(slot: Slot, now: Instant): { end: Instant; grace: Millis | null } {
    const index = this.#phases.findIndex((phase) => phase.id === slot.phase);
    const phase = this.#phases[index];
    if (!phase) return { end: now, grace: null };
    const grace = phase.grace === undefined ? null : phase.graceLength;
    if (slot.adviser === null) return { end: now + this.#lengthFrom(index, now), grace };
    const adviser = Number(slot.id.slice(slot.id.lastIndexOf("-") + 1)) - 1;
    if (adviser === 0) {
      const round = this.#lengthFrom(index, now);
      this.#shares = split(round, Array<number>(this.#advisers).fill(1));
    }
    return { end: now + (this.#shares[adviser] ?? 0), grace };
  }

  /** How long the phase at `index` lasts when it starts now. */
  #lengthFrom(index: number, now: Instant): Millis {
    const rest = this.#phases.slice(index);
    const [phase] = rest;
    if (!phase) return 0;
    const over = this.#endsAt - now - rest.reduce((sum, { length }) => sum + length, 0);
    const taker =
      rest.find(({ elastic }) => elastic) ?? rest.find(({ mode }) => mode !== "handover");
    return phase === taker ? phase.length + over : phase.length;
  }
}

/**
 * Phase lengths of a seat of `length`. Fixed phases keep their planned length and elastic ones
 * share the rest in their planned ratio; a seat too short even for the fixed ones shrinks as a
 * whole.
 */
function phaseLengths(phases: readonly Phase[], hour: Millis, length: Millis): Millis[] {
  const fixed = phases.map((phase) => (phase.elastic ? 0 : scaled(phase.seconds, hour)));
  const left = length - fixed.reduce((a, b) => a + b, 0);
  const elastic = phases.map((phase) => (phase.elastic ? phase.seconds : 0));
  if (left <= 0 || elastic.every((seconds) => seconds === 0)) {
    return split(
      length,
      phases.map(({ seconds }) => seconds),
    );
  }
  const shares = split(left, elastic);
  return phases.map((_, i) => (fixed[i] ?? 0) + (shares[i] ?? 0));
}

function seatsBlock(agenda: Agenda): SeatsBlock {
  for (const block of agenda.blocks) if (block.kind === "seats") return block;
  return { kind: "seats", phases: [] };
}

/** The length of everything after the reserve (law L3). */
function closingLength(agenda: Agenda, hour: Millis): Millis {
  const reserve = agenda.blocks.findIndex(({ kind }) => kind === "reserve");
  return agenda.blocks.slice(reserve + 1).reduce((sum, block) => {
    if (block.kind === "plenary") return sum + scaled(block.seconds, hour);
    if (block.kind === "round") return sum + agenda.seats * scaled(block.secondsEach, hour);
    return sum;
  }, 0);
}

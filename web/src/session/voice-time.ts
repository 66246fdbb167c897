import { useStore } from "zustand";
import type { Instant, MemberId, Millis, SessionView } from "@hotseat/shared";
import { sessionMemory } from "./memory.ts";
import { segmentOf } from "./now.ts";

/** One of the seats of the plan, which its turn tells from the others. */
export type SeatOfPlan = { readonly holder: MemberId; readonly turn: number };

/** The seat that a view is in; null outside the seats. */
export function seatIn(view: SessionView): SeatOfPlan | null {
  const segment = segmentOf(view);
  if (segment?.block !== "seat" || segment.holder === null || segment.turn === null) return null;
  return { holder: segment.holder, turn: segment.turn };
}

/** How long each member's voice was heard in one seat, by what this page received. */
export type VoiceTime = SeatOfPlan & {
  /** Until when this page heard it, on the server's clock: its end for whoever stayed. */
  readonly at: Instant;
  /** Those who were heard at all, the longest first. */
  readonly spoken: readonly { readonly member: MemberId; readonly length: Millis }[];
};

/** Adds up who is heard, from every change of it. */
export class VoiceSums {
  #lengths = new Map<MemberId, Millis>();
  #speaking: readonly MemberId[] = [];
  #since: Instant;

  constructor(at: Instant) {
    this.#since = at;
  }

  /** From `at` on these are heard, and nobody else. */
  hear(speaking: readonly MemberId[], at: Instant): void {
    const passed = Math.max(0, at - this.#since);
    for (const member of new Set(this.#speaking)) {
      this.#lengths.set(member, (this.#lengths.get(member) ?? 0) + passed);
    }
    this.#speaking = speaking;
    this.#since = at;
  }

  /** Whole seconds count: less than one is a cough. */
  get spoken(): VoiceTime["spoken"] {
    return [...this.#lengths]
      .map(([member, length]) => ({ member, length }))
      .filter(({ length }) => length >= 1_000)
      .toSorted((a, b) => b.length - a.length);
  }
}

/** A seat as far as it has been heard; somebody may leave in the middle of it and come back. */
type Heard = Omit<VoiceTime, "spoken"> & { readonly sums: VoiceSums };

const store = sessionMemory<{ readonly seats: readonly Heard[] }>(() => ({ seats: [] }));

/** The seats that are over and that this page has been through, in their order. None of it leaves the page. */
export function useVoiceTimes(view: SessionView): readonly VoiceTime[] {
  const seats = useStore(store, (state) => state.seats);
  return overIn(seats, view);
}

/** The same for code outside React. */
export function voiceTimes(view: SessionView): readonly VoiceTime[] {
  return overIn(store.getState().seats, view);
}

function overIn(seats: readonly Heard[], view: SessionView): readonly VoiceTime[] {
  const running = view.status === "running" ? seatIn(view) : null;
  return seats
    .filter(({ turn }) => turn !== running?.turn)
    .map(({ sums, ...seat }) => ({ ...seat, spoken: sums.spoken }))
    .filter(({ spoken }) => spoken.length > 0);
}

/** What is added up in a seat: it goes on when this page has been in that seat before. */
export function sumsOf(turn: number, at: Instant): VoiceSums {
  const before = store.getState().seats.find((seat) => seat.turn === turn);
  return before?.sums ?? new VoiceSums(at);
}

/** Keeps what was heard in a seat so far; nobody is heard in it from `at` on. */
export function keepVoiceTime({ holder, turn }: SeatOfPlan, sums: VoiceSums, at: Instant): void {
  sums.hear([], at);
  store.setState(({ seats }) => ({
    seats: [...seats.filter((seat) => seat.turn !== turn), { holder, turn, at, sums }],
  }));
}

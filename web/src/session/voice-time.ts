import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Instant, MemberId, Millis } from "@hotseat/shared";

/** How long each member's voice was heard in one seat, by what this page received. */
export type VoiceTime = {
  readonly holder: MemberId;
  /** When the seat was over, on the server's clock. */
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

const store = createStore<{ readonly seats: readonly VoiceTime[] }>(() => ({ seats: [] }));

/** The seats that this page has been through, in their order. None of it leaves the page. */
export function useVoiceTimes(): readonly VoiceTime[] {
  return useStore(store, (state) => state.seats);
}

/** Keeps what was heard in a seat that is over. */
export function keepVoiceTime(seat: VoiceTime): void {
  if (seat.spoken.length > 0) store.setState(({ seats }) => ({ seats: [...seats, seat] }));
}

import type { Millis } from "@hotseat/shared";

/** How often somebody may do something: so many times within so many milliseconds. */
export class Pace {
  readonly #times: number;
  readonly #within: Millis;
  /** When each of them did it last, oldest first; a monotonic clock. */
  readonly #done = new Map<string, number[]>();

  constructor(times: number, within: Millis) {
    this.#times = times;
    this.#within = within;
  }

  /** Takes note that `who` does it now; false when that is too often, which does not count. */
  take(who: string, now: number): boolean {
    const recent = (this.#done.get(who) ?? []).filter((at) => at > now - this.#within);
    const allowed = recent.length < this.#times;
    this.#done.set(who, allowed ? [...recent, now] : recent);
    return allowed;
  }

  /** Forgets everybody who has done nothing for long enough. */
  sweep(now: number): void {
    for (const [who, times] of this.#done) {
      if ((times.at(-1) ?? 0) <= now - this.#within) this.#done.delete(who);
    }
  }
}

import type { Instant, Millis } from "@hotseat/shared";

/** One round trip: the server's clock read `now` somewhere between `sent` and `arrived`. */
export type Sample = {
  /** On this machine's monotonic clock, as `arrived`. */
  readonly sent: Millis;
  readonly arrived: Millis;
  readonly now: Instant;
};

/** How old a sample may be: over a minute, quartz drifts by less than a network's best jitter. */
const KEEP: Millis = 60_000;

/** Two readings this close do not contradict each other: the server's clock says whole ms. */
const GRAIN: Millis = 2;

/**
 * What is known about the server's clock. The sample with the shortest round trip is believed; half
 * of that trip bounds its error.
 *
 * A monotonic clock may stand still while a machine sleeps. A new sample that cannot be true
 * together with the believed one therefore outdates everything before it.
 */
export class Estimate {
  #samples: readonly Sample[] = [];
  #best: Sample | null = null;

  add(sample: Sample): void {
    if (this.#best && contradict(this.#best, sample)) this.#samples = [];
    const fresh = this.#samples.filter(({ arrived }) => sample.arrived - arrived <= KEEP);
    this.#samples = [...fresh, sample];
    this.#best = this.#samples.reduce((a, b) => (roundTrip(b) < roundTrip(a) ? b : a));
  }

  /** The server's clock when the monotonic clock reads `at`; null before the first sample. */
  read(at: Millis): Instant | null {
    if (!this.#best) return null;
    const { sent, arrived, now } = this.#best;
    return now + (at - (sent + arrived) / 2);
  }

  /** Bound of the error in milliseconds; infinite before the first sample. */
  get uncertainty(): Millis {
    return this.#best ? roundTrip(this.#best) / 2 : Number.POSITIVE_INFINITY;
  }
}

function roundTrip({ sent, arrived }: Sample): Millis {
  return arrived - sent;
}

function contradict(a: Sample, b: Sample): boolean {
  const earliest = Math.max(a.now - a.arrived, b.now - b.arrived);
  const latest = Math.min(a.now - a.sent, b.now - b.sent);
  return earliest > latest + GRAIN;
}

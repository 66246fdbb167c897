import { PING_EVERY_MS } from "@hotseat/shared";
import { monotonic } from "../clock/clock.ts";

const BURST = 8;
const BURST_EVERY_MS = 60;
const BEAT_MS = 500;

/** A beat this much late means that the page stood still for a while. */
const GAP_MS = 2_000;

/** Decides when to ask for the server's time: steadily, and in a burst after anything unusual. */
export class Pinger {
  readonly #ping: (sent: number) => void;
  #beat: ReturnType<typeof setInterval> | undefined;
  #burst: ReturnType<typeof setTimeout> | undefined;
  #beatAt = 0;
  #sentAt = 0;

  constructor(ping: (sent: number) => void) {
    this.#ping = ping;
  }

  start(): void {
    this.stop();
    this.#beatAt = this.#sentAt = monotonic();
    this.#beat = setInterval(() => this.#tick(), BEAT_MS);
  }

  stop(): void {
    clearInterval(this.#beat);
    clearTimeout(this.#burst);
  }

  /** Several samples at once, for the best of them to be a good one. */
  burst(left = BURST): void {
    clearTimeout(this.#burst);
    if (left > 1) this.#burst = setTimeout(() => this.burst(left - 1), BURST_EVERY_MS);
    this.#send();
  }

  #tick(): void {
    const now = monotonic();
    const late = now - this.#beatAt - BEAT_MS;
    this.#beatAt = now;
    if (late > GAP_MS) this.burst();
    else if (now - this.#sentAt >= PING_EVERY_MS) this.#send();
  }

  #send(): void {
    this.#sentAt = monotonic();
    this.#ping(this.#sentAt);
  }
}

import type { Millis } from "@hotseat/shared";

type Parts = {
  /** From the end of one round to the begin of the next. */
  readonly every: Millis;
  readonly work: () => Promise<unknown>;
  /** Told of a round that failed; the next one comes all the same. */
  readonly report: (error: unknown) => void;
};

/** Work that is done again and again, one round after the other, until it is stopped. */
export class Repeating {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Begins `first` ms from now. */
  start(first: Millis = this.#parts.every): void {
    if (!this.#stopped) this.#timer = setTimeout(() => (this.#round = this.#do()), first);
  }

  /** Begins no round any more, and returns when the one under way is over. Never rejects. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  async #do(): Promise<void> {
    try {
      await this.#parts.work();
    } catch (error) {
      this.#parts.report(error);
    }
    this.start();
  }
}

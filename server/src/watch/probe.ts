import type { Millis } from "@hotseat/shared";

/** How long an answer is waited for, in ms. */
const PATIENCE = 3_000;

/** An answer this young is not asked for again, in ms, so that strangers who ask cost nothing. */
const FRESH = 1_000;

/**
 * Asks one thing that this server needs whether it is there. However many want to know at once, it
 * is asked once; and while an answer is overdue, no second question is sent after the first.
 */
export class Probe<T> {
  readonly #ask: () => Promise<T>;
  readonly #turned: (up: boolean, error: unknown) => void;
  #asking: Promise<T> | null = null;
  #looking: Promise<void> | null = null;
  #lookedAt: number | null = null;
  #answeredAt: number | null = null;
  #up: boolean | null = null;
  #value: T | null = null;
  #took: Millis | null = null;

  /** @param turned is told when what was there is gone, and when it is back. */
  constructor(ask: () => Promise<T>, turned: (up: boolean, error: unknown) => void) {
    this.#ask = ask;
    this.#turned = turned;
  }

  /** False before the first answer. */
  get up(): boolean {
    return this.#up === true;
  }

  /** The last answer. */
  get value(): T | null {
    return this.#value;
  }

  /** How long the last answer took, in ms. */
  get took(): Millis | null {
    return this.#took;
  }

  /** Since the last answer, in ms; null when there was none. */
  get silentFor(): Millis | null {
    return this.#answeredAt === null ? null : performance.now() - this.#answeredAt;
  }

  /** Brings all this up to date, to within a second. Never rejects. */
  look(): Promise<void> {
    if (this.#lookedAt !== null && performance.now() - this.#lookedAt < FRESH) {
      return Promise.resolve();
    }
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    return this.#looking;
  }

  /** Waits for the question that is under way, if there is one. Never rejects. */
  async idle(): Promise<void> {
    await this.#asking?.catch(() => undefined);
  }

  async #look(): Promise<void> {
    const asked = performance.now();
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    // An answer that nobody waits for any more may still be a refusal.
    this.#asking.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Error(`no answer within ${PATIENCE} ms`)), PATIENCE);
    });
    try {
      this.#value = await Promise.race([this.#asking, patience]);
      this.#answeredAt = performance.now();
      this.#took = this.#answeredAt - asked;
      this.#turn(true, null);
    } catch (error) {
      this.#turn(false, error);
    } finally {
      clearTimeout(timer);
      this.#lookedAt = performance.now();
    }
  }

  #turn(up: boolean, error: unknown): void {
    const before = this.#up;
    this.#up = up;
    // That it is there at the first look is no news.
    if (before !== up && (before !== null || !up)) this.#turned(up, error);
  }
}

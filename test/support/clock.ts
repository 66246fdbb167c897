import type { Page } from "playwright-core";

/** Bounds of a moment on the server's clock, in ms. */
type Between = { readonly from: number; readonly to: number };

/**
 * The server's clock as this process knows it: the tightest of many bracketed readings, carried by
 * the monotonic clock. Independent of how the product's own clients do it.
 */
export class ServerClock {
  #offset = { from: -Infinity, to: Infinity };

  static async read(url: string): Promise<ServerClock> {
    const clock = new ServerClock();
    for (let i = 0; i < 40; i++) await clock.#sample(url);
    return clock;
  }

  async #sample(url: string): Promise<void> {
    const before = performance.now();
    const { now } = (await (await fetch(`${url}/api/clock`)).json()) as { now: number };
    const after = performance.now();
    // Every reading bounds the offset, and all of them hold at once.
    this.#offset = {
      from: Math.max(this.#offset.from, now - after),
      to: Math.min(this.#offset.to, now - before),
    };
  }

  /** How uncertain this clock is, in ms. */
  get width(): number {
    return this.#offset.to - this.#offset.from;
  }

  at(monotonic: number): Between {
    return { from: monotonic + this.#offset.from, to: monotonic + this.#offset.to };
  }
}

export type Reading = {
  /** The length of the bracket, in ms: a reading cannot say more than this. */
  readonly width: number;
  /** How far the page is off at least, in ms: 0 when it lies inside what is possible. */
  readonly atLeast: number;
  /** How far it is off at most. */
  readonly atMost: number;
};

/** One reading of a page's belief, bracketed by this process's own monotonic clock. */
export async function readPage(page: Page, clock: ServerClock): Promise<Reading> {
  const before = performance.now();
  const believed = await page.evaluate(() => globalThis.hotseat.clock.now());
  const after = performance.now();
  const from = clock.at(before).from;
  const to = clock.at(after).to;
  return {
    width: to - from,
    atLeast: Math.max(0, from - believed, believed - to),
    atMost: Math.max(Math.abs(believed - from), Math.abs(believed - to)),
  };
}

/** The value below which the given part of all values lies. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}

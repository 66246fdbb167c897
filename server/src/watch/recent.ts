import type { Millis } from "@hotseat/shared";

/** How many values are kept: enough for a 99th percentile, little enough to sort at each asking. */
const KEPT = 1_000;

/** The latest values of something that is measured again and again, for showing them to people. */
export class Recent {
  readonly #values = new Float64Array(KEPT);
  #count = 0;

  add(ms: Millis): void {
    this.#values[this.#count % KEPT] = ms;
    this.#count += 1;
  }

  /** The value that this part of the kept ones does not exceed; null before the first. */
  quantile(part: number): Millis | null {
    const kept = Math.min(this.#count, KEPT);
    const sorted = this.#values.slice(0, kept).toSorted();
    return sorted[Math.max(0, Math.ceil(part * kept) - 1)] ?? null;
  }
}

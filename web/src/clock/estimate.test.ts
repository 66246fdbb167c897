import { describe, expect, it } from "vitest";
import { Estimate } from "./estimate.ts";
import type { Sample } from "./estimate.ts";

/** When the server's clock read 0, on this machine's monotonic clock. */
const OFFSET = 1_000;

/** A round trip that is sent at `sent` and read by the server after `there` ms of it. */
function trip(sent: number, there: number, back: number, offset = OFFSET): Sample {
  return { sent, arrived: sent + there + back, now: sent + there - offset };
}

function after(...samples: readonly Sample[]): Estimate {
  const estimate = new Estimate();
  for (const sample of samples) estimate.add(sample);
  return estimate;
}

describe("what is known about the server's clock", () => {
  it("is nothing before the first round trip", () => {
    expect(after().read(5_000)).toBeNull();
    expect(after().uncertainty).toBe(Infinity);
  });

  it("is exact when the way back takes as long as the way there", () => {
    const estimate = after(trip(5_000, 40, 40));
    expect(estimate.read(5_040)).toBe(4_040);
    expect(estimate.read(9_000)).toBe(8_000);
    expect(estimate.uncertainty).toBe(40);
  });

  it("is never further from the truth than half of the round trip", () => {
    for (const [there, back] of [
      [0, 80],
      [10, 70],
      [80, 0],
    ] as const) {
      const estimate = after(trip(5_000, there, back));
      const error = Math.abs((estimate.read(6_000) ?? NaN) - (6_000 - OFFSET));
      expect(error).toBeLessThanOrEqual(estimate.uncertainty);
    }
  });

  it("is what the shortest round trip says, whenever it came", () => {
    const best = trip(6_000, 5, 5);
    const others = [trip(5_000, 90, 30), trip(7_000, 20, 100)];
    const [first, second] = others;
    if (!first || !second) throw new Error("two are needed");
    for (const samples of [
      [best, first, second],
      [first, best, second],
      [first, second, best],
    ]) {
      const estimate = after(...samples);
      expect(estimate.read(8_000)).toBe(7_000);
      expect(estimate.uncertainty).toBe(5);
    }
  });

  it("is forgotten after a minute, in which quartz drifts by more than a network does", () => {
    const best = trip(0, 5, 5);
    const kept = after(best, trip(59_950, 30, 30));
    expect(kept.uncertainty).toBe(5);
    const forgotten = after(best, trip(59_951, 30, 30));
    expect(forgotten.uncertainty).toBe(30);
  });

  it("is all outdated by a round trip that cannot be true together with it, as after sleep", () => {
    // The monotonic clock stood still for ten seconds.
    const estimate = after(trip(5_000, 5, 5), trip(6_000, 300, 300, OFFSET - 10_000));
    expect(estimate.uncertainty).toBe(300);
    expect(estimate.read(7_000)).toBe(16_000);
    // What was believed before does not come back with the next.
    estimate.add(trip(8_000, 200, 200, OFFSET - 10_000));
    expect(estimate.uncertainty).toBe(200);
    expect(estimate.read(9_000)).toBe(18_000);
  });

  it("is also outdated when the server's clock was put back", () => {
    const estimate = after(trip(5_000, 5, 5), trip(6_000, 50, 50, OFFSET + 1_000));
    expect(estimate.read(7_000)).toBe(5_000);
  });

  it("is not outdated by what may be true together with it, to the whole milliseconds of the server", () => {
    // The server's clock is read at its floor: two readings of the same clock differ by up to 2 ms.
    const fast = trip(5_000, 1, 1);
    expect(after(fast, trip(6_000, 1, 1, OFFSET + 4)).uncertainty).toBe(1);
    expect(after(fast, trip(6_000, 1, 1, OFFSET + 4)).read(7_000)).toBe(6_000);
    expect(after(fast, trip(6_000, 1, 1, OFFSET + 5)).read(7_000)).toBe(5_995);
    // A longer way that can be true together with it says nothing new.
    expect(after(fast, trip(6_000, 400, 0)).uncertainty).toBe(1);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FULL_HOUR, SHORTEST_HOUR, scaled, split, tolerance } from "./time.ts";

const seed = 20_260_101;

describe("a duration of the format", () => {
  it("1.1 is itself in a real hour", () => {
    expect(scaled(80, FULL_HOUR)).toBe(80_000);
    expect(tolerance(60, FULL_HOUR)).toBe(60_000);
    expect(tolerance(5, FULL_HOUR)).toBe(5_000);
  });

  it("1.1 shrinks with the hour of a rehearsal, down to whole milliseconds", () => {
    expect(scaled(720, SHORTEST_HOUR)).toBe(12_000);
    expect(scaled(10, SHORTEST_HOUR)).toBe(166);
    expect(scaled(3600, 61_001)).toBe(61_001);
  });

  it.each([
    // [seconds, hour, milliseconds]
    [60, 720_000, 12_000],
    [60, 300_000, 5_000],
    [60, 299_999, 5_000],
    [60, 360_000, 6_000],
    [20, 900_000, 5_000],
    [20, 900_360, 5_002],
    [30, 600_000, 5_000],
    [30, 60_000, 5_000],
    [5, 1_800_000, 5_000],
  ])("1.1 of %i s in an hour of %i ms leaves the network %i ms", (seconds, hour, millis) => {
    expect(tolerance(seconds, hour)).toBe(millis);
  });
});

describe("a duration that is split", () => {
  it("1.7 is divided in the ratio of the weights", () => {
    expect(split(570, [120, 120, 240, 90])).toEqual([120, 120, 240, 90]);
  });

  it("1.7 gives nothing where nothing has a weight", () => {
    expect(split(100, [0, 0])).toEqual([0, 0]);
    expect(split(100, [])).toEqual([]);
  });

  it("1.7 loses no millisecond and is never off by more than one", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: FULL_HOUR }), weights, (total, parts) => {
        const shares = split(total, parts);
        const sum = parts.reduce((a, b) => a + b, 0);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        shares.forEach((share, i) => {
          expect(Number.isInteger(share)).toBe(true);
          expect(Math.abs(share - (total * (parts[i] ?? 0)) / sum)).toBeLessThanOrEqual(1);
        });
      }),
      { seed, numRuns: 300 },
    );
  });
});

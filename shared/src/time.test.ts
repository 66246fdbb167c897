import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FULL_HOUR, SHORTEST_HOUR, scaled, split } from "./time.ts";

const seed = 20_260_101;

describe("scaled", () => {
  it("is the duration itself in a full hour", () => {
    expect(scaled(80, FULL_HOUR)).toBe(80_000);
  });

  it("shrinks with the hour and rounds down to whole milliseconds", () => {
    expect(scaled(720, SHORTEST_HOUR)).toBe(12_000);
    expect(scaled(10, SHORTEST_HOUR)).toBe(166);
    expect(scaled(3600, 61_001)).toBe(61_001);
  });
});

describe("split", () => {
  it("divides in the ratio of the weights", () => {
    expect(split(570, [120, 120, 240, 90])).toEqual([120, 120, 240, 90]);
  });

  it("gives nothing where nothing has a weight", () => {
    expect(split(100, [0, 0])).toEqual([0, 0]);
    expect(split(100, [])).toEqual([]);
  });

  it("loses no millisecond and is never off by more than one", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: FULL_HOUR }), weights, (total, parts) => {
        const shares = split(total, parts);
        const sum = parts.reduce((a, b) => a + b, 0);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        shares.forEach((share, i) => {
          expect(Math.abs(share - (total * (parts[i] ?? 0)) / sum)).toBeLessThanOrEqual(1);
        });
      }),
      { seed, numRuns: 300 },
    );
  });
});

import { describe, expect, it } from "vitest";
import { Pace } from "./pace.ts";

describe("a pace", () => {
  it("lets somebody do so much in so long, whoever else does it", () => {
    const pace = new Pace(2, 1_000);
    const taken = [0, 400, 999].map((now) => pace.take("a", now));
    expect(taken).toEqual([true, true, false]);
    expect(pace.take("b", 999)).toBe(true);
    // What was refused did not count: the first one is a second ago.
    expect([1_000, 1_001, 1_400].map((now) => pace.take("a", now))).toEqual([true, false, true]);
  });

  it("forgets nothing that still counts", () => {
    const pace = new Pace(1, 1_000);
    pace.take("a", 0);
    pace.sweep(999);
    expect(pace.take("a", 999)).toBe(false);
    pace.sweep(1_000);
    expect(pace.take("a", 1_000)).toBe(true);
  });
});

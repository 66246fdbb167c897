import { describe, expect, it } from "vitest";
import { FULL_HOUR, SHORTEST_HOUR } from "../time.ts";
import { at, clock } from "../testing/sample.ts";
import { warningsOf } from "./warning.ts";

describe("the warnings before the end of the hour", () => {
  it("10.4 come 5:00, 1:00 and 0:10 before it, and the last one stays", () => {
    const told = warningsOf(at("60:00"), FULL_HOUR).map(({ from, until }) => [
      clock(from),
      clock(until),
    ]);
    expect(told).toEqual([
      ["55:00", "55:12"],
      ["59:00", "59:12"],
      ["59:50", "60:00"],
    ]);
  });

  it("10.4 come sooner in a rehearsal, but not so late that nobody could read them", () => {
    const told = warningsOf(at("06:00"), FULL_HOUR / 10).map(({ from }) => clock(from));
    // Half a minute, and then what it takes to notice and read a sentence instead of 6 s and 1 s.
    expect(told).toEqual(["05:30", "05:48", "05:55"]);
  });

  it.each([SHORTEST_HOUR, 61_001, 240_000, FULL_HOUR])(
    "10.4 never overlap, and none is over before it began, in an hour of %i ms",
    (hour) => {
      const warnings = warningsOf(at("00:00") + hour, hour);
      for (const [i, { from, until }] of warnings.entries()) {
        expect(until).toBeGreaterThan(from);
        expect(until).toBeLessThanOrEqual(warnings[i + 1]?.from ?? at("00:00") + hour);
        expect(from).toBeGreaterThan(at("00:00"));
      }
    },
  );
});

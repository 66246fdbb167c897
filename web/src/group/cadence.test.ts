import { refusalOfSeries } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { firstCalls, fitting, rhythmOf, rhythmsFrom, seriesOf } from "./cadence.ts";
import type { Cadence } from "./cadence.ts";

const wednesday: Cadence = {
  rhythm: "weekly",
  date: "2026-11-18",
  time: "14:00",
  zone: "Asia/Jakarta",
};

describe("a cadence", () => {
  it("becomes a series that the rules take, and is recognised in it", () => {
    const rules = {
      weekly: "FREQ=WEEKLY",
      fortnightly: "FREQ=WEEKLY;INTERVAL=2",
      monthly: "FREQ=MONTHLY;BYDAY=3WE",
    };
    for (const [rhythm, rule] of Object.entries(rules)) {
      const series = seriesOf({ ...wednesday, rhythm: rhythm as Cadence["rhythm"] });
      expect(series).toEqual({ zone: "Asia/Jakarta", starts: "2026-11-18T14:00", rule });
      if (!series) throw new Error("no series");
      expect(refusalOfSeries(series)).toBeNull();
      expect(rhythmOf(series)).toBe(rhythm);
    }
  });

  it("is no series while date or time are missing, or the zone is none", () => {
    expect(seriesOf({ ...wednesday, date: "" })).toBeNull();
    expect(seriesOf({ ...wednesday, time: "" })).toBeNull();
    expect(seriesOf({ ...wednesday, date: "2026-02-30" })).toBeNull();
    expect(seriesOf({ ...wednesday, zone: "Mars/Base" })).toBeNull();
  });

  it("is monthly by the weekday of its first date, which may be the last of its month", () => {
    expect(rhythmsFrom("2026-11-18")).toEqual(["weekly", "fortnightly", "monthly"]);
    expect(rhythmsFrom("2026-11-25")).toEqual(["weekly", "fortnightly", "monthly", "last"]);
    // A fifth Monday: not every month has one.
    expect(rhythmsFrom("2026-11-30")).toEqual(["weekly", "fortnightly", "last"]);
    expect(fitting({ ...wednesday, rhythm: "monthly", date: "2026-11-30" }).rhythm).toBe("last");
    expect(fitting({ ...wednesday, rhythm: "last", date: "2026-11-18" }).rhythm).toBe("monthly");
    expect(seriesOf({ ...wednesday, rhythm: "last", date: "2026-11-30" })?.rule).toBe(
      "FREQ=MONTHLY;BYDAY=-1MO",
    );
  });

  it("has its next calls on the clocks of its place", () => {
    const series = seriesOf({ ...wednesday, zone: "Europe/Berlin", rhythm: "fortnightly" });
    if (!series) throw new Error("no series");
    const calls = firstCalls(series, Date.parse("2026-11-19T00:00:00Z"), 3);
    expect(calls.map(({ original }) => original)).toEqual([
      "2026-12-02T14:00",
      "2026-12-16T14:00",
      "2026-12-30T14:00",
    ]);
    expect(calls[0]?.at).toBe(Date.parse("2026-12-02T13:00:00Z"));
  });
});

import { describe, expect, it } from "vitest";
import { seriesAtSlot } from "./slot.ts";

const series = { zone: "Asia/Jakarta", starts: "2026-11-18T14:00", rule: "FREQ=WEEKLY;INTERVAL=2" };
const wednesday = Date.parse("2026-12-02T07:00:00Z");

describe("a slot that is chosen", () => {
  it("begins on the first such weekday from the next call on, in the same rhythm", () => {
    expect(seriesAtSlot(series, wednesday, { weekday: 5, minute: 570 })).toEqual({
      zone: "Asia/Jakarta",
      starts: "2026-12-04T09:30",
      rule: "FREQ=WEEKLY;INTERVAL=2",
    });
    expect(seriesAtSlot(series, wednesday, { weekday: 1, minute: 0 })?.starts).toBe(
      "2026-12-07T00:00",
    );
    expect(seriesAtSlot(series, wednesday, { weekday: 7, minute: 1380 })?.starts).toBe(
      "2026-12-06T23:00",
    );
    expect(seriesAtSlot(series, wednesday, { weekday: 3, minute: 600 })?.starts).toBe(
      "2026-12-02T10:00",
    );
  });

  it("keeps a month's weekday where it is one that every month has", () => {
    const monthly = { ...series, rule: "FREQ=MONTHLY;BYDAY=1WE" };
    expect(seriesAtSlot(monthly, wednesday, { weekday: 1, minute: 600 })?.rule).toBe(
      "FREQ=MONTHLY;BYDAY=1MO",
    );
    const late = Date.parse("2026-11-26T07:00:00Z");
    expect(seriesAtSlot(monthly, late, { weekday: 1, minute: 600 })?.rule).toBe(
      "FREQ=MONTHLY;BYDAY=-1MO",
    );
  });
});

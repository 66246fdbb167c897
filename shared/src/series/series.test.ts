import { describe, expect, it } from "vitest";
import { instantOf, isZone, localAt, occurrencesBetween, refusalOfSeries } from "./series.ts";
import type { Series } from "./series.ts";

const DAY = 86_400_000;

const zones = [
  "Asia/Jakarta",
  "Asia/Makassar",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/Los_Angeles",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Africa/Cairo",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
];

/** What a wall clock of the zone shows, told by Intl and not by what is tested. */
function wall(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value;
  return `${of("weekday")} ${of("hour")}:${of("minute")}`;
}

const weekly = (zone: string, starts = "2026-11-25T07:00"): Series => ({
  zone,
  starts,
  rule: "FREQ=WEEKLY",
});

describe("a series", () => {
  it.each(zones)("is at the same local time in %s all the year, over both changes", (zone) => {
    const from = instantOf("2026-11-25T00:00", zone) ?? NaN;
    const found = occurrencesBetween(weekly(zone), from, from + 730 * DAY);
    expect(found.length).toBeGreaterThanOrEqual(104);
    expect(new Set(found.map(({ at }) => wall(at, zone)))).toEqual(new Set(["Wed 07:00"]));
    expect(found.every(({ at, original }) => localAt(at, zone) === original)).toBe(true);
  });

  it("is refused at once for a zone or a rule that were made to be worked on for minutes", () => {
    expect(isZone(`A${"_".repeat(62)}!`)).toBe(false);
    expect(isZone(`A${"/a".repeat(31)}!`)).toBe(false);
    for (const rule of [
      "FREQ=DAILY;INTERVAL=12;BYDAY=-53SU;BYSETPOS=-5",
      "FREQ=MONTHLY;INTERVAL=1;BYSETPOS=5",
      "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30,31;BYDAY=1MO",
    ]) {
      expect(refusalOfSeries({ ...weekly("Asia/Jakarta"), rule })).toBe("bad-rule");
    }
  });

  it.each([
    // The clocks jump from 2:00 to 3:00, or half an hour on Lord Howe.
    ["Europe/Berlin", "2027-03-28T02:30", "2027-03-28T03:30"],
    ["America/New_York", "2027-03-14T02:30", "2027-03-14T03:30"],
    ["Australia/Lord_Howe", "2027-10-03T02:15", "2027-10-03T02:45"],
    ["Africa/Cairo", "2027-04-30T00:30", "2027-04-30T01:30"],
  ])(
    "in %s at %s, which the clocks skip, is after the gap and keeps its name",
    (zone, starts, shown) => {
      const before = instantOf(starts, zone) ?? NaN;
      const [first] = occurrencesBetween(weekly(zone, starts), before - DAY, before + DAY);
      expect(first?.original).toBe(starts);
      expect(localAt(first?.at ?? 0, zone)).toBe(shown);
      // The weeks after it are at the time that was meant.
      const [, second] = occurrencesBetween(weekly(zone, starts), before - DAY, before + 8 * DAY);
      expect(localAt(second?.at ?? 0, zone).slice(11)).toBe(starts.slice(11));
    },
  );

  it.each([
    ["Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"],
    ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z"],
    ["Australia/Sydney", "2027-04-04T02:30", "2027-04-03T15:30:00Z"],
  ])("in %s at %s, which comes twice, is at the first of them", (zone, starts, at) => {
    const [first] = occurrencesBetween(
      weekly(zone, starts),
      Date.parse(at) - DAY,
      Date.parse(at) + DAY,
    );
    expect(new Date(first?.at ?? 0).toISOString()).toBe(new Date(at).toISOString());
  });

  it("every two weeks, every month on the second Tuesday", () => {
    const from = instantOf("2026-11-25T00:00", "Asia/Jakarta") ?? NaN;
    const two = { ...weekly("Asia/Jakarta"), rule: "FREQ=WEEKLY;INTERVAL=2" };
    expect(occurrencesBetween(two, from, from + 30 * DAY).map(({ original }) => original)).toEqual([
      "2026-11-25T07:00",
      "2026-12-09T07:00",
      "2026-12-23T07:00",
    ]);
    const monthly = {
      zone: "Europe/Berlin",
      starts: "2026-12-08T18:00",
      rule: "FREQ=MONTHLY;BYDAY=2TU",
    };
    expect(refusalOfSeries(monthly)).toBeNull();
    expect(
      occurrencesBetween(monthly, from, from + 90 * DAY).map(({ original }) => original),
    ).toEqual(["2026-12-08T18:00", "2027-01-12T18:00", "2027-02-09T18:00"]);
  });

  it("takes what begins at the beginning of a window and not what begins at its end", () => {
    const at = instantOf("2026-12-02T07:00", "Asia/Jakarta") ?? NaN;
    const series = weekly("Asia/Jakarta");
    expect(occurrencesBetween(series, at, at + 7 * DAY)).toHaveLength(1);
    expect(occurrencesBetween(series, at + 1, at + 7 * DAY)).toHaveLength(0);
    expect(occurrencesBetween(series, at + 1, at + 7 * DAY + 1)).toHaveLength(1);
    expect(occurrencesBetween(series, at, at)).toEqual([]);
  });

  it.each([
    ["an offset for a zone", { zone: "+07:00" }, "unknown-zone"],
    ["a place that there is not", { zone: "Asia/Atlantis" }, "unknown-zone"],
    ["a day that there is not", { starts: "2026-02-30T07:00" }, "bad-start"],
    ["a time with a zone", { starts: "2026-11-25T07:00Z" }, "bad-start"],
    ["an end", { rule: "FREQ=WEEKLY;COUNT=3" }, "bad-rule"],
    ["another end", { rule: "FREQ=WEEKLY;UNTIL=20270101T000000Z" }, "bad-rule"],
    ["years", { rule: "FREQ=YEARLY" }, "bad-rule"],
    ["hours", { rule: "FREQ=HOURLY" }, "bad-rule"],
    ["one thing twice", { rule: "FREQ=WEEKLY;INTERVAL=2;INTERVAL=3" }, "bad-rule"],
    ["a day that there is not", { rule: "FREQ=WEEKLY;BYDAY=XX" }, "bad-rule"],
    ["too seldom", { rule: "FREQ=MONTHLY;INTERVAL=12" }, "bad-rule"],
    ["another property slipped in", { rule: "FREQ=WEEKLY\nEXDATE:20261202T070000" }, "bad-rule"],
    ["nothing", { rule: "" }, "bad-rule"],
    ["a start on another day than the rule's", { rule: "FREQ=WEEKLY;BYDAY=TU" }, "start-off-rule"],
  ])("refuses %s", (_, wrong, refusal) => {
    expect(refusalOfSeries({ ...weekly("Asia/Jakarta"), ...wrong })).toBe(refusal);
  });

  it.each([
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "FREQ=DAILY;INTERVAL=7",
    "FREQ=MONTHLY",
  ])("takes %s", (rule) => {
    expect(refusalOfSeries({ ...weekly("Europe/Berlin"), rule })).toBeNull();
  });

  it("knows zones by the names of places", () => {
    expect(
      ["Asia/Makassar", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+7"].every(isZone),
    ).toBe(true);
    expect(["", "+01:00", "Mars/Olympus", "../etc", "UTC;DROP"].some(isZone)).toBe(false);
  });
});

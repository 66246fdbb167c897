import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  callsBetween,
  cancelCall,
  cancelledBetween,
  changeFollowing,
  moveCall,
  nextCall,
  nextShift,
  restoreCall,
  scheduleOf,
} from "./schedule.ts";
import type { Schedule } from "./schedule.ts";
import { instantOf, localAt, refusalOfSeries } from "./series.ts";
import type { Series } from "./series.ts";

const DAY = 86_400_000;
const jakarta: Series = {
  zone: "Asia/Jakarta",
  starts: "2026-11-25T07:00",
  rule: "FREQ=WEEKLY",
};
const start = instantOf(jakarta.starts, jakarta.zone) ?? NaN;

function localTimes(schedule: Schedule, from: number, to: number): string[] {
  return callsBetween(schedule, from, to).map(({ at }) => localAt(at, "Asia/Jakarta"));
}

describe("a schedule", () => {
  it("moves one call and leaves the others", () => {
    const schedule = scheduleOf(jakarta);
    const second = nextCall(schedule, start);
    const moved = moveCall(schedule, second, second.at + DAY);
    expect(localTimes(moved, start, start + 22 * DAY)).toEqual([
      "2026-11-25T07:00",
      "2026-12-03T07:00",
      "2026-12-09T07:00",
      "2026-12-16T07:00",
    ]);
    expect(nextCall(moved, start)).toMatchObject({ original: "2026-12-02T07:00", moved: true });
    const again = moveCall(moved, nextCall(moved, start), start + 2 * DAY);
    expect(callsBetween(again, start, start + 8 * DAY)).toHaveLength(2);
    expect(restoreCall(again, nextCall(again, start)).exceptions).toEqual([]);
  });

  it("cancels one call, and the next one is the one after it", () => {
    const schedule = scheduleOf(jakarta);
    const cancelled = cancelCall(schedule, nextCall(schedule, start));
    expect(nextCall(cancelled, start).original).toBe("2026-12-09T07:00");
    const ahead = cancelledBetween(cancelled, start, start + 100 * 86_400_000);
    expect(ahead).toEqual([nextCall(schedule, start)]);
    expect(cancelledBetween(schedule, start, start + 100 * 86_400_000)).toEqual([]);
  });

  it("changes a call and all that follow, and what was agreed for later single calls goes", () => {
    const schedule = scheduleOf(jakarta);
    const second = nextCall(schedule, start);
    const third = nextCall(schedule, second.at);
    const withMove = moveCall(schedule, third, third.at + DAY);
    const makassar = {
      zone: "Asia/Makassar",
      starts: "2026-12-03T20:00",
      rule: "FREQ=WEEKLY;INTERVAL=2",
    };
    const changed = changeFollowing(withMove, second, makassar);
    expect(localTimes(changed, start, start + 40 * DAY)).toEqual([
      "2026-11-25T07:00",
      "2026-12-03T19:00",
      "2026-12-17T19:00",
      "2026-12-31T19:00",
    ]);
    expect(changed.exceptions).toEqual([]);
    // A second change in the same place replaces the first.
    const twice = changeFollowing(changed, nextCall(changed, start), jakarta);
    expect(localTimes(twice, start, start + 8 * DAY)).toContain("2026-12-02T07:00");
  });

  it.each([
    // Europe goes back on 25 October 2026, the United States on 1 November, Indonesia never.
    ["Europe/Berlin", "2026-10-20", "2026-10-28T07:00", "02:00", "01:00"],
    ["America/New_York", "2026-10-27", "2026-11-04T07:00", "20:00", "19:00"],
    ["Europe/Berlin", "2027-03-20", "2027-03-31T07:00", "01:00", "02:00"],
  ])("warns whoever is in %s on %s that their time moves", (zone, today, call, before, after) => {
    const series = { ...jakarta, starts: "2026-09-02T07:00" };
    const now = instantOf(`${today}T12:00`, "UTC") ?? NaN;
    expect(nextShift(scheduleOf(series), zone, now)).toMatchObject({
      call: { original: call },
      before,
      after,
    });
    expect(nextShift(scheduleOf(series), "Asia/Makassar", now)).toBeNull();
    expect(nextShift(scheduleOf(series), zone, now - 30 * DAY)).toBeNull();
  });

  it("does not take a call that somebody moved for a shift of clocks", () => {
    const schedule = scheduleOf(jakarta);
    const moved = moveCall(schedule, nextCall(schedule, start), start + 8 * DAY);
    expect(nextShift(moved, "Asia/Makassar", start + DAY)).toBeNull();
  });

  it("always has a next call, whatever was moved, cancelled and changed", () => {
    const zone = fc.constantFrom(
      "Asia/Jakarta",
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
    );
    const rule = fc.constantFrom(
      "FREQ=WEEKLY",
      "FREQ=WEEKLY;INTERVAL=2",
      "FREQ=MONTHLY;BYDAY=1MO,3MO",
      "FREQ=DAILY",
    );
    const deed = fc.record({
      kind: fc.constantFrom("move", "cancel", "change", "restore"),
      skip: fc.integer({ min: 0, max: 3 }),
      by: fc.integer({ min: -20, max: 20 }),
      zone,
      rule,
    });
    fc.assert(
      fc.property(
        fc.array(deed, { maxLength: 12 }),
        fc.integer({ min: 0, max: 400 }),
        (deeds, later) => {
          let schedule = scheduleOf(jakarta);
          for (const { kind, skip, by, zone, rule } of deeds) {
            let call = nextCall(schedule, start);
            for (let i = 0; i < skip; i += 1) call = nextCall(schedule, call.at);
            if (kind === "move") schedule = moveCall(schedule, call, call.at + by * DAY);
            if (kind === "cancel") schedule = cancelCall(schedule, call);
            if (kind === "restore") schedule = restoreCall(schedule, call);
            const series = { zone, starts: localAt(call.at, zone), rule };
            if (kind === "change" && refusalOfSeries(series) === null) {
              schedule = changeFollowing(schedule, call, series);
            }
          }
          const now = start + later * DAY;
          const next = nextCall(schedule, now);
          expect(next.at).toBeGreaterThan(now);
          // No call between now and the next one, and no call twice.
          expect(callsBetween(schedule, now + 1, next.at)).toEqual([]);
          const names = callsBetween(schedule, start, start + 500 * DAY).map(
            ({ span, original }) => `${span} ${original}`,
          );
          expect(new Set(names).size).toBe(names.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});

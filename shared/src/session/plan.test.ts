import { describe, expect, it } from "vitest";
import { START, at, clock, create, hourAfter, known, tick } from "../testing/sample.ts";
import { sessionAfter } from "../testing/given.ts";
import { timetable } from "../testing/timetable.ts";
import { currentSegment, planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";

/** When each part begins, as people would write it down. */
function beginnings(plan: Plan, ids: readonly string[]): string[] {
  return plan.segments
    .filter(({ id }) => ids.includes(id))
    .map(({ id, startsAt, endsAt }) => `${clock(startsAt)} to ${clock(endsAt)} ${id}`);
}

describe("the plan of a full hour", () => {
  const plan = planOf(hourAfter([]));

  it("has every block where the agenda's table has it", () => {
    const first = (block: string) => plan.segments.find((segment) => segment.block === block);
    const seat = (turn: number) =>
      plan.segments.find((segment) => segment.block === "seat" && segment.turn === turn);
    const table = { open: first("open"), review: first("review"), seat1: seat(1), seat2: seat(2) };
    const rest = { seat3: seat(3), seat4: seat(4), reserve: first("reserve") };
    const close = { closing: first("closing"), next: first("next-call"), bye: first("goodbye") };
    const from = Object.entries({ ...table, ...rest, ...close }).map(
      ([name, segment]) => `${name} ${segment ? clock(segment.startsAt) : "missing"}`,
    );
    expect(from).toEqual([
      "open 00:00",
      "review 01:00",
      "seat1 05:00",
      "seat2 17:00",
      "seat3 29:00",
      "seat4 41:00",
      "reserve 53:00",
      "closing 55:00",
      "next 57:00",
      "bye 59:00",
    ]);
    expect(clock(plan.endsAt)).toBe("60:00");
  });

  it("has the phases of a seat where the seat's table has them", () => {
    const ids = timetable.map(({ id }) => id).filter((id) => id.startsWith("seat-1/"));
    expect(beginnings(plan, ids)).toEqual([
      "05:00 to 07:00 seat-1/present",
      "07:00 to 09:00 seat-1/clarify",
      "09:00 to 09:30 seat-1/think",
      "09:30 to 10:50 seat-1/advise-1",
      "10:50 to 12:10 seat-1/advise-2",
      "12:10 to 13:30 seat-1/advise-3",
      "13:30 to 15:00 seat-1/open",
      "15:00 to 16:30 seat-1/commit",
      "16:30 to 17:00 seat-1/handover",
    ]);
  });

  it("is the timetable, to the millisecond", () => {
    const lines = plan.segments.map(({ id, startsAt, endsAt }) => ({
      id,
      from: (startsAt - START) / 1000,
      to: (endsAt - START) / 1000,
    }));
    expect(lines).toEqual(timetable);
  });

  it("is the same after an hour in which nobody did anything", () => {
    expect(planOf(hourAfter([tick(at("60:00"))]))).toEqual(plan);
  });

  it("counts from 0 in the lobby, and nothing is current there", () => {
    const lobby = known(sessionAfter([create()]));
    const segments = plan.segments.map((segment) => ({
      ...segment,
      startsAt: segment.startsAt - START,
      endsAt: segment.endsAt - START,
      graceUntil: segment.graceUntil === null ? null : segment.graceUntil - START,
    }));
    expect(planOf(lobby)).toEqual({ startsAt: 0, endsAt: 3_600_000, segments });
    expect(currentSegment(lobby)).toBeNull();
  });
});

describe("the plan of a rehearsal", () => {
  it.each([60_000, 61_001, 179_999, 180_000, 1_234_567, 3_599_999])(
    "of %i ms has no gap and fills exactly its hour",
    (hour) => {
      const { segments, startsAt, endsAt } = planOf(hourAfter([], hour));
      expect(startsAt).toBe(START);
      expect(endsAt).toBe(START + hour);
      expect(segments).toHaveLength(timetable.length);
      expect(segments[0]?.startsAt).toBe(startsAt);
      expect(segments.at(-1)?.endsAt).toBe(endsAt);
      segments.slice(1).forEach((segment, i) => expect(segment.startsAt).toBe(segments[i]?.endsAt));
    },
  );

  it.each([60_000, 180_000, 61_001])("of %i ms keeps every part in proportion", (hour) => {
    for (const [i, { startsAt, endsAt, block }] of planOf(hourAfter([], hour)).segments.entries()) {
      const line = timetable[i];
      const planned = (((line?.to ?? 0) - (line?.from ?? 0)) * hour) / 3600;
      // What rounding down leaves over collects in the reserve.
      const slack = block === "reserve" ? 48 : 1;
      expect(Math.abs(endsAt - startsAt - planned)).toBeLessThanOrEqual(slack);
    }
  });

  it("of 60 s has seats of 12 s, and a closing block of 5 s", () => {
    const { segments } = planOf(hourAfter([], 60_000));
    const offset = (id: string) => (segments.find((s) => s.id === id)?.startsAt ?? 0) - START;
    expect(offset("seat-2/present") - offset("seat-1/present")).toBe(12_000);
    expect(offset("closing-1")).toBe(55_000);
  });
});

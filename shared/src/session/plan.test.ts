import { describe, expect, it } from "vitest";
import { presets } from "../agenda/presets.ts";
import { sessionAfter } from "../testing/given.ts";
import { START, at, clock, create, hourAfter, known, tick } from "../testing/sample.ts";
import { hourOf, partsOf, timetable } from "../testing/timetable.ts";
import { currentSegment, planOf } from "./plan.ts";

describe("the plan of a full hour", () => {
  const plan = planOf(hourAfter([]));

  it("1.8 has every block where the agenda's table has it", () => {
    expect(hourOf(hourAfter([]))).toEqual([
      "00:00 open",
      "01:00 review",
      "05:00 seat-1 ana",
      "17:00 seat-2 ben",
      "29:00 seat-3 cho",
      "41:00 seat-4 dee",
      "53:00 reserve",
      "55:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
    expect(clock(plan.endsAt)).toBe("60:00");
  });

  it("1.8 has the phases of a seat where the seat's table has them", () => {
    expect(partsOf(hourAfter([]), "seat-1/")).toEqual([
      "05:00 seat-1/present",
      "07:00 seat-1/clarify",
      "09:00 seat-1/think",
      "09:30 seat-1/advise-1 ben",
      "10:50 seat-1/advise-2 cho",
      "12:10 seat-1/advise-3 dee",
      "13:30 seat-1/open",
      "15:00 seat-1/commit",
      "16:30 seat-1/handover",
    ]);
  });

  it("1.8 is the timetable, to the millisecond", () => {
    const lines = plan.segments.map(({ id, startsAt, endsAt }) => ({
      id,
      from: (startsAt - START) / 1000,
      to: (endsAt - START) / 1000,
    }));
    expect(lines).toEqual([{ id: "waiting", from: 0, to: 0 }, ...timetable]);
  });

  it("1.8 is what happens when nobody does anything", () => {
    expect(planOf(hourAfter([tick("60:00")]))).toEqual(plan);
  });

  it("1.8 counts from 0 in the lobby, and nothing is current there", () => {
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
    "1.8 of %i ms has no gap and fills exactly its hour, in every agenda",
    (hour) => {
      for (const agenda of presets) {
        const { segments, startsAt, endsAt } = planOf(hourAfter([], { hour, agenda }));
        expect(startsAt).toBe(START);
        expect(endsAt).toBe(START + hour);
        expect(segments[0]?.startsAt).toBe(startsAt);
        expect(segments.at(-1)?.endsAt).toBe(endsAt);
        for (const [i, segment] of segments.slice(1).entries()) {
          expect(segment.startsAt).toBe(segments[i]?.endsAt);
        }
      }
    },
  );

  it.each([60_000, 180_000, 61_001])("1.1 of %i ms keeps every part in proportion", (hour) => {
    const { segments } = planOf(hourAfter([], hour));
    for (const { id, startsAt, endsAt } of segments) {
      const line = timetable.find((each) => each.id === id);
      const planned = (((line?.to ?? 0) - (line?.from ?? 0)) * hour) / 3600;
      // What rounding down leaves over collects in the reserve.
      const slack = id === "reserve" ? 48 : 1;
      expect(Math.abs(endsAt - startsAt - planned)).toBeLessThanOrEqual(slack);
    }
  });

  it("1.1 of 60 s has seats of 12 s, and a closing block of 5 s", () => {
    const { segments } = planOf(hourAfter([], 60_000));
    const offset = (id: string) => (segments.find((s) => s.id === id)?.startsAt ?? 0) - START;
    expect(offset("seat-2/present") - offset("seat-1/present")).toBe(12_000);
    expect(offset("closing-1")).toBe(55_000);
  });

  it("1.7 gives the milliseconds that cannot be shared out to the reserve", () => {
    // A 1000th of a second less than the hour: every part loses up to 1 ms, the reserve gains them.
    const { segments } = planOf(hourAfter([], 3_599_999));
    const reserve = segments.find(({ id }) => id === "reserve");
    const seats = [1, 2, 3, 4].map((turn) =>
      segments
        .filter(({ block, turn: of }) => block === "seat" && of === turn)
        .reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0),
    );
    // 720 s of the format are 719 999.8 ms, 60 s are 59 999.98 ms, and so on: all round down.
    expect(seats).toEqual([719_999, 719_999, 719_999, 719_999]);
    // 1 + 4 reviews + 4 closings + next call + goodbye = 11 parts, each 1 ms short, 4 seats too.
    expect((reserve?.endsAt ?? 0) - (reserve?.startsAt ?? 0)).toBe(120_000 - 1 + 11 + 4);
    expect(at("00:00") + 3_599_999).toBe(segments.at(-1)?.endsAt);
  });
});

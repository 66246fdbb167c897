import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FULL_HOUR } from "../time.ts";
import { START, at, clock, expired, hourAfter } from "../testing/sample.ts";
import { timetable } from "../testing/timetable.ts";
import { planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";

/*
 * No command of today lets a part overrun, but the plan is total: it takes any endings, and these
 * are the rules by which it spreads a shortfall.
 */

/** An hour in which parts have ended at these times, the first part first. */
function endedAt(...instants: readonly number[]): Plan {
  return planOf(hourAfter(instants.map((when, i) => expired(timetable[i]?.id ?? "", when))));
}

const onTime = (until: string) =>
  timetable.map(({ to }) => START + to * 1000).filter((when) => when < at(until));

function lengthsOf(plan: Plan, parts: (id: string) => boolean): number[] {
  return plan.segments.filter(({ id }) => parts(id)).map((s) => (s.endsAt - s.startsAt) / 1000);
}

function seatsOf(plan: Plan): number[] {
  return [1, 2, 3, 4].map((seat) =>
    lengthsOf(plan, (id) => id.startsWith(`seat-${seat}/`)).reduce((a, b) => a + b, 0),
  );
}

function startOf(plan: Plan, id: string): string {
  return clock(plan.segments.find((segment) => segment.id === id)?.startsAt ?? 0);
}

describe("an overrun", () => {
  it("is paid by the reserve first, and no seat loses anything", () => {
    const plan = endedAt(...onTime("05:00"), at("07:00"));
    expect(seatsOf(plan)).toEqual([720, 720, 720, 720]);
    expect(startOf(plan, "reserve")).toBe("55:00");
  });

  it("beyond the reserve is shared equally by the seats not yet begun (L2)", () => {
    const plan = endedAt(...onTime("05:00"), at("10:00"));
    expect(seatsOf(plan)).toEqual([675, 675, 675, 675]);
    expect(startOf(plan, "reserve")).toBe("55:00");
  });

  it("of one seat leaves the seats before it as they were", () => {
    const plan = endedAt(...onTime("29:00"), at("32:20"));
    expect(seatsOf(plan)).toEqual([720, 920, 680, 680]);
  });

  it("moves neither the closing block (L3) nor the end of the hour (L1)", () => {
    const plan = endedAt(...onTime("05:00"), at("40:00"));
    expect(startOf(plan, "closing-1")).toBe("55:00");
    expect(startOf(plan, "goodbye")).toBe("59:00");
    expect(clock(plan.segments.at(-1)?.endsAt ?? 0)).toBe("60:00");
  });

  it("that does not divide evenly leaves the odd milliseconds to the reserve", () => {
    const plan = endedAt(at("06:00.001"));
    expect(seatsOf(plan).map((seconds) => Math.round(seconds * 1000))).toEqual([
      674_999, 674_999, 674_999, 674_999,
    ]);
    expect(startOf(plan, "reserve")).toBe("54:59.997");
    expect(startOf(plan, "closing-1")).toBe("55:00");
  });

  it("known while a seat runs leaves those not yet begun equal", () => {
    const plan = endedAt(...onTime("05:00"), at("10:00.001"));
    const [first = 0, ...unbegun] = seatsOf(plan).map((seconds) => Math.round(seconds * 1000));
    expect(new Set(unbegun).size).toBe(1);
    expect(Math.abs(first - (unbegun[0] ?? 0))).toBeLessThanOrEqual(1);
    expect(startOf(plan, "closing-1")).toBe("55:00");
  });
});

describe("a shorter seat", () => {
  const phases = (plan: Plan) => lengthsOf(plan, (id) => id.startsWith("seat-2/"));

  it("keeps silence, commitment and handover, and shortens the rest in ratio", () => {
    const [present, clarify, think, a1, a2, a3, open, commit, handover] = phases(
      endedAt(...onTime("05:00"), at("10:00")),
    );
    expect({ think, commit, handover }).toEqual({ think: 30, commit: 90, handover: 30 });
    expect(present).toBeCloseTo((525 * 120) / 570, 2);
    expect(clarify).toBeCloseTo((525 * 120) / 570, 2);
    expect((a1 ?? 0) + (a2 ?? 0) + (a3 ?? 0)).toBeCloseTo((525 * 240) / 570, 2);
    expect(open).toBeCloseTo((525 * 90) / 570, 2);
  });

  it("too short for those shrinks as a whole", () => {
    const [present, clarify, think, a1, a2, a3, open, commit, handover] = phases(
      endedAt(...onTime("05:00"), at("50:12")),
    );
    expect([present, clarify, think, open, commit, handover]).toEqual([12, 12, 3, 9, 9, 3]);
    expect([a1, a2, a3]).toEqual([8, 8, 8]);
  });

  it("never lasts less than nothing", () => {
    const plan = endedAt(...onTime("05:00"), at("57:00"));
    expect(seatsOf(plan)).toEqual([0, 0, 0, 0]);
    expect(startOf(plan, "closing-1")).toBe("57:00");
    expect(startOf(plan, "goodbye")).toBe("60:00");
  });
});

describe("whatever has ended whenever", () => {
  const moments = fc.array(fc.integer({ min: 0, max: FULL_HOUR }), { maxLength: 47 });

  it("the plan has no gap, no overlap, nothing negative, and fills exactly the hour", () => {
    fc.assert(
      fc.property(moments, (offsets) => {
        const plan = endedAt(...offsets.toSorted((a, b) => a - b).map((offset) => START + offset));
        let now = plan.startsAt;
        for (const { startsAt, endsAt } of plan.segments) {
          expect(startsAt).toBe(now);
          expect(endsAt).toBeGreaterThanOrEqual(startsAt);
          now = endsAt;
        }
        expect(now).toBe(START + FULL_HOUR);
      }),
      { seed: 20_260_102, numRuns: 150 },
    );
  });
});

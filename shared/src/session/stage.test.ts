import { describe, expect, it } from "vitest";
import {
  START,
  advance,
  at,
  clock,
  create,
  hourAfter,
  known,
  pass,
  tick,
} from "../testing/sample.ts";
import { excuse, leave, startedWithout } from "../testing/sample.ts";
import { sessionAfter } from "../testing/given.ts";
import { currentSegment, planOf } from "./plan.ts";
import type { Plan, Segment } from "./plan.ts";
import { chapterOf, seatSpan, segmentAfter, stageAt } from "./stage.ts";

const plan = planOf(hourAfter([]));
const nobody = { holder: null, adviser: null, grace: false };

function segment(id: string, of: Plan = plan): Segment {
  const found = of.segments.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no segment ${id}`);
  return found;
}

function stageIn(id: string, now: number, of: Plan = plan) {
  return stageAt(of, segment(id, of), now);
}

describe("the stage", () => {
  it.each([
    ["open", "dee", null],
    ["review-2", "ben", null],
    ["seat-2/present", "ben", null],
    ["seat-2/think", "ben", null],
    ["seat-2/advise-1", "ben", "cho"],
    ["seat-2/advise-3", "ben", "ana"],
    ["seat-2/open", "ben", null],
    ["seat-2/commit", "ben", null],
    ["closing-4", "dee", null],
    ["reserve", null, null],
    ["next-call", null, null],
    ["goodbye", null, null],
  ])("1.8 in %s belongs to %s, advised by %s", (id, holder, adviser) => {
    const { startsAt, endsAt } = segment(id);
    for (const now of [startsAt, endsAt - 1]) {
      expect(stageIn(id, now)).toEqual({ holder, adviser, grace: false });
    }
  });

  it("1.8 belongs to nobody before and after the hour", () => {
    const lobby = known(sessionAfter([create()]));
    expect(stageAt(planOf(lobby), currentSegment(lobby), START)).toEqual(nobody);
    const over = hourAfter([tick("60:00")]);
    expect(stageAt(planOf(over), currentSegment(over), at("60:00"))).toEqual(nobody);
  });
});

describe("a handover", () => {
  it("6.9 has 10 s of grace, and nothing else has", () => {
    const withGrace = plan.segments.filter(({ graceUntil }) => graceUntil !== null);
    expect(withGrace.map(({ id, graceUntil }) => `${id} ${clock(graceUntil ?? 0)}`)).toEqual([
      "seat-1/handover 16:40",
      "seat-2/handover 28:40",
      "seat-3/handover 40:40",
      "seat-4/handover 52:40",
    ]);
  });

  it("6.9 leaves the stage to the old holder up to the last millisecond of grace", () => {
    const still = { holder: "ana", adviser: null, grace: true };
    expect(stageIn("seat-1/handover", at("16:30"))).toEqual(still);
    expect(stageIn("seat-1/handover", at("16:39.999"))).toEqual(still);
  });

  it("6.9 then gives it to the next holder, before the seat begins", () => {
    const next = { holder: "ben", adviser: null, grace: false };
    expect(stageIn("seat-1/handover", at("16:40"))).toEqual(next);
    expect(stageIn("seat-1/handover", at("16:59.999"))).toEqual(next);
  });

  it("6.9 after the last seat gives it to nobody", () => {
    expect(stageIn("seat-4/handover", at("52:39.999"))).toMatchObject({
      holder: "dee",
      grace: true,
    });
    expect(stageIn("seat-4/handover", at("52:40"))).toEqual(nobody);
  });

  it("6.9 gives it to whoever is next by now", () => {
    const passed = planOf(hourAfter([pass("ben", "16:45")]));
    expect(stageIn("seat-1/handover", at("16:50"), passed)).toMatchObject({ holder: "cho" });
  });

  it("6.9 counts from when the seat was really over", () => {
    const early = planOf(hourAfter([advance("seat-1/commit", "15:50")]));
    expect(stageIn("seat-1/handover", at("15:59.999"), early)).toMatchObject({ holder: "ana" });
    expect(stageIn("seat-1/handover", at("16:00"), early)).toMatchObject({ holder: "ben" });
  });

  it("6.9 that is ended by hand ends the grace", () => {
    const cut = planOf(hourAfter([advance("seat-1/handover", "16:33")]));
    expect(segment("seat-1/handover", cut).graceUntil).toBe(at("16:33"));
  });

  it.each([
    [60_000, 166],
    [61_001, 169],
    [180_000, 500],
  ])("6.9 in a rehearsal of %i ms has a grace of %i ms", (hour, grace) => {
    const rehearsal = planOf(hourAfter([], hour));
    const { startsAt, graceUntil } = segment("seat-1/handover", rehearsal);
    expect(graceUntil).toBe(startsAt + grace);
    expect(stageIn("seat-1/handover", startsAt + grace - 1, rehearsal)).toMatchObject({
      grace: true,
    });
    expect(stageIn("seat-1/handover", startsAt + grace, rehearsal)).toMatchObject({
      holder: "ben",
    });
  });
});

describe("around a segment", () => {
  it("1.8 the one that follows is found, and none after the last", () => {
    expect(segmentAfter(plan, segment("review-4"))?.id).toBe("seat-1/present");
    expect(segmentAfter(plan, segment("goodbye"))).toBeNull();
    expect(segmentAfter(plan, { ...segment("open"), id: "elsewhere" })).toBeNull();
  });

  it("1.8 one without time is passed over", () => {
    const excused = planOf(known(sessionAfter([...startedWithout("cho"), excuse("cho", "00:30")])));
    expect(segmentAfter(excused, segment("review-2", excused))?.id).toBe("review-4");
  });

  it("1.8 its chapter is the seat, the round or the block", () => {
    const chapters = ["open", "review-3", "seat-3/advise-2", "closing-1", "next-call"].map((id) =>
      chapterOf(segment(id)),
    );
    expect(chapters).toEqual(["open", "review", "seat-3", "closing", "next-call"]);
  });

  it("1.8 its seat lasts from its first phase to the end of its handover", () => {
    const span = { startsAt: at("29:00"), endsAt: at("41:00") };
    expect(seatSpan(plan, segment("seat-3/present"))).toEqual(span);
    expect(seatSpan(plan, segment("seat-3/handover"))).toEqual(span);
    expect(seatSpan(plan, segment("review-3"))).toBeNull();
  });

  it("4.4 of a seat that was broken off, each part has its own span", () => {
    // Ana is lost in the first minute and gone at 07:00; the rest of 11:00 comes last.
    const broken = planOf(hourAfter([leave("ana", "06:00"), tick("07:00")]));
    expect(seatSpan(broken, segment("seat-1/present", broken))).toEqual({
      startsAt: at("05:00"),
      endsAt: at("07:00"),
    });
    expect(seatSpan(broken, segment("seat-1/clarify", broken))).toEqual({
      startsAt: at("43:00"),
      endsAt: at("54:00"),
    });
  });
});

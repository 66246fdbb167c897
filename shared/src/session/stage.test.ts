import { describe, expect, it } from "vitest";
import { START, advance, at, clock, create, hourAfter, known, tick } from "../testing/sample.ts";
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
  ])("in %s belongs to %s, advised by %s", (id, holder, adviser) => {
    const { startsAt, endsAt } = segment(id);
    for (const now of [startsAt, endsAt - 1]) {
      expect(stageIn(id, now)).toEqual({ holder, adviser, grace: false });
    }
  });

  it("belongs to nobody before and after the hour", () => {
    const lobby = known(sessionAfter([create()]));
    expect(stageAt(planOf(lobby), currentSegment(lobby), START)).toEqual(nobody);
    const over = hourAfter([tick(at("60:00"))]);
    expect(stageAt(planOf(over), currentSegment(over), at("60:00"))).toEqual(nobody);
  });
});

describe("grace", () => {
  it("is the first 10 s of a handover and of nothing else", () => {
    const withGrace = plan.segments.filter(({ graceUntil }) => graceUntil !== null);
    expect(withGrace.map(({ id, graceUntil }) => `${id} ${clock(graceUntil ?? 0)}`)).toEqual([
      "seat-1/handover 16:40",
      "seat-2/handover 28:40",
      "seat-3/handover 40:40",
      "seat-4/handover 52:40",
    ]);
  });

  it("leaves the stage to the old holder up to its last millisecond", () => {
    const still = { holder: "ana", adviser: null, grace: true };
    expect(stageIn("seat-1/handover", at("16:30"))).toEqual(still);
    expect(stageIn("seat-1/handover", at("16:39.999"))).toEqual(still);
  });

  it("then gives it to the next holder, before the seat begins", () => {
    const next = { holder: "ben", adviser: null, grace: false };
    expect(stageIn("seat-1/handover", at("16:40"))).toEqual(next);
    expect(stageIn("seat-1/handover", at("16:59.999"))).toEqual(next);
  });

  it("after the last seat gives it to nobody", () => {
    expect(stageIn("seat-4/handover", at("52:39.999"))).toMatchObject({
      holder: "dee",
      grace: true,
    });
    expect(stageIn("seat-4/handover", at("52:40"))).toEqual(nobody);
  });

  it("counts from when the seat was really over", () => {
    const early = planOf(hourAfter([advance("seat-1/commit", at("15:30"))]));
    expect(stageIn("seat-1/handover", at("15:39.999"), early)).toMatchObject({ holder: "ana" });
    expect(stageIn("seat-1/handover", at("15:40"), early)).toMatchObject({ holder: "ben" });
  });

  it("ends with a handover that is ended by hand", () => {
    const cut = planOf(hourAfter([advance("seat-1/handover", at("16:33"))]));
    expect(segment("seat-1/handover", cut).graceUntil).toBe(at("16:33"));
  });

  it.each([
    [60_000, 166],
    [61_001, 169],
    [180_000, 500],
  ])("in a rehearsal of %i ms lasts %i ms", (hour, grace) => {
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
  it("the one that follows is found, and none after the last", () => {
    expect(segmentAfter(plan, segment("review-4"))?.id).toBe("seat-1/present");
    expect(segmentAfter(plan, segment("goodbye"))).toBeNull();
    expect(segmentAfter(plan, { ...segment("open"), id: "elsewhere" })).toBeNull();
  });

  it("its chapter is the seat, the round or the block", () => {
    const chapters = ["open", "review-3", "seat-3/advise-2", "closing-1", "next-call"].map((id) =>
      chapterOf(segment(id)),
    );
    expect(chapters).toEqual(["open", "review", "seat-3", "closing", "next-call"]);
  });

  it("its seat lasts from its first phase to the end of its handover", () => {
    const span = { startsAt: at("29:00"), endsAt: at("41:00") };
    expect(seatSpan(plan, segment("seat-3/present"))).toEqual(span);
    expect(seatSpan(plan, segment("seat-3/handover"))).toEqual(span);
    expect(seatSpan(plan, segment("review-3"))).toBeNull();
  });
});

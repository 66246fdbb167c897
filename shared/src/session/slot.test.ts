import { describe, expect, it } from "vitest";
import { fourSeats } from "../agenda/four-seats.ts";
import { timetable } from "../testing/timetable.ts";
import { slotsOf } from "./slot.ts";

const roster = { agenda: fourSeats, order: ["ana", "ben", "cho", "dee"], facilitator: "dee" };
const slots = slotsOf(roster);
const idsWhere = (test: (slot: (typeof slots)[number]) => boolean) =>
  slots.filter(test).map(({ id }) => id);

describe("the slots of the hour", () => {
  it("come in the order of the timetable, each with a name of its own", () => {
    expect(slots.map(({ id }) => id)).toEqual(timetable.map(({ id }) => id));
    expect(new Set(slots.map(({ id }) => id)).size).toBe(slots.length);
  });

  it("give rounds and seats to the members in seat order", () => {
    for (const block of ["review", "closing"] as const) {
      const turns = slots.filter((slot) => slot.block === block);
      expect(turns.map(({ holder }) => holder)).toEqual(roster.order);
    }
    for (const [i, member] of roster.order.entries()) {
      const seat = slots.filter(({ block, turn }) => block === "seat" && turn === i + 1);
      expect(seat).toHaveLength(9);
      expect(new Set(seat.map(({ holder }) => holder))).toEqual(new Set([member]));
    }
  });

  it("give the opening to the facilitator", () => {
    expect(slots[0]).toMatchObject({ id: "open", holder: "dee", mode: "holder" });
  });

  it("belong to everybody in the reserve, the next call and the goodbye", () => {
    expect(idsWhere(({ holder }) => holder === null)).toEqual(["reserve", "next-call", "goodbye"]);
    expect(slots.filter(({ holder }) => holder === null).every(({ mode }) => mode === "open")).toBe(
      true,
    );
  });

  it.each([
    [1, ["ben", "cho", "dee"]],
    [2, ["cho", "dee", "ana"]],
    [3, ["dee", "ana", "ben"]],
    [4, ["ana", "ben", "cho"]],
  ])("in seat %i the next in order advises first", (turn, advisers) => {
    const round = slots.filter((slot) => slot.turn === turn && slot.adviser !== null);
    expect(round.map(({ adviser }) => adviser)).toEqual(advisers);
  });

  it("have an adviser only in the round of advice", () => {
    const advice = idsWhere(({ mode }) => mode === "advice");
    expect(idsWhere(({ adviser }) => adviser !== null)).toEqual(advice);
    expect(advice).toHaveLength(12);
  });

  it("say what kind of talk each phase is for", () => {
    const seat = slots.filter(({ block, turn }) => block === "seat" && turn === 2);
    expect(seat.map(({ phase, mode }) => `${phase}: ${mode}`)).toEqual([
      "present: holder",
      "clarify: questions",
      "think: silence",
      "advise: advice",
      "advise: advice",
      "advise: advice",
      "open: open",
      "commit: holder",
      "handover: handover",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { fourSeats, oneDeep, turnAway, twoDeep } from "../agenda/presets.ts";
import { timetable } from "../testing/timetable.ts";
import { advisersOf, slotsOf } from "./slot.ts";

const roster = { agenda: fourSeats, order: ["ana", "ben", "cho", "dee"], facilitator: "dee" };
const slots = slotsOf(roster);
const idsWhere = (test: (slot: (typeof slots)[number]) => boolean) =>
  slots.filter(test).map(({ id }) => id);

describe("the slots of the hour", () => {
  it("1.8 are a wait and then the timetable, each with a name of its own", () => {
    expect(slots.map(({ id }) => id)).toEqual(["waiting", ...timetable.map(({ id }) => id)]);
    expect(new Set(slots.map(({ id }) => id)).size).toBe(slots.length);
  });

  it("1.8 give rounds and seats to the members in seat order", () => {
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

  it("1.8 give the opening to the facilitator", () => {
    expect(slots[1]).toMatchObject({ id: "open", holder: "dee", mode: "holder" });
  });

  it("1.8 belong to everybody in the wait, the reserve, the next call and the goodbye", () => {
    const everybody = ["waiting", "reserve", "next-call", "goodbye"];
    expect(idsWhere(({ holder }) => holder === null)).toEqual(everybody);
    expect(slots.filter(({ holder }) => holder === null).every(({ mode }) => mode === "open")).toBe(
      true,
    );
  });

  it("1.6 give seats only to the first in order, and turns in the rounds to all", () => {
    const two = slotsOf({ ...roster, agenda: twoDeep });
    const sitters = two.filter(({ block }) => block === "seat").map(({ holder }) => holder);
    expect([...new Set(sitters)]).toEqual(["ana", "ben"]);
    expect(two.filter(({ block }) => block === "closing")).toHaveLength(4);
  });

  it.each([
    [1, ["ben", "cho", "dee"]],
    [2, ["cho", "dee", "ana"]],
    [3, ["dee", "ana", "ben"]],
    [4, ["ana", "ben", "cho"]],
  ])("1.9 let in seat %i the next in order advise first", (turn, advisers) => {
    const round = slots.filter((slot) => slot.turn === turn && slot.adviser !== null);
    expect(round.map(({ adviser }) => adviser)).toEqual(advisers);
  });

  it("1.9 let all three others advise the one who sits alone", () => {
    const one = slotsOf({ ...roster, agenda: oneDeep });
    expect(one.flatMap(({ adviser }) => adviser ?? [])).toEqual(["ben", "cho", "dee"]);
  });

  it("1.9 have an adviser only in the round of advice", () => {
    const advice = idsWhere(({ mode }) => mode === "advice");
    expect(idsWhere(({ adviser }) => adviser !== null)).toEqual(advice);
    expect(advice).toHaveLength(12);
  });

  it("1.9 have no turns where the holder turns away", () => {
    const away = slotsOf({ ...roster, agenda: turnAway });
    expect(away.filter(({ adviser }) => adviser !== null)).toEqual([]);
    expect(away.filter(({ mode }) => mode === "away").map(({ id }) => id)).toEqual([
      "seat-1/advise-away",
      "seat-2/advise-away",
      "seat-3/advise-away",
      "seat-4/advise-away",
    ]);
  });

  it("1.9 know nobody who advises in an hour of one", () => {
    expect(advisersOf(["ana"], "ana")).toEqual([]);
  });

  it("1.4 say what kind of talk each phase is for", () => {
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

import { describe, expect, it } from "vitest";
import { agendaSeconds, fillsHour, seatSeconds } from "./agenda.ts";
import { fourSeats } from "./four-seats.ts";

const goodbye = { kind: "plenary", id: "goodbye", seconds: 60, led: false } as const;
const closing = { kind: "round", id: "closing" } as const;

describe("the agenda four-seats", () => {
  it("adds up to exactly one hour", () => {
    expect(agendaSeconds(fourSeats)).toBe(3600);
  });

  it("gives each of four members a seat of 12:00", () => {
    const seats = fourSeats.blocks.find((block) => block.kind === "seats");
    expect(fourSeats.seats).toBe(4);
    expect(seats && seatSeconds(seats)).toBe(720);
  });

  it("counts rounds and seats once per member", () => {
    expect(agendaSeconds({ ...fourSeats, seats: 3 })).toBe(3600 - 720 - 60 - 30);
  });

  it("is data: it survives being stored", () => {
    expect(JSON.parse(JSON.stringify(fourSeats))).toEqual(fourSeats);
  });
});

describe("an agenda that fills the hour", () => {
  const without = (kind: string) => fourSeats.blocks.filter((block) => block.kind !== kind);
  const replaced = (id: string, seconds: number) =>
    fourSeats.blocks.map((block) =>
      "id" in block && block.id === id ? { ...block, seconds } : block,
    );

  it.each([
    ["has no reserve", [...without("reserve").slice(0, -1), { ...goodbye, seconds: 180 }]],
    ["has no seats", without("seats")],
    ["has two reserves", [...fourSeats.blocks, { kind: "reserve" as const, seconds: 0 }, goodbye]],
    ["ends with a round", [...fourSeats.blocks.slice(0, -1), { ...closing, secondsEach: 15 }]],
    ["holds a negative duration", replaced("open", -60)],
    ["holds a fraction of a second", replaced("open", 59.5)],
    ["is too short", replaced("open", 59)],
    ["is empty", []],
  ])("is not one that %s", (_, blocks) => {
    expect(fillsHour({ ...fourSeats, blocks })).toBe(false);
  });

  it("is the default one", () => {
    expect(fillsHour(fourSeats)).toBe(true);
  });
});

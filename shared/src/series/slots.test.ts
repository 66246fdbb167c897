import { describe, expect, it } from "vitest";
import { HOURS_OF_WEEK, ratedSlots } from "./slots.ts";
import type { Mark, Week } from "./slots.ts";

const from = Date.parse("2026-11-23T00:00:00Z");

/** Good in the given hours of every day, never else. */
function weekOf(zone: string, ...hours: readonly [from: number, to: number, mark: Mark][]): Week {
  const marks = Array.from({ length: HOURS_OF_WEEK }, (_, i): Mark => {
    const found = hours.find(([begin, end]) => i % 24 >= begin && i % 24 < end);
    return found?.[2] ?? "never";
  });
  return { zone, hours: marks };
}

describe("weekly slots", () => {
  it("are best where it is good for all, by everybody's own clocks", () => {
    const weeks = new Map([
      ["ayu", weekOf("Asia/Jakarta", [6, 9, "good"])],
      ["budi", weekOf("Asia/Makassar", [8, 9, "good"])],
    ]);
    const [best] = ratedSlots("Asia/Jakarta", weeks, from);
    expect(best).toEqual({
      slot: { weekday: 1, minute: 7 * 60 },
      shares: [
        { member: "ayu", mark: "good", local: { weekday: 1, minute: 7 * 60 } },
        { member: "budi", mark: "good", local: { weekday: 1, minute: 8 * 60 } },
      ],
      nevers: 0,
      possibles: 0,
    });
    expect(ratedSlots("Asia/Jakarta", weeks, from)).toHaveLength(336);
    expect(
      ratedSlots("Asia/Jakarta", weeks, from).filter(({ nevers }) => nevers === 0),
    ).toHaveLength(7);
  });

  it("count the hour that a call reaches into", () => {
    const weeks = new Map([["ayu", weekOf("UTC", [7, 8, "good"], [8, 9, "possible"])]]);
    const slots = ratedSlots("UTC", weeks, from);
    const at = (minute: number) =>
      slots.find(({ slot }) => slot.weekday === 3 && slot.minute === minute);
    expect(at(7 * 60)?.shares[0]?.mark).toBe("good");
    expect(at(7 * 60 + 30)?.shares[0]?.mark).toBe("possible");
    expect(at(8 * 60 + 30)?.shares[0]?.mark).toBe("never");
  });

  it("look over the next change of clocks: good today and never in March is never", () => {
    const weeks = new Map([
      ["ayu", weekOf("Asia/Jakarta", [14, 15, "good"])],
      ["eva", weekOf("Europe/Berlin", [8, 9, "good"])],
    ]);
    const slots = ratedSlots("Asia/Jakarta", weeks, from);
    const two = slots.find(({ slot }) => slot.weekday === 1 && slot.minute === 14 * 60);
    // 14:00 in Jakarta is 8:00 in Berlin in winter and 9:00 in summer.
    expect(two?.shares).toMatchObject([
      { mark: "good" },
      { mark: "never", local: { minute: 8 * 60 } },
    ]);
  });

  it("wrap over the ends of the week and of a day, and know zones that are half an hour off", () => {
    const weeks = new Map([
      ["ayu", weekOf("Pacific/Auckland", [0, 24, "good"])],
      ["ben", weekOf("America/Los_Angeles", [0, 24, "good"])],
      ["cho", weekOf("Asia/Kolkata", [0, 24, "good"])],
    ]);
    const monday = ratedSlots("UTC", weeks, from).find(
      ({ slot }) => slot.weekday === 1 && slot.minute === 0,
    );
    expect(monday?.shares.map(({ local }) => local)).toEqual([
      { weekday: 1, minute: 13 * 60 },
      { weekday: 7, minute: 16 * 60 },
      { weekday: 1, minute: 5 * 60 + 30 },
    ]);
  });

  it("spare those who have borne most, among slots that are equally good", () => {
    const weeks = new Map([
      ["ayu", weekOf("UTC", [7, 8, "possible"], [19, 20, "good"])],
      ["ben", weekOf("UTC", [7, 8, "good"], [19, 20, "possible"])],
    ]);
    const best = (burdens: Map<string, number>) =>
      ratedSlots("UTC", weeks, from, { burdens })[0]?.slot.minute;
    expect(best(new Map([["ayu", 5]]))).toBe(19 * 60);
    expect(best(new Map([["ben", 5]]))).toBe(7 * 60);
  });
});

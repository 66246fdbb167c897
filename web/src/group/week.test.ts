import { describe, expect, it } from "vitest";
import { after, countOf, markAt, moved, painted, paintedBetween, unsaid } from "./week.ts";

describe("a week that is painted", () => {
  it("begins with days that are possible and nights that are not", () => {
    expect(unsaid).toHaveLength(168);
    expect(markAt(unsaid, { day: 0, hour: 7 })).toBe("never");
    expect(markAt(unsaid, { day: 6, hour: 8 })).toBe("possible");
    expect(countOf(unsaid, "possible")).toBe(7 * 14);
  });

  it("changes one hour, a day by its heading, or an hour of all days, and nothing else", () => {
    const one = painted(unsaid, { day: 2, hour: 14 }, "good");
    expect(markAt(one, { day: 2, hour: 14 })).toBe("good");
    expect(countOf(one, "good")).toBe(1);
    const day = painted(unsaid, { day: 2, hour: -1 }, "good");
    expect(countOf(day, "good")).toBe(24);
    expect(markAt(day, { day: 3, hour: 0 })).toBe("never");
    expect(countOf(painted(unsaid, { day: -1, hour: 9 }, "good"), "good")).toBe(7);
  });

  it("takes a rectangle from either corner", () => {
    const a = { day: 1, hour: 9 };
    const b = { day: 3, hour: 11 };
    expect(countOf(paintedBetween(unsaid, a, b, "good"), "good")).toBe(9);
    expect(paintedBetween(unsaid, b, a, "good")).toEqual(paintedBetween(unsaid, a, b, "good"));
  });

  it("is walked by keys, headings among it, and never left", () => {
    expect(moved({ day: 0, hour: 0 }, "ArrowUp")).toEqual({ day: 0, hour: -1 });
    expect(moved({ day: 0, hour: -1 }, "ArrowLeft")).toEqual({ day: 0, hour: -1 });
    expect(moved({ day: 6, hour: 23 }, "ArrowRight")).toEqual({ day: 6, hour: 23 });
    expect(moved({ day: 4, hour: 5 }, "Home")).toEqual({ day: 0, hour: 5 });
    expect(moved({ day: 4, hour: 5 }, "Enter")).toBeNull();
  });

  it("goes through its marks in a circle", () => {
    expect([after("good"), after("possible"), after("never")]).toEqual([
      "possible",
      "never",
      "good",
    ]);
  });
});

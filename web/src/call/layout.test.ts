import { describe, expect, it } from "vitest";
import { layoutOf, placeOf, sharersAfter } from "./layout.ts";

const nobody = { holder: null, adviser: null, grace: false };
const seat = { holder: "ana", adviser: null, grace: false };
const advice = { holder: "ana", adviser: "ben", grace: false };

describe("the table", () => {
  it("is a grid while the stage belongs to everybody", () => {
    const layout = layoutOf(nobody, false, null);
    expect(layout.kind).toBe("grid");
    expect(placeOf(layout, nobody, "ana")).toBe("equal");
  });

  it("gives the holder the stage and the others the strip", () => {
    const layout = layoutOf(seat, false, null);
    expect(placeOf(layout, seat, "ana")).toBe("stage");
    expect(placeOf(layout, seat, "ben")).toBe("strip");
  });

  it("has whoever speaks beside a shared screen", () => {
    expect(layoutOf(seat, true, null)).toEqual({ kind: "screen", large: null, beside: "ana" });
    expect(layoutOf(advice, true, null).beside).toBe("ben");
    expect(layoutOf(nobody, true, null).beside).toBeNull();
    const layout = layoutOf(advice, true, null);
    expect(["ana", "ben"].map((id) => placeOf(layout, advice, id))).toEqual(["strip", "beside"]);
  });

  it("knows who has begun to share last, whatever the order of seats, until they stop", () => {
    expect(sharersAfter([], ["ben"])).toEqual(["ben"]);
    expect(sharersAfter(["ben"], ["ana", "ben"])).toEqual(["ben", "ana"]);
    expect(sharersAfter(["ben", "ana"], ["ana", "ben"])).toEqual(["ben", "ana"]);
    expect(sharersAfter(["ben", "ana"], ["ben"])).toEqual(["ben"]);
    expect(sharersAfter(["ben"], [])).toEqual([]);
  });

  it("puts a pin before stage and screen, in the middle layer", () => {
    const layout = layoutOf(seat, true, "cho");
    expect(layout).toEqual({ kind: "stage", large: "cho", beside: null });
    expect(["ana", "ben", "cho"].map((id) => placeOf(layout, seat, id))).toEqual([
      "strip",
      "strip",
      "pinned",
    ]);
  });

  it("changes nothing about the layer when the hot seat itself is pinned", () => {
    expect(placeOf(layoutOf(seat, false, "ana"), seat, "ana")).toBe("stage");
  });
});

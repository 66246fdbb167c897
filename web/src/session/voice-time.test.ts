import { describe, expect, it } from "vitest";
import { VoiceSums } from "./voice-time.ts";

describe("voice time", () => {
  it("adds up each member's stretches, also when two talk at once", () => {
    const sums = new VoiceSums(1_000);
    sums.hear(["ana"], 2_000);
    sums.hear(["ana", "ben"], 5_000);
    sums.hear(["ben"], 6_000);
    sums.hear([], 8_500);
    expect(sums.spoken).toEqual([
      { member: "ana", length: 4_000 },
      { member: "ben", length: 3_500 },
    ]);
  });

  it("leaves out a cough and counts a member with two tabs once", () => {
    const sums = new VoiceSums(0);
    sums.hear(["ana", "ana", "ben"], 0);
    sums.hear(["ana"], 900);
    sums.hear([], 2_000);
    expect(sums.spoken).toEqual([{ member: "ana", length: 2_000 }]);
  });
});

import { afterEach, describe, expect, it } from "vitest";
import type { SessionView } from "@hotseat/shared";
import { forgetSession } from "./memory.ts";
import { VoiceSums, keepVoiceTime, sumsOf, voiceTimes } from "./voice-time.ts";

/** A view in a seat; after the hour for null. */
function inSeat(turn: number | null): SessionView {
  const segments = [1, 2].map((each) => ({
    id: `seat-${each}`,
    block: "seat",
    turn: each,
    holder: each === 1 ? "ana" : "ben",
  }));
  const status = turn === null ? "ended" : "running";
  return { status, current: `seat-${turn}`, plan: { segments } } as unknown as SessionView;
}

const first = { holder: "ana", turn: 1 };
const second = { holder: "ben", turn: 2 };

/** Somebody is in the call from `from` to `to` and hears one member all the time. */
function stay(seat: typeof first, member: string, from: number, to: number): void {
  const sums = sumsOf(seat.turn, from);
  sums.hear([member], from);
  keepVoiceTime(seat, sums, to);
}

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

  afterEach(forgetSession);

  it("is not told of a seat that runs, also after leaving it and coming back", () => {
    stay(first, "ana", 0, 4_000);
    expect(voiceTimes(inSeat(1))).toEqual([]);
    stay(first, "ana", 10_000, 13_000);
    expect(voiceTimes(inSeat(1))).toEqual([]);
    const spoken = [{ member: "ana", length: 7_000 }];
    expect(voiceTimes(inSeat(2))).toEqual([{ ...first, at: 13_000, spoken }]);
  });

  it("is told once of each seat, in their order, and of the last one after the hour", () => {
    stay(first, "ana", 0, 4_000);
    stay(second, "ana", 4_000, 9_000);
    expect(voiceTimes(inSeat(2)).map(({ holder }) => holder)).toEqual(["ana"]);
    expect(voiceTimes(inSeat(null)).map(({ holder }) => holder)).toEqual(["ana", "ben"]);
  });

  it("leaves out a seat in which nobody was heard", () => {
    stay(first, "ana", 0, 400);
    expect(voiceTimes(inSeat(2))).toEqual([]);
  });
});

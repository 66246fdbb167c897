import { describe, expect, it } from "vitest";
import { Deafness, Silence, Talk, Unreadable } from "./detect.ts";

describe("talking while muted", () => {
  const hear = (level: (at: number) => number, until: number) => {
    const talk = new Talk();
    let told = false;
    for (let at = 0; at <= until; at += 100) told ||= talk.hear(level(at), at);
    return told;
  };

  it("is told after two seconds of speech with its pauses", () => {
    expect(hear((at) => (at % 500 < 300 ? 0.08 : 0.001), 2_000)).toBe(true);
  });

  it("is not told for a cough, for typing or for a quiet room", () => {
    expect(hear((at) => (at < 600 ? 0.4 : 0.001), 4_000)).toBe(false);
    expect(hear((at) => (at % 500 === 0 ? 0.1 : 0.001), 4_000)).toBe(false);
    expect(hear(() => 0.01, 4_000)).toBe(false);
  });
});

describe("a silent microphone", () => {
  /** What is found of the peaks that are given, looking ten times a second. */
  const hear = (peak: (at: number) => number, until: number, silence = new Silence()) => {
    let found = false;
    for (let at = 0; at <= until; at += 100) found = silence.hear(peak(at), at);
    return found;
  };

  /** Measured in Chromium on a microphone of zeros, while somebody talked at 2.5 syllables a second. */
  const filledIn = (at: number) => {
    if (at < 200) return 0.018;
    return at < 12_000 || at % 400 < 300 ? 0.000_35 : 1e-17;
  };

  it("is one that has given nothing since it was opened", () => {
    expect(hear(() => 0, 19_900)).toBe(false);
    expect(hear(() => 0, 20_000)).toBe(true);
  });

  it("is found while others are heard, although the echo canceller fills in noise", () => {
    expect(hear(filledIn, 20_000)).toBe(true);
    expect(hear(filledIn, 90_000)).toBe(true);
  });

  it("is none in a quiet room, with or without others, or on a machine that stumbles", () => {
    expect(hear(() => 0.000_2, 90_000)).toBe(false);
    expect(hear((at) => (at % 10_000 < 300 ? 0 : 0.000_2), 90_000)).toBe(false);
    // A headset that needs its time before it gives anything.
    expect(hear((at) => (at < 3_000 ? 0 : 0.000_2), 90_000)).toBe(false);
  });

  it("is none once it was heard, also when it gives plain zeros from then on", () => {
    const silence = new Silence();
    expect(hear((at) => (at > 20_000 ? 0.05 : 0), 20_400, silence)).toBe(true);
    expect(silence.isOver).toBe(false);
    expect(silence.hear(0.05, 20_500)).toBe(false);
    expect(silence.isOver).toBe(true);
    expect(silence.hear(0, 90_000)).toBe(false);
  });
});

describe("receiving nobody's sound", () => {
  const flows = (ana: number | null, ben: number | null) =>
    new Map([
      ["ana", ana],
      ["ben", ben],
    ]);

  it("is told when nothing comes of anybody for a while", () => {
    const deafness = new Deafness();
    expect(deafness.hear(flows(100, 50), 0)).toBe(false);
    expect(deafness.hear(flows(100, 50), 2_000)).toBe(false);
    expect(deafness.hear(flows(100, 50), 10_000)).toBe(true);
    expect(deafness.hear(flows(100, 60), 12_000)).toBe(false);
  });

  it("is told without any track, and not when nobody has a microphone open", () => {
    const deafness = new Deafness();
    deafness.hear(flows(null, null), 0);
    expect(deafness.hear(flows(null, null), 8_000)).toBe(true);
    expect(deafness.hear(new Map(), 20_000)).toBe(false);
  });

  it("is over when something comes, and not when nobody has a microphone open any more", () => {
    const deafness = new Deafness();
    deafness.hear(flows(100, 50), 0);
    deafness.hear(flows(100, 50), 10_000);
    expect(deafness.hears).toBe(false);
    deafness.hear(new Map(), 12_000);
    expect(deafness.hears).toBe(false);
    deafness.hear(flows(20, null), 14_000);
    expect(deafness.hears).toBe(true);
  });
});

describe("what cannot be read", () => {
  /** What is found in the end, looking every two seconds. */
  const hear = (...intakes: readonly (readonly [bytes: number, decoded: number])[]) => {
    const reading = new Unreadable();
    let found = false;
    for (const [i, [bytes, decoded]] of intakes.entries())
      found = reading.hear({ bytes, asked: bytes, decoded }, i * 2_000);
    return found;
  };

  it("is found after six seconds in which something comes in and nothing comes out", () => {
    expect(hear([0, 0], [900, 0], [1_800, 0], [2_700, 0])).toBe(false);
    expect(hear([0, 0], [900, 0], [1_800, 0], [2_700, 0], [3_600, 0])).toBe(true);
    expect(hear([0, 7], [900, 7], [1_800, 7], [2_700, 7], [3_600, 7])).toBe(true);
  });

  it("is nothing of somebody whose picture is paused, or moves on", () => {
    expect(hear([900, 9], [900, 9], [900, 9], [900, 9], [900, 9], [900, 9])).toBe(false);
    expect(hear([0, 0], [900, 0], [1_800, 0], [2_700, 1], [3_600, 1], [4_500, 1])).toBe(false);
  });

  it("is no sound that the browser does not play yet", () => {
    const reading = new Unreadable();
    for (let i = 0; i < 8; i += 1)
      expect(reading.hear({ bytes: i * 900, asked: 0, decoded: 0 }, i * 2_000)).toBe(false);
  });

  it("stays found when nothing comes in any more, until something comes out", () => {
    const lost = [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
    ] as const;
    expect(hear(...lost, [4, 0], [4, 0])).toBe(true);
    expect(hear(...lost, [5, 1])).toBe(false);
  });
});

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
  it("is one that has given nothing since it was opened", () => {
    const silence = new Silence();
    expect(silence.hear(0, 1_000)).toBe(false);
    expect(silence.hear(0, 20_000)).toBe(false);
    expect(silence.hear(0, 21_000)).toBe(true);
    expect(silence.hear(0.001, 22_000)).toBe(false);
    expect(silence.hear(0.001, 90_000)).toBe(false);
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

import { describe, expect, it } from "vitest";
import type { Agenda, Block, Phase, PhaseId, SeatsBlock } from "./agenda.ts";
import { fit, seatsBlock } from "./fit.ts";
import { alternating, fourSeats, oneDeep, presets, twoDeep } from "./presets.ts";

/** The default with one more block before the seats, of so many seconds. */
function withFloor(seconds: number, agenda: Agenda = fourSeats): Agenda {
  const [open, ...rest] = agenda.blocks;
  const floor: Block = { kind: "plenary", id: "floor", seconds, led: false };
  return { ...agenda, blocks: open ? [open, floor, ...rest] : [] };
}

function fitted(agenda: Agenda, members: number) {
  const result = fit(agenda, members);
  if (!result.ok) throw new Error(`does not fit: ${result.rejection.code}`);
  return result;
}

function codeOf(agenda: Agenda, members = 4): string {
  const result = fit(agenda, members);
  return result.ok ? "ok" : result.rejection.code;
}

function secondsOf(phases: readonly Phase[]): number[] {
  return phases.map(({ seconds }) => seconds);
}

describe("an agenda is blocks in order", () => {
  const { blocks } = fourSeats;
  const without = (...kinds: readonly Block["kind"][]) =>
    blocks.filter(({ kind }) => !kinds.includes(kind));
  const withoutId = (...ids: readonly string[]) =>
    blocks.filter((block) => !("id" in block && ids.includes(block.id)));
  const byId = (wanted: string) =>
    blocks.filter((block) => "id" in block && block.id === wanted) as Block[];
  const changed = (id: string, change: object) =>
    blocks.map((block) =>
      ("id" in block && block.id === id) || block.kind === id
        ? ({ ...block, ...change } as Block)
        : block,
    );
  const seats = seatsBlock(fourSeats);
  const goodbye = byId("goodbye");
  const floor: Block = { kind: "plenary", id: "floor", seconds: 60, led: false };

  it("1.2 the default one can be run", () => {
    expect(codeOf(fourSeats)).toBe("ok");
  });

  it.each<[string, Block[], string]>([
    ["no seats", without("seats"), "no-seats"],
    ["seats twice", [seats, ...blocks], "no-seats"],
    ["nothing at all", [], "no-seats"],
    ["no reserve", without("reserve"), "no-reserve"],
    ["two reserves", [{ kind: "reserve", seconds: 60 }, ...blocks], "no-reserve"],
    [
      "the reserve before the seats",
      [{ kind: "reserve", seconds: 120 }, ...without("reserve")],
      "no-reserve",
    ],
    ["no next call", withoutId("next-call"), "no-closing"],
    [
      "the next call before the seats",
      [...byId("next-call"), ...withoutId("next-call")],
      "no-closing",
    ],
    ["no goodbye", withoutId("goodbye"), "no-closing"],
    ["something after the goodbye", [...blocks, floor], "no-closing"],
    [
      "the next call after the goodbye",
      [...withoutId("next-call"), ...byId("next-call")],
      "no-closing",
    ],
    [
      "the opening in the closing block",
      [...withoutId("open", "goodbye"), ...byId("open"), ...goodbye],
      "no-closing",
    ],
    [
      "the review in the closing block",
      [...withoutId("review", "goodbye"), ...byId("review"), ...goodbye],
      "no-closing",
    ],
    ["the opening twice", [...byId("open"), ...blocks], "block-twice"],
    ["a block of no time", changed("open", { seconds: 0 }), "bad-duration"],
    ["a block of less than no time", changed("open", { seconds: -60 }), "bad-duration"],
    ["half a second", changed("open", { seconds: 59.5 }), "bad-duration"],
    ["a block longer than the hour", changed("open", { seconds: 3601 }), "bad-duration"],
    ["turns of no time", changed("review", { secondsEach: 0 }), "bad-duration"],
    ["a reserve of no time", changed("reserve", { seconds: 0 }), "bad-duration"],
    ["no longest seat", changed("seats", { longest: 0 }), "bad-duration"],
    ["a block nobody knows", changed("open", { id: "party" }), "bad-duration"],
    ["a block of a kind nobody knows", changed("open", { kind: "party" }), "bad-duration"],
  ])("1.2 and with %s it is refused", (_, changedBlocks, code) => {
    expect(codeOf({ ...fourSeats, blocks: changedBlocks })).toBe(code);
  });

  const phase = (id: PhaseId, seconds = 60, elastic = true): Phase => ({ id, seconds, elastic });
  const withPhases = (...phases: readonly Phase[]): Agenda => ({
    ...fourSeats,
    blocks: blocks.map((block) => (block.kind === "seats" ? { ...block, phases } : block)),
  });
  const commit = phase("commit", 90, false);
  const handover = phase("handover", 30, false);

  it("1.2 a seat is talk, a commitment and a handover", () => {
    expect(codeOf(withPhases(phase("present"), commit, handover))).toBe("ok");
    expect(codeOf(withPhases(phase("report"), phase("plan"), handover))).toBe("ok");
  });

  it.each<[string, Agenda, string]>([
    ["without a handover", withPhases(phase("present"), commit), "no-handover"],
    ["whose handover is not last", withPhases(phase("present"), handover, commit), "no-handover"],
    ["without a commitment", withPhases(phase("present"), handover), "no-commitment"],
    [
      "whose commitment comes too early",
      withPhases(commit, phase("present"), handover),
      "no-commitment",
    ],
    [
      "with a phase twice",
      withPhases(phase("present"), phase("present"), commit, handover),
      "phase-twice",
    ],
    [
      "in which nothing can give way",
      withPhases(phase("present", 60, false), commit, handover),
      "no-talk",
    ],
    ["without any phase", withPhases(), "no-handover"],
    ["with a phase of no time", withPhases(phase("present", 0), commit, handover), "bad-duration"],
    [
      "with a phase nobody knows",
      withPhases(phase("party" as PhaseId), commit, handover),
      "bad-duration",
    ],
    [
      "whose fixed phases fill it",
      withPhases(phase("present"), phase("think", 600, false), commit, handover),
      "phases-too-long",
    ],
  ])("1.2 a seat %s is refused", (_, agenda, code) => {
    expect(codeOf(agenda)).toBe(code);
  });

  it("1.2 fixed phases may leave five seconds, but must leave something", () => {
    const fixed = (seconds: number) =>
      withPhases(phase("present"), phase("think", seconds, false), commit, handover);
    expect(codeOf(fixed(720 - 120 - 5))).toBe("ok");
    expect(codeOf(fixed(720 - 120))).toBe("phases-too-long");
  });

  it("1.2 blocks that are longer than the hour are refused", () => {
    // Without seats the default takes 12:00 of the hour.
    expect(codeOf(withFloor(3600 - 720))).toBe("seats-too-short");
    expect(codeOf(withFloor(3600 - 719))).toBe("agenda-too-long");
  });
});

describe("the size of a seat", () => {
  it.each([
    [2, 1200, 780],
    [3, 990, 120],
    [4, 720, 120],
    [5, 540, 210],
  ])("1.3 of %i members is %i s, and the reserve has %i s", (members, seat, reserve) => {
    expect(fitted(fourSeats, members)).toMatchObject({ seats: members, seat, reserve });
  });

  it("1.3 goes down to half a minute, and the remainder is the reserve's", () => {
    // Four seats share 2880 s less the floor.
    expect(fitted(withFloor(120), 4)).toMatchObject({ seat: 690, reserve: 120 });
    expect(fitted(withFloor(121), 4)).toMatchObject({ seat: 660, reserve: 120 + 119 });
    expect(fitted(withFloor(1), 4)).toMatchObject({ seat: 690, reserve: 120 + 119 });
  });

  it.each([2, 3, 4, 5])("1.3 lets all parts of %i members add up to the hour", (members) => {
    const { seat, seats, reserve, phases } = fitted(fourSeats, members);
    expect(60 + 60 * members + seats * seat + reserve + 30 * members + 120 + 60).toBe(3600);
    expect(secondsOf(phases).reduce((a, b) => a + b, 0)).toBe(seat);
  });
});

describe("the phases of a seat", () => {
  it.each([
    [2, [220, 220, 30, 445, 165, 90, 30]],
    [3, [175, 175, 30, 355, 135, 90, 30]],
    [4, [120, 120, 30, 240, 90, 90, 30]],
    [5, [85, 80, 30, 165, 60, 90, 30]],
  ])("1.4 of %i members are %j", (members, phases) => {
    expect(secondsOf(fitted(fourSeats, members).phases)).toEqual(phases);
  });

  it("1.4 give open talk under 1:00 to the advice", () => {
    // 8:00 leaves 330 s in the ratio 4:4:8:3, and the open talk would be 50 s.
    expect(secondsOf(fitted(withFloor(960), 4).phases)).toEqual([70, 70, 30, 190, 0, 90, 30]);
    // 9:00 leaves 390 s, and the open talk is 60 s.
    expect(secondsOf(fitted(withFloor(720), 4).phases)).toEqual([85, 80, 30, 165, 60, 90, 30]);
    // 8:30 leaves 360 s, and the open talk has the largest remainder: 56.8 s become 60.
    expect(secondsOf(fitted(withFloor(840), 4).phases)).toEqual([75, 75, 30, 150, 60, 90, 30]);
  });

  it("1.4 keep short open talk where nobody advises in turns", () => {
    const blocks = fourSeats.blocks.map((block) => {
      if (block.kind !== "seats") return block;
      return { ...block, phases: block.phases.filter(({ id }) => id !== "advise") };
    });
    // 390 s in the ratio 4:4:3, 8:00 in all.
    const { phases } = fitted(withFloor(960, { ...fourSeats, blocks }), 4);
    expect(phases.map(({ id, seconds }) => `${id} ${seconds}`)).toEqual([
      "present 120",
      "clarify 120",
      "think 30",
      "open 90",
      "commit 90",
      "handover 30",
    ]);
  });
});

describe("the shortest and the longest seat", () => {
  it("1.5 a seat of 8:00 is planned, and none that is shorter", () => {
    expect(fitted(withFloor(960), 4)).toMatchObject({ seat: 480, reserve: 120 });
    expect(codeOf(withFloor(961))).toBe("seats-too-short");
  });

  it("1.5 six members would have 7:30 each, which is refused", () => {
    expect(codeOf(fourSeats, 6)).toBe("seats-too-short");
  });

  it("1.5 a seat of 20:00 is planned, and none that is longer", () => {
    expect(fitted(withFloor(660), 2)).toMatchObject({ seat: 1200, reserve: 120 });
    expect(fitted(withFloor(600), 2)).toMatchObject({ seat: 1200, reserve: 180 });
    expect(fitted(withFloor(690), 2)).toMatchObject({ seat: 1170, reserve: 150 });
  });

  it("1.5 each agenda has its own longest", () => {
    // 60 + 2 x 120 + 180 + 2 x 75 + 180 = 810; 60 + 2 x 120 + 120 + 2 x 90 + 180 = 780.
    expect(fitted(twoDeep, 2)).toMatchObject({ seat: 1380, reserve: 180 + 30 });
    expect(fitted(oneDeep, 2)).toMatchObject({ seat: 2820, reserve: 120 });
    const longest = (seconds: number): Agenda => ({
      ...fourSeats,
      blocks: fourSeats.blocks.map((block): Block =>
        block.kind === "seats" ? ({ ...block, longest: seconds } satisfies SeatsBlock) : block,
      ),
    });
    expect(fitted(longest(600), 4)).toMatchObject({ seat: 600, reserve: 120 + 4 * 120 });
  });
});

describe("who sits", () => {
  it.each([1, 7, 0, -4, 2.5, Number.NaN, Infinity])("1.6 %d members are refused", (members) => {
    for (const agenda of presets) expect(codeOf(agenda, members)).toBe("wrong-number-of-members");
  });

  it("1.6 six members take turns, three seats of 15:00 in each call", () => {
    const halves = fitted(alternating(fourSeats, 6), 6);
    expect(halves).toMatchObject({ seats: 3, seat: 900, reserve: 120 });
    expect(secondsOf(halves.phases)).toEqual([160, 155, 30, 315, 120, 90, 30]);
  });

  it.each([
    [2, 1, 1200],
    [3, 2, 1200],
    [4, 2, 1200],
    [5, 3, 930],
    [6, 3, 900],
  ])("1.6 of %i members taking turns %i sit, %i s each", (members, seats, seat) => {
    expect(fitted(alternating(fourSeats, members), members)).toMatchObject({ seats, seat });
  });

  it.each([0, -1, 1.5, 5, Number.NaN])("1.6 %d seats for four members are refused", (seats) => {
    expect(codeOf({ ...fourSeats, seats })).toBe("bad-seats");
  });

  it("1.6 there may be as many seats as members, and one at least", () => {
    expect(codeOf({ ...fourSeats, seats: 4 })).toBe("ok");
    expect(codeOf({ ...fourSeats, seats: 1 })).toBe("ok");
  });
});

import { describe, expect, it } from "vitest";
import type { Segment, SessionView } from "@hotseat/shared";
import { crossed, floorOf } from "./cue.ts";

const MINUTE = 60_000;

function segment(id: string, from: number, to: number, adviser: string | null = null) {
  const [, phase = "present"] = id.split("/");
  const common = { block: "seat", turn: 1, holder: "ana", mode: "timed", graceUntil: null };
  const times = { startsAt: from * MINUTE, endsAt: to * MINUTE };
  return {
    ...common,
    id,
    phase: phase.replace(/-\d/, ""),
    adviser,
    ...times,
  } as unknown as Segment;
}

const present = segment("seat-1/present", 2, 8);
const advise = segment("seat-1/advise-1", 8, 9.5, "ben");
const commit = segment("seat-1/commit", 9.5, 14);

function viewOf(you: string, hour = 60 * MINUTE): SessionView {
  const plan = { startsAt: 0, endsAt: hour, segments: [present, advise, commit] };
  return { you: { id: you, role: "member" }, plan, hour } as unknown as SessionView;
}

describe("private cues", () => {
  it("come to the holder before the end of the whole seat, in every phase", () => {
    for (const phase of [present, advise, commit]) {
      const floor = floorOf(viewOf("ana"), phase);
      expect(floor?.endsAt).toBe(14 * MINUTE);
      expect(floor?.cues.map(({ cue }) => cue)).toEqual([120, 60, 30]);
    }
  });

  it("come to an adviser before the end of their turn, when it is long enough", () => {
    expect(floorOf(viewOf("ben"), advise)?.cues.map(({ cue }) => cue)).toEqual([30]);
    expect(floorOf(viewOf("ben"), present)).toBeNull();
  });

  it("come to nobody else", () => {
    for (const phase of [present, advise]) expect(floorOf(viewOf("cho"), phase)).toBeNull();
  });

  it("scale with a rehearsal and leave out what would fall together", () => {
    const floor = floorOf(viewOf("ana", 5 * MINUTE), commit);
    expect(floor?.cues).toEqual([
      { cue: 120, left: 10_000 },
      { cue: 60, left: 5_000 },
    ]);
  });

  it("are told once each, when their threshold is crossed", () => {
    const floor = floorOf(viewOf("ana"), commit);
    if (!floor) throw new Error("no floor");
    expect(crossed(floor, 121_000, 120_001)).toBeNull();
    expect(crossed(floor, 120_001, 120_000)).toBe(120);
    expect(crossed(floor, 120_000, 119_000)).toBeNull();
    expect(crossed(floor, 61_000, 59_950)).toBe(60);
  });

  it("tell only the last of those that went by unseen, and none after the end", () => {
    const floor = floorOf(viewOf("ana"), commit);
    if (!floor) throw new Error("no floor");
    expect(crossed(floor, 200_000, 20_000)).toBe(30);
    expect(crossed(floor, 200_000, 45_000)).toBe(60);
    expect(crossed(floor, 200_000, 0)).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import type { PauseView, Segment, SessionView } from "@hotseat/shared";
import { en } from "../language/en.ts";
import { inside } from "../language/en/inside.ts";
import { timeSaid } from "./time-said.ts";

const MINUTE = 60_000;
const words = { ...en, ...inside };

function segment(phase: string, from: number, to: number): Segment {
  const times = { startsAt: from * MINUTE, endsAt: to * MINUTE, graceUntil: null };
  const holding = { block: "seat", turn: 1, holder: "ana", adviser: null, mode: "timed" };
  return { id: `seat-1/${phase}`, phase, ...holding, ...times } as unknown as Segment;
}

const segments = [segment("present", 0, 10), segment("clarify", 10, 15)];
const [{ name: presents }, { name: clarifies }] = [
  words.part.phase.present("Ana", ""),
  words.part.phase.clarify("Ana", ""),
];

function viewOf(more: Partial<SessionView> = {}): SessionView {
  return {
    status: "running",
    hour: 60 * MINUTE,
    automatic: true,
    current: "seat-1/present",
    plan: { startsAt: 0, endsAt: 60 * MINUTE, segments },
    members: [{ id: "ana", name: "Ana", seat: "running" }],
    you: { id: "ana" },
    action: null,
    offers: {},
    pause: null,
    overtimeSince: null,
    scheduledFor: null,
    ...more,
  } as unknown as SessionView;
}

const saidAt = (now: number, view = viewOf(), alone = false) => timeSaid(view, alone, now, words);

describe("the time that is spoken when somebody asks", () => {
  it("is what is left of the part and of the hour, in the seconds that the screen shows", () => {
    expect(saidAt(4 * MINUTE - 600)).toBe(`${presents}: 6:01 left. Hour: 56:01 left.`);
  });

  it("is without what a pause has set aside, for as long as the pause is on", () => {
    const pause = { kind: "seat", by: "ana", until: 6 * MINUTE } as unknown as PauseView;
    expect(saidAt(4 * MINUTE, viewOf({ pause }))).toBe(
      `${presents}: paused with 4:00 left. Hour: 56:00 left.`,
    );
    expect(saidAt(6 * MINUTE, viewOf({ pause }))).toBe(`${presents}: 4:00 left. Hour: 54:00 left.`);
  });

  it("counts up while the part runs over, and not in a pause", () => {
    const over = { overtimeSince: 9 * MINUTE };
    expect(saidAt(9 * MINUTE + 20_000, viewOf(over))).toBe(
      `${presents}: over its time by 0:20. Hour: 50:40 left.`,
    );
    const pause = { kind: "emergency", by: "ana", until: 9.5 * MINUTE } as unknown as PauseView;
    expect(saidAt(9 * MINUTE + 20_000, viewOf({ ...over, pause }))).toMatch(/paused with 0:30/);
  });

  it("is of the part that the plan has come to while the server cannot be heard", () => {
    expect(saidAt(12 * MINUTE, viewOf(), true)).toBe(`${clarifies}: 3:00 left. Hour: 48:00 left.`);
    expect(saidAt(12 * MINUTE)).toBe(`${presents}: 0:00 left. Hour: 48:00 left.`);
  });

  it("is the length of the hour before it begins", () => {
    expect(saidAt(0, viewOf({ status: "lobby", current: null }))).toMatch(/60:00/);
  });
});

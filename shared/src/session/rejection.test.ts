import { describe, expect, it } from "vitest";
import { fourSeats } from "../agenda/presets.ts";
import type { Agenda, Block, Phase } from "../agenda/agenda.ts";
import { given } from "../testing/given.ts";
import * as hour from "../testing/sample.ts";
import {
  START,
  create,
  gathered,
  group,
  started,
  startedWithout,
  tick,
} from "../testing/sample.ts";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import { reject, rejectionCodes } from "./rejection.ts";
import type { RejectionCode } from "./rejection.ts";
import { replay } from "./evolve.ts";

type Story = readonly [before: readonly Command[], refused: Command];

const { blocks } = fourSeats;
const seats = blocks.find((block) => block.kind === "seats");
const planned = seats?.kind === "seats" ? seats.phases : [];
const withBlocks = (...changed: readonly Block[]): Story => [
  [],
  create({ agenda: { ...fourSeats, blocks: changed } }),
];
const withPhases = (...phases: readonly Phase[]): Story =>
  withBlocks(...blocks.map((block) => (block.kind === "seats" ? { ...block, phases } : block)));
const withOpening = (seconds: number): Agenda => ({
  ...fourSeats,
  blocks: blocks.map((block) =>
    "id" in block && block.id === "open" ? { ...block, seconds } : block,
  ),
});

const presenting = [...started(), tick("06:00")];
const asked = [...presenting, hour.swap("ben", "dee", "06:00", "ben")];
const ended = [...started(), tick("60:00")];
const back = [...startedWithout("ana"), hour.arrive("ana", "12:00")];

/** One story for each code, shorter than life: the compiler misses none. */
const stories: { readonly [code in RejectionCode]: Story } = {
  "already-created": [[create()], create()],
  "no-such-session": [[], hour.start()],
  "wrong-number-of-members": [[], create(group(1))],
  "duplicate-member": [[], create({ members: [...group(3).members, ...group(1).members] })],
  "unknown-facilitator": [[], create({ facilitator: "eve" })],
  "unknown-deputy": [[], create({ deputy: "dee" })],
  "reserved-member": [[], create({ members: [...group(3).members, { id: "clock", name: "C" }] })],
  "bad-time": [[create()], tick(START + 0.5)],
  "bad-hour": [[], create({ hour: 59_999 })],
  "bad-seats": [[], create({ agenda: { ...fourSeats, seats: 5 } })],
  "bad-duration": [[], create({ agenda: withOpening(0) })],
  "block-twice": withBlocks(...blocks.slice(0, 1), ...blocks),
  "no-seats": withBlocks(...blocks.filter(({ kind }) => kind !== "seats")),
  "no-reserve": withBlocks(...blocks.filter(({ kind }) => kind !== "reserve")),
  "no-closing": withBlocks(...blocks.slice(0, -1)),
  "phase-twice": withPhases(...planned.slice(0, 1), ...planned),
  "no-handover": withPhases(...planned.slice(0, -1)),
  "no-commitment": withPhases(...planned.filter(({ id }) => id !== "commit")),
  "no-talk": withPhases(...planned.filter(({ elastic }) => !elastic)),
  "agenda-too-long": [[], create({ agenda: withOpening(3000) })],
  "seats-too-short": [[], create({ agenda: withOpening(1200) })],
  "phases-too-long": withPhases(
    ...planned.map((phase) => (phase.id === "think" ? { ...phase, seconds: 600 } : phase)),
  ),
  "not-a-member": [[create()], hour.arrive("eve", START)],
  "not-chair": [gathered(), hour.start(START, "ana")],
  "not-yours": [presenting, hour.advance("seat-1/present", "06:00", "ben")],
  "not-holder": [presenting, hour.yieldTo("reserve", "seat-1/present", "06:00", "dee")],
  "already-chair": [started(), hour.takeChair("dee", "00:10")],
  "not-there": [startedWithout("ana"), hour.handChair("ana", "00:10")],
  "already-started": [started(), hour.start("00:10")],
  "not-started": [gathered(), hour.advance("open", START)],
  "starts-by-itself": [gathered({ scheduledFor: START + 1000 }), hour.start()],
  "session-over": [ended, hour.start("60:10")],
  "segment-over": [presenting, hour.advance("open", "06:00")],
  "segment-not-current": [presenting, hour.advance("reserve", "06:00")],
  "last-segment": [started(), hour.advance("goodbye", "59:30")],
  waiting: [startedWithout("ana", "ben", "cho"), hour.advance("waiting", "01:00")],
  "not-skippable": [started(), hour.advance("next-call", "57:30")],
  "commitment-first": [started(), hour.advance("seat-1/commit", "15:10")],
  "not-in-seat": [started(), hour.skip("open", "00:10")],
  "seat-over": [presenting, hour.swap("ana", "ben", "06:00")],
  "no-seat": [presenting, hour.pass("ana", "06:00")],
  "seat-left": [back, hour.grant("cho", "12:10")],
  "seats-over": [back, hour.grant("ana", "52:30")],
  "already-extended": [
    [...presenting, hour.extend("seat-1/present", 30, "06:00")],
    hour.extend("seat-1/present", 30, "06:10"),
  ],
  "no-seconds": [hour.beganAt("04:00"), hour.pause("seat-1/present", "08:00")],
  "no-second-yield": [
    [...presenting, hour.yieldTo("questions", "seat-1/present", "06:00", "ana")],
    hour.yieldTo("ben", "seat-1/open", "06:10", "ana"),
  ],
  "already-asked": [asked, hour.swap("cho", "dee", "06:10", "cho")],
  "already-swapped": [presenting, hour.swap("dee", "ben", "06:10", "ben")],
  "bad-order": [gathered(), hour.reorder(["ana"])],
  "already-paused": [
    [...presenting, hour.pause("seat-1/present", "06:00")],
    hour.pause("seat-1/present", "06:10"),
  ],
  "paused-before": [
    [...presenting, hour.pause("seat-1/present", "06:00"), hour.resume("06:10")],
    hour.pause("seat-1/present", "06:20"),
  ],
  "not-paused": [presenting, hour.resume("06:10")],
  "closing-block": [started(), hour.emergency("55:10", "ana")],
  paused: [
    [...presenting, hour.pause("seat-1/present", "06:00")],
    hour.advance("seat-1/present", "06:10"),
  ],
  "no-such-proposal": [presenting, hour.agree(1, "06:10", "ben")],
  "not-asked": [asked, hour.agree(hour.question(asked), "06:10", "cho")],
  "already-answered": [asked, hour.agree(hour.question(asked), "06:10", "ben")],
  "still-in-time": [startedWithout("ana"), hour.release("ana", "02:00")],
  "bad-delay": [startedWithout("ana"), hour.announceDelay("ana", 60, "00:10")],
  "already-here": [started(), hour.announceDelay("ana", 5, "00:10")],
  "too-few": [[create(group(2))], hour.excuse("ana", START)],
  "bad-start": [[], create({ scheduledFor: START - 1 })],
  "in-overtime": [
    [...presenting, hour.autoAdvance(false, "06:10"), tick("07:00")],
    hour.extend("seat-1/present", 30, "07:10"),
  ],
  "no-open-talk": [started(), hour.yieldTo("questions", "seat-1/commit", "15:10", "ana")],
  removed: [[...presenting, hour.remove("ben", "06:00")], hour.arrive("ben", "06:10")],
  "not-yourself": [presenting, hour.remove("dee", "06:00")],
  "facilitator-stays": [
    [...presenting, hour.handChair("ana", "06:00")],
    hour.remove("dee", "06:10", "ana"),
  ],
  "facilitator-decides": [
    [...presenting, hour.takeChair("ana", "06:00")],
    hour.remove("ben", "06:10", "ana"),
  ],
  "same-member": [presenting, hour.swap("ben", "ben", "06:10", "ben")],
};

describe("what is refused", () => {
  it.each(rejectionCodes)("11.4 as %s happens in a story", (code) => {
    const [before, command] = stories[code];
    given(before).when(command).thenRejected(code);
  });

  it.each(rejectionCodes)("11.4 as %s is one sentence for people", (code) => {
    const { message, ...rest } = reject(code);
    expect(rest).toEqual({ code });
    expect(message).toMatch(/^[A-Z][^.!?]*\.$/);
  });

  it("11.4 has a code of its own, in words and hyphens", () => {
    expect(new Set(rejectionCodes).size).toBe(rejectionCodes.length);
    expect(Object.keys(stories).toSorted()).toEqual(rejectionCodes.toSorted());
    for (const code of rejectionCodes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it("11.4 says something else for each code", () => {
    expect(new Set(rejectionCodes.map((code) => reject(code).message)).size).toBe(
      rejectionCodes.length,
    );
  });

  it("11.4 changes nothing, not even what was due: that happens with the next tick", () => {
    const { session } = given(started());
    expect(decide(session, hour.advance("open", "05:00"))).toEqual({
      ok: false,
      rejection: { code: "segment-over", message: "That part is already over." },
    });
    const late = decide(session, tick("05:00"));
    expect(late.ok && replay(late.events, session)).toEqual(
      given([...started(), tick("05:00")]).session,
    );
  });

  it.each([Number.NaN, Infinity, START + 0.5, -Infinity])("11.4 is the time %s", (at) => {
    given([create()]).when({ type: "tick", at, by: "clock" }).thenRejected("bad-time");
  });
});

import { describe, expect, it } from "vitest";
import { twoDeep } from "../agenda/presets.ts";
import type { Wish } from "../session/command.ts";
import { decide } from "../session/decide.ts";
import type { SessionEvent } from "../session/event.ts";
import { replay } from "../session/evolve.ts";
import { noSession } from "../session/session.ts";
import { at, create, people } from "../testing/sample.ts";
import { carried, ledgerOf } from "./ledger.ts";
import type { LedgerLine } from "./ledger.ts";
import { nextCall, recapOf } from "./recap.ts";
import { chainOf } from "./chain.ts";
import { nextOrder } from "./rotation.ts";

/** What happened in an hour, by `mm:ss`, who and what; all but `absent` came in time. */
function hour(
  script: readonly (readonly [time: string, by: string, wish: Wish | "agree"])[],
  change: Parameters<typeof create>[0] = {},
  ...absent: readonly string[]
): SessionEvent[] {
  const events: SessionEvent[] = [];
  const issue = (command: Parameters<typeof decide>[1]) => {
    const decision = decide(replay(events), command);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.rejection.code}`);
    events.push(...decision.events);
  };
  const created = decide(noSession, create(change));
  if (!created.ok) throw new Error(created.rejection.code);
  events.push(...created.events);
  for (const { id } of people) {
    if (absent.includes(id)) continue;
    issue({ type: "arrive", member: id, at: at("00:00"), by: id });
  }
  issue({ type: "start", at: at("00:00"), by: "dee" });
  for (const [time, by, what] of script) {
    const wish = what === "agree" ? ({ type: "agree", proposal: asked(events) } as const) : what;
    issue({ ...wish, at: at(time), by });
  }
  return events;
}

/** The question that was asked last. */
function asked(events: readonly SessionEvent[]): number {
  const last = events.findLast((event) => event.type === "proposed");
  return last?.proposal.id ?? 0;
}

const end = ["60:00", "clock", { type: "tick" }] as const;
const seconds = (line: LedgerLine | undefined) =>
  line && [line.planned, line.used, line.given, line.taken].map((millis) => millis / 1000);
const lineOf = (events: SessionEvent[], member: string) =>
  seconds(ledgerOf(events).find((line) => line.member === member));

describe("the ledger of a call", () => {
  it("8.7 gives everybody what was planned when nobody does anything", () => {
    const ledger = ledgerOf(hour([end]));
    expect(ledger.map(({ member }) => member)).toEqual(["ana", "ben", "cho", "dee"]);
    for (const line of ledger) expect(seconds(line)).toEqual([720, 720, 0, 0]);
    expect(ledger.map(({ first }) => first)).toEqual([1, 0, 0, 0]);
  });

  it("8.7 keeps what a donor gave and who took it", () => {
    const events = hour([
      // 120 s of the reserve are spent by the first two seats, so that the third needs a donor.
      ["05:10", "ana", { type: "extend", segment: "seat-1/present", seconds: 60 }],
      ["18:10", "ben", { type: "extend", segment: "seat-2/present", seconds: 60 }],
      ["31:10", "cho", { type: "extend", segment: "seat-3/present", seconds: 60 }],
      ["31:20", "dee", "agree"],
      end,
    ]);
    expect(lineOf(events, "ana")).toEqual([720, 780, 0, 60]);
    expect(lineOf(events, "cho")).toEqual([720, 780, 0, 60]);
    expect(lineOf(events, "dee")).toEqual([720, 660, 60, 0]);
  });

  it("8.7 counts what was yielded to the reserve as given", () => {
    const events = hour([
      ["06:00", "ana", { type: "yield", segment: "seat-1/present", to: "reserve" }],
      end,
    ]);
    // One minute of presenting, then the commitment of 90 s and the handover of 30 s.
    expect(lineOf(events, "ana")).toEqual([720, 180, 540, 0]);
    expect(lineOf(events, "ben")).toEqual([720, 720, 0, 0]);
  });

  it("8.7 counts what the holder or the chair ends by hand as given", () => {
    const events = hour([
      ["15:45", "ana", { type: "advance", segment: "seat-1/commit" }],
      ["15:50", "dee", { type: "advance", segment: "seat-1/handover" }],
      end,
    ]);
    expect(lineOf(events, "ana")).toEqual([720, 650, 70, 0]);
    expect(nextCall(events).order).toEqual(["ben", "cho", "dee", "ana"]);
  });

  it("8.7 counts nothing as given that overtime had only set aside", () => {
    const over = hour([
      ["16:00", "dee", { type: "set-auto-advance", on: false }],
      ["16:40", "ana", { type: "advance", segment: "seat-1/commit" }],
    ]);
    // The reserve has set 2:00 aside, of which 10 s were used.
    expect(lineOf(over, "ana")).toEqual([720, 700, 0, 0]);
    const given = hour([
      ["06:00", "dee", { type: "set-auto-advance", on: false }],
      ["07:20", "ana", { type: "yield", segment: "seat-1/present", to: "reserve" }],
    ]);
    // 20 s of the questions have been used by the overtime.
    expect(lineOf(given, "ana")?.[2]).toBe(460);
  });

  it("8.7 does not count as given what the chair ends while the holder is away", () => {
    const events = hour([
      ["15:05", "clock", { type: "leave", member: "ana" }],
      ["15:10", "dee", { type: "resume" }],
      ["15:50", "dee", { type: "advance", segment: "seat-1/commit" }],
      end,
    ]);
    expect(lineOf(events, "ana")?.[2]).toBe(0);
  });

  it("8.7 counts a pass as given, and what others got of it as used", () => {
    const events = hour([["06:00", "dee", { type: "pass" }], end]);
    expect(lineOf(events, "dee")).toEqual([720, 0, 720, 0]);
    expect(lineOf(events, "ana")).toEqual([720, 960, 0, 0]);
  });

  it("8.7 has no seat time for those who do not sit in this call", () => {
    const events = hour([end], { agenda: twoDeep });
    expect(lineOf(events, "ana")).toEqual([1200, 1200, 0, 0]);
    expect(lineOf(events, "cho")).toEqual([0, 0, 0, 0]);
  });

  it("8.7 counts a seat that is running as far as it has come", () => {
    const events = hour([["07:30", "ana", { type: "skip", segment: "seat-1/clarify" }]]);
    expect(lineOf(events, "ana")).toEqual([720, 150, 0, 0]);
  });

  it("8.7 adds up over calls, and leaves practice out", () => {
    const first = ledgerOf(hour([end]));
    const both = carried(first, ledgerOf(hour([["06:00", "dee", { type: "pass" }], end])));
    expect(seconds(both.find(({ member }) => member === "dee"))).toEqual([1440, 720, 720, 0]);
    const practice = hour([end], { practice: true, broughtForward: first });
    expect(recapOf("s", chainOf("s", practice))?.carried).toEqual(first);
    const real = hour([end], { broughtForward: first });
    const recap = recapOf("s", chainOf("s", real));
    expect(seconds(recap?.carried[0])).toEqual([1440, 1440, 0, 0]);
  });
});

describe("the order of the next call", () => {
  const blank = { planned: 720_000, used: 720_000, given: 0, taken: 0, first: 0 };
  const line = (member: string, used: number, more: Partial<LedgerLine> = {}): LedgerLine => ({
    ...blank,
    member,
    used: used * 1000,
    ...more,
  });
  const order = ["ana", "ben", "cho", "dee"];
  const fair = order.map((member) => line(member, 720));
  const next = (call: LedgerLine[], over = call, seats = 4, hourLength = 3_600_000) =>
    nextOrder(order, seats, hourLength, call, over);

  it("8.6 rotates by one, so that each is first once in four calls", () => {
    expect(next(fair)).toEqual(["ben", "cho", "dee", "ana"]);
  });

  it("8.6 rotates by as many as sat where not everybody sits", () => {
    expect(next(fair, fair, 2)).toEqual(["cho", "dee", "ana", "ben"]);
    expect(next(fair, fair, 1)).toEqual(["ben", "cho", "dee", "ana"]);
  });

  it.each([
    ["exactly 1:00 short", 660, ["ben", "cho", "dee", "ana"]],
    ["a millisecond more than 1:00 short", 659.999, ["dee", "ben", "cho", "ana"]],
  ])("8.7 puts first whoever was %s", (_, used, expected) => {
    expect(next([...fair.slice(0, 3), line("dee", used)])).toEqual(expected);
  });

  it("8.7 does not count as short what was given away", () => {
    const given = { given: 540_000 };
    expect(next([line("ana", 180, given), ...fair.slice(1)])).toEqual(["ben", "cho", "dee", "ana"]);
  });

  it("8.7 puts the shortest first, then whoever was first less often", () => {
    const call = [line("ana", 100), line("ben", 720), line("cho", 300), line("dee", 300)];
    const over = [line("cho", 0, { first: 2 }), line("dee", 0, { first: 1 })];
    expect(next(call, over)).toEqual(["ana", "dee", "cho", "ben"]);
    expect(next(call, over.toReversed())).toEqual(["ana", "dee", "cho", "ben"]);
  });

  it("8.7 decides by the minute, so that a tie is one although milliseconds differ", () => {
    const call = [line("ana", 720), line("ben", 720), line("cho", 539.999), line("dee", 540)];
    const over = [line("cho", 0, { first: 2 }), line("dee", 0, { first: 1 })];
    expect(next(call, over)).toEqual(["dee", "cho", "ben", "ana"]);
    expect(next([...call.slice(0, 2), line("cho", 480), line("dee", 540)], over)).toEqual([
      "cho",
      "dee",
      "ben",
      "ana",
    ]);
  });

  it("8.7 puts nobody first for what everybody missed who sat", () => {
    const late = order.map((member) => line(member, 630));
    expect(next(late)).toEqual(["ben", "cho", "dee", "ana"]);
    expect(next([...late.slice(0, 3), line("dee", 570)])).toEqual(["ben", "cho", "dee", "ana"]);
    expect(next([...late.slice(0, 3), line("dee", 569.999)])).toEqual(["dee", "ben", "cho", "ana"]);
    // Whoever had more does not make the others short; whoever had nothing is not who sat.
    expect(next([line("ana", 960), ...fair.slice(1)])).toEqual(["ben", "cho", "dee", "ana"]);
    expect(next([line("ana", 0), line("ben", 0), line("cho", 600), line("dee", 600)])).toEqual([
      "ben",
      "ana",
      "cho",
      "dee",
    ]);
  });

  it("8.7 leaves out whoever never came", () => {
    expect(nextCall(hour([end], {}, "cho")).order).toEqual(["ben", "cho", "dee", "ana"]);
    // Whoever came when their seat was given away has lost it all the same.
    const late = hour([["12:00", "cho", { type: "arrive", member: "cho" }], end], {}, "cho");
    expect(nextCall(late).order).toEqual(["cho", "ben", "dee", "ana"]);
  });

  it("8.6 leaves the order as it is where nobody sat", () => {
    const over = hour([
      ["00:30", "dee", { type: "end" }],
      ["00:31", "ana", "agree"],
      ["00:32", "ben", "agree"],
      ["00:33", "cho", "agree"],
    ]);
    expect(nextCall(over).order).toEqual(order);
  });

  it("8.7 scales with a rehearsal's hour", () => {
    const call = [...fair.slice(0, 3), line("dee", 713)];
    expect(next(call, call, 4, 360_000)).toEqual(["dee", "ben", "cho", "ana"]);
  });

  it("8.6 makes the last in the new order the next facilitator", () => {
    expect(nextCall(hour([end]))).toEqual({
      order: ["ben", "cho", "dee", "ana"],
      facilitator: "ana",
    });
  });

  it("8.6 does not count changes of the order during the hour", () => {
    const swapped = hour([
      ["06:00", "ben", { type: "swap", a: "ben", b: "cho" }],
      ["06:05", "cho", "agree"],
      end,
    ]);
    expect(nextCall(swapped).order).toEqual(["ben", "cho", "dee", "ana"]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fourSeats } from "../agenda/presets.ts";
import { callNamed, nextCall } from "../series/schedule.ts";
import { HOURS_OF_WEEK, markAt } from "../series/slots.ts";
import type { Mark } from "../series/slots.ts";
import type { GroupWish } from "./command.ts";
import { decideGroup } from "./decide.ts";
import { nextGroupDue } from "./due.ts";
import { noGroup, replayGroup } from "./group.ts";
import type { Founded, Group } from "./group.ts";
import { alternativesFor } from "./next-choice.ts";
import type { PollAnswer } from "./poll.ts";
import { viewOfGroup } from "./view.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse("2026-11-20T00:00:00Z");
const ids = ["ayu", "budi", "citra", "dewi"] as const;

/** A group that calls every Wednesday at 14:00 UTC, and a poll about its next call. */
class Table {
  at = start;
  group: Group = noGroup;

  constructor() {
    const founding = {
      name: "Four of us",
      purpose: "",
      members: ids.map((id) => ({ id, name: id, zone: "UTC" })),
      facilitator: "dewi",
      deputy: "ayu",
      agenda: fourSeats,
      series: { zone: "UTC", starts: "2026-11-25T14:00", rule: "FREQ=WEEKLY" },
    };
    this.does({ type: "found", ...founding }, "operator");
  }

  get state(): Founded {
    if (this.group.status === "none") throw new Error("no group");
    return this.group;
  }

  get call() {
    return nextCall(this.state.schedule, this.at);
  }

  get poll() {
    const { poll } = this.state;
    if (!poll) throw new Error("no poll");
    return poll;
  }

  tries(wish: GroupWish, by: string): string | readonly string[] {
    const decision = decideGroup(this.group, { ...wish, at: this.at, by });
    if (!decision.ok) return decision.refusal;
    this.group = replayGroup(decision.events, this.group);
    return decision.events.map(({ type }) => type);
  }

  does(wish: GroupWish, by = "dewi"): this {
    const outcome = this.tries(wish, by);
    if (typeof outcome === "string") throw new Error(outcome);
    return this;
  }

  /** Asks about the date that the call has and others, so many hours away from it, for two days. */
  asks(...away: number[]): this {
    const { call } = this;
    const times = away.map((hours) => call.at + hours * HOUR);
    return this.does({ type: "open-poll", call, times, deadline: this.at + 2 * DAY });
  }

  says(by: string, ...answers: (PollAnswer | null)[]): this {
    for (const [i, answer] of answers.entries()) {
      const time = this.poll.times[i] ?? 0;
      if (answer) this.does({ type: "answer-poll", poll: this.poll.number, time, answer }, by);
    }
    return this;
  }

  marks(by: string, mark: (hour: number) => Mark): this {
    const hours = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => mark(hour));
    return this.does({ type: "set-week", week: { zone: "UTC", hours } }, by);
  }

  /** The clock comes to the deadline. */
  ends(): this {
    this.at = this.poll.deadline;
    return this.does({ type: "close-poll", poll: this.poll.number }, "clock");
  }
}

describe("a poll about a call", () => {
  it("offers two to six times, the date that the call has among them", () => {
    const table = new Table();
    const { call } = table;
    const deadline = start + DAY;
    const opens = (times: number[], more: object = {}, by = "dewi") =>
      table.tries({ type: "open-poll", call, times, deadline, ...more }, by);
    expect(opens([call.at])).toBe("bad-poll");
    expect(opens([1, 2, 3, 4, 5, 6].map((day) => call.at + day * HOUR))).toBe("bad-poll");
    expect(opens([Number.MAX_SAFE_INTEGER])).toBe("bad-poll");
    expect(opens([start])).toBe("in-the-past");
    expect(opens([call.at + 7 * DAY + HOUR / 2])).toBe("another-call-then");
    expect(opens([call.at + HOUR], { deadline: start })).toBe("bad-deadline");
    expect(opens([call.at - HOUR], { deadline: call.at - HOUR - 14 * 60_000 })).toBe(
      "bad-deadline",
    );
    expect(opens([call.at + HOUR], {}, "budi")).toBe("not-in-charge");
    expect(opens([call.at + HOUR, call.at + DAY], {}, "ayu")).toEqual(["poll-opened"]);
    expect(table.poll.times).toEqual([call.at, call.at + HOUR, call.at + DAY]);
    expect(opens([call.at + HOUR])).toBe("poll-open");
  });

  it("takes one answer of each to each time, changeable until the deadline", () => {
    const table = new Table().asks(24).says("budi", "no", "yes").says("budi", "yes");
    const { number, times, deadline } = table.poll;
    expect(viewOfGroup(table.group, "citra", table.at)?.poll).toMatchObject({
      status: "open",
      times: [
        { said: [{ member: "budi", answer: "yes" }], no: [] },
        { said: [{ member: "budi", answer: "yes" }] },
      ],
    });
    const answer = (time: number, by: string, poll = number) =>
      table.tries({ type: "answer-poll", poll, time, answer: "yes" }, by);
    expect(answer(times[0] ?? 0, "budi")).toEqual([]);
    expect(answer(times[0] ?? 0, "eva")).toBe("not-in-group");
    expect(answer(times[0] ?? 0, "operator")).toBe("not-in-group");
    expect(answer(1, "ayu")).toBe("not-in-poll");
    expect(answer(times[0] ?? 0, "ayu", number + 1)).toBe("no-such-poll");
    table.at = deadline;
    expect(answer(times[0] ?? 0, "ayu")).toBe("poll-over");
  });

  it("is closed by the clock at its deadline and not before, and moves the call", () => {
    const table = new Table().asks(24, 48);
    const { call } = table;
    table.says("ayu", "no", "yes", "yes").says("budi", "yes", "if-need-be", "yes");
    const { number, deadline } = table.poll;
    expect(nextGroupDue(table.group)).toEqual({ type: "poll", at: deadline, poll: number });
    expect(table.tries({ type: "close-poll", poll: number }, "clock")).toEqual([]);
    expect(table.tries({ type: "close-poll", poll: number }, "budi")).toBe("not-in-charge");
    table.ends();
    expect(table.call).toMatchObject({ original: call.original, at: call.at + 48 * HOUR });
    expect(table.poll).toMatchObject({ status: "decided", taken: call.at + 48 * HOUR });
    expect(nextGroupDue(table.group)?.type).toBe("open");
  });

  it.each([
    // The most yes, then the fewest "if need be", then the earliest.
    [
      "the most yes",
      [24, 48],
      [
        [null, "yes", "yes"],
        [null, null, "yes"],
      ],
      48,
    ],
    [
      "the fewest if need be",
      [24, 48],
      [
        [null, "yes", "yes"],
        [null, "if-need-be", null],
      ],
      48,
    ],
    [
      "the earliest",
      [24, 48],
      [
        ["no", "yes", "yes"],
        [null, "yes", "yes"],
      ],
      24,
    ],
    ["the date it has, when nothing is said", [-24, 24], [[null, null, null]], 0],
    [
      "what everybody can if need be",
      [24],
      [
        ["no", "if-need-be"],
        ["no", "if-need-be"],
      ],
      24,
    ],
  ] as const)("takes %s", (_, away, answers, expected) => {
    const table = new Table().asks(...away);
    const { at } = table.call;
    for (const [i, said] of answers.entries()) table.says(ids[i] ?? "", ...said);
    table.ends();
    expect(table.poll).toMatchObject({ status: "decided", taken: at + expected * HOUR });
    expect(table.call.at).toBe(at + expected * HOUR);
  });

  it("is closed early when all have answered and all can at one time", () => {
    const table = new Table().asks(24);
    const { at } = table.call;
    for (const id of ids.slice(1)) table.says(id, "no", "yes");
    expect(table.poll.status).toBe("open");
    table.says("ayu", null, "yes");
    // To the other time Ayu has said nothing yet.
    expect(table.poll.status).toBe("open");
    table.says("ayu", "yes");
    expect(table.poll).toMatchObject({ status: "decided", taken: at + 24 * HOUR });
    expect(table.call.at).toBe(at + 24 * HOUR);
  });

  it("moves nothing into anybody's no or never; that is chosen by a person alone", () => {
    const table = new Table().marks("citra", () => "never").asks(24);
    const { at } = table.call;
    for (const id of ids) table.says(id, "yes", "yes");
    expect(table.poll.status).toBe("open");
    table.says("budi", "no", null);
    table.ends();
    expect(table.poll.status).toBe("undecided");
    expect(table.call.at).toBe(at);
    expect(viewOfGroup(table.group, "dewi", table.at)?.poll?.times).toMatchObject([
      { no: ["budi"], never: ["citra"] },
      { no: [], never: ["citra"] },
    ]);
    const { number } = table.poll;
    const choose = (to: number, by: string) =>
      table.tries({ type: "choose-time", poll: number, to }, by);
    expect(choose(at + DAY, "citra")).toBe("not-in-charge");
    expect(choose(at + 2 * DAY, "ayu")).toBe("not-in-poll");
    expect(choose(at + DAY, "ayu")).toEqual(["poll-decided", "call-moved"]);
    expect(table.call.at).toBe(at + DAY);
    expect(choose(at, "ayu")).toBe("poll-over");
  });

  it("keeps the date when that is chosen", () => {
    const table = new Table().asks(24).says("budi", "no", "no");
    const { at } = table.call;
    table.ends();
    table.does({ type: "choose-time", poll: table.poll.number, to: at });
    expect(table.poll).toMatchObject({ status: "decided", taken: at });
    expect(table.call.at).toBe(at);
  });

  it("does not take a time that another call has come within an hour of", () => {
    const table = new Table().asks(6 * 24);
    const { at } = table.call;
    const following = nextCall(table.state.schedule, at);
    table.does({ type: "move-call", call: following, to: at + 6 * DAY });
    for (const id of ids.slice(1)) table.says(id, "no", "yes");
    table.ends();
    expect(table.poll.status).toBe("undecided");
    expect(
      table.tries({ type: "choose-time", poll: table.poll.number, to: at + 6 * DAY }, "dewi"),
    ).toBe("another-call-then");
  });

  it("ends without effect when its call is moved, skipped or opened, or the group archived", () => {
    const ended = (wish: (table: Table) => GroupWish, by = "dewi") => {
      const table = new Table().asks(24).says("budi", "no", "yes");
      const { poll } = table;
      table.does(wish(table), by);
      expect(table.state.poll).toBeNull();
      table.at = poll.deadline;
      expect(nextGroupDue(table.group)?.type).not.toBe("poll");
      return table;
    };
    ended(({ call }) => ({ type: "move-call", call, to: call.at + HOUR }));
    ended(({ call }) => ({ type: "skip-call", call }));
    ended(({ call }) => ({ type: "open-call", call, session: "s" }), "clock");
    ended(({ poll }) => ({ type: "drop-poll", poll: poll.number }), "ayu");
    ended(({ call, state: { schedule } }) => {
      const series = { zone: "UTC", starts: "2026-11-26T14:00", rule: "FREQ=WEEKLY" };
      return { type: "change-series", from: callNamed(schedule, call) ?? call, series };
    });
    const archived = ended(() => ({ type: "archive" }));
    expect(archived.does({ type: "reopen" }).state.poll).toBeNull();
  });

  it("stays when another call is moved, and loses the voice of whoever parts", () => {
    const table = new Table().asks(24).says("citra", "no", "no");
    const other = nextCall(table.state.schedule, table.call.at);
    table.does({ type: "move-call", call: other, to: other.at + HOUR });
    table.does({ type: "part", member: "citra" });
    expect(table.poll.said.has("citra")).toBe(false);
    expect(table.ends().poll.status).toBe("decided");
  });

  it("ends without effect when those who are in a call agree on the date it asks about", () => {
    const table = new Table();
    const first = table.call;
    table.at = first.at - 3 * DAY;
    const second = nextCall(table.state.schedule, first.at);
    const times = [second.at + DAY];
    table.does({ type: "open-poll", call: second, times, deadline: second.at - DAY });
    table.at = first.at;
    table.does({ type: "open-call", call: first, session: "s" }, "clock");
    expect(table.poll.status).toBe("open");
    table.does({ type: "support-next", to: second.at, present: ["ayu"] }, "ayu");
    expect(table.state.poll).toBeNull();
  });

  it("that a late server closes takes no time that is over", () => {
    const table = new Table().asks(-24).says("ayu", "yes", null).says("budi", "yes", null);
    table.at = table.poll.times[0] ?? 0;
    table.does({ type: "close-poll", poll: table.poll.number }, "clock");
    expect(table.poll.status).toBe("undecided");
  });

  it("that a late server closes moves a call whose time has come meanwhile", () => {
    const table = new Table().asks(24).says("ayu", "no", "yes");
    const { call } = table;
    table.at = call.at + 5 * 60_000;
    expect(nextGroupDue(table.group)?.type).toBe("poll");
    table.does({ type: "close-poll", poll: table.poll.number }, "clock");
    expect(nextGroupDue(table.group)).toMatchObject({ type: "open", call: { at: call.at + DAY } });
  });
});

describe("the times for a poll", () => {
  it("are those that all who have said so marked as good or possible, around the call", () => {
    const table = new Table();
    expect(alternativesFor(table.state, table.call, table.at)).toEqual([]);
    // Ayu: 12:00 to 18:00. Budi: 16:00 to 22:00, and never on Fridays.
    table.marks("ayu", (hour) => (hour % 24 >= 12 && hour % 24 < 18 ? "good" : "never"));
    table.marks("budi", (hour) =>
      Math.floor(hour / 24) !== 4 && hour % 24 >= 16 && hour % 24 < 22 ? "possible" : "never",
    );
    const found = alternativesFor(table.state, table.call, table.at) ?? [];
    expect(found).toHaveLength(6);
    // Whoever cannot at one time often has the day full.
    const days = found.map(({ at }) => Math.floor(at / DAY));
    for (const day of days) expect(days.filter((each) => each === day).length).toBeLessThan(3);
    for (const { at, possible } of found) {
      expect([16, 17]).toContain(new Date(at).getUTCHours());
      expect(new Date(at).getUTCDay()).not.toBe(5);
      expect(possible).toEqual(["budi"]);
    }
    expect(alternativesFor(table.state, { span: 4, original: "2030-01-01T10:00" }, 0)).toBeNull();
  });
});

describe("whatever is said in a poll", () => {
  const answer = fc.constantFrom<PollAnswer | null>("yes", "if-need-be", "no", null);
  const mark = fc.constantFrom<Mark>("good", "good", "good", "possible", "never");

  it("the clock takes the best time that is in nobody's no or never, and none when there is none", () => {
    let [taken, kept, none] = [0, 0, 0];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -40, max: 100 }).filter(Boolean), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.array(fc.array(answer, { minLength: 6, maxLength: 6 }), { minLength: 4, maxLength: 4 }),
        fc.array(fc.array(mark, { minLength: 30, maxLength: 30 }), { minLength: 1, maxLength: 3 }),
        (away, said, weeks) => {
          const table = new Table();
          for (const [i, marks] of weeks.entries()) {
            table.marks(ids[i] ?? "", (hour) => marks[hour % marks.length] ?? "good");
          }
          table.asks(...away);
          const before = table.call.at;
          for (const [i, answers] of said.entries()) {
            // When all can, it is over before the last of them has said everything.
            for (const [j, each] of answers.entries()) {
              const time = table.poll.times[j];
              if (!each || time === undefined || table.poll.status !== "open") continue;
              const { number } = table.poll;
              table.does({ type: "answer-poll", poll: number, time, answer: each }, ids[i]);
            }
          }
          if (table.poll.status === "open") table.ends();
          const { poll } = table;
          const { weeks: known } = table.state;
          const count = (time: number, which: PollAnswer) =>
            ids.filter((id) => poll.said.get(id)?.get(time) === which).length;
          const possible = poll.times.filter(
            (time) =>
              count(time, "no") === 0 &&
              ![...known.values()].some((week) => markAt(week, time) === "never") &&
              (time === before || count(time, "yes") + count(time, "if-need-be") > 0),
          );
          if (poll.status !== "decided") {
            none += 1;
            expect(possible).toEqual([]);
            expect(table.call.at).toBe(before);
            return;
          }
          const to = poll.taken;
          if (to === before) kept += 1;
          else taken += 1;
          expect(possible).toContain(to);
          expect(table.call.at).toBe(to);
          for (const other of possible) {
            expect(count(to, "yes")).toBeGreaterThanOrEqual(count(other, "yes"));
            if (count(to, "yes") > count(other, "yes")) continue;
            expect(count(to, "if-need-be")).toBeLessThanOrEqual(count(other, "if-need-be"));
            if (count(to, "if-need-be") < count(other, "if-need-be")) continue;
            expect(to).toBeLessThanOrEqual(other);
          }
        },
      ),
      { numRuns: 100 },
    );
    expect(Math.min(taken, kept, none)).toBeGreaterThan(0);
  });
});

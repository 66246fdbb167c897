import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fourSeats, oneDeep } from "../agenda/presets.ts";
import { callNamed, callsBetween, nextCall } from "../series/schedule.ts";
import { localAt } from "../series/series.ts";
import { HOURS_OF_WEEK } from "../series/slots.ts";
import type { GroupWish } from "./command.ts";
import { decideGroup } from "./decide.ts";
import type { GroupEvent } from "./event.ts";
import { answersTo, noGroup, replayGroup } from "./group.ts";
import type { Founded, Group } from "./group.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse("2026-11-23T00:00:00Z");
const members = ["ayu", "budi", "citra", "dewi"].map((id) => ({
  id,
  name: id,
  zone: "Asia/Jakarta",
}));
const founding: Extract<GroupWish, { type: "found" }> = {
  type: "found",
  name: "Four of us",
  purpose: "",
  members,
  facilitator: "dewi",
  deputy: "ayu",
  agenda: fourSeats,
  series: { zone: "Asia/Jakarta", starts: "2026-11-25T07:00", rule: "FREQ=WEEKLY;INTERVAL=2" },
};

/** A group with its log, which does one thing after another. */
class Story {
  log: GroupEvent[] = [];
  at = now;
  #state: Group = noGroup;

  constructor(wish: GroupWish = founding) {
    this.does(wish, "operator");
  }

  get group(): Founded {
    if (this.#state.status === "none") throw new Error("there is no group");
    return this.#state;
  }

  does(wish: GroupWish, by = "dewi"): this {
    const refusal = this.tries(wish, by);
    if (refusal !== null) throw new Error(refusal);
    return this;
  }

  tries(wish: GroupWish, by = "dewi"): string | null {
    const decision = decideGroup(this.#state, { ...wish, at: this.at, by });
    if (!decision.ok) return decision.refusal;
    this.log = [...this.log, ...decision.events];
    this.#state = replayGroup(decision.events, this.#state);
    return null;
  }

  after(ms: number): this {
    this.at += ms;
    return this;
  }

  get next() {
    return nextCall(this.group.schedule, this.at);
  }

  get dates(): string[] {
    return callsBetween(this.group.schedule, this.at, this.at + 40 * DAY).map(({ at }) =>
      localAt(at, "Asia/Jakarta"),
    );
  }

  /** The next call begins, as the server has it. */
  opens(): this {
    const call = this.next;
    this.at = call.at;
    return this.does({ type: "open-call", call, session: "s1" }, "clock");
  }
}

type GeneratedBy<T> = T extends fc.Arbitrary<infer V> ? V : never;

const present = members.map(({ id }) => id);

describe("founding a group", () => {
  it("needs two to six members, two roles, an agenda that fits and a cadence", () => {
    expect(new Story().group).toMatchObject({ status: "active", version: 1, name: "Four of us" });
    const wrong = (change: object, by = "operator") => {
      const decision = decideGroup(noGroup, { ...founding, ...change, at: now, by });
      return decision.ok ? null : decision.refusal;
    };
    expect(wrong({ name: " " })).toBe("bad-name");
    expect(wrong({ name: "a\u0007b" })).toBe("bad-name");
    expect(wrong({ name: "a\ud800b" })).toBe("bad-name");
    expect(wrong({ purpose: "a\u0000b" })).toBe("bad-name");
    expect(wrong({ purpose: "a\ud800b" })).toBe("bad-name");
    expect(wrong({ purpose: "two\nlines" })).not.toBe("bad-name");
    expect(wrong({ members: members.slice(3) })).toBe("too-few-members");
    expect(wrong({ members: [...members, ...members] })).toBe("too-many-members");
    expect(wrong({ members: [...members.slice(1), members[1]] })).toBe("bad-members");
    expect(wrong({ deputy: "dewi" })).toBe("bad-roles");
    expect(wrong({ facilitator: "eva" })).toBe("bad-roles");
    expect(wrong({ series: { ...founding.series, zone: "Nowhere" } })).toBe("unknown-zone");
    const late = { ...founding.series, starts: "2036-11-26T07:00" };
    expect(wrong({ series: late })).toBe("bad-start");
    expect(wrong({}, "ayu")).toBe("only-the-server");
    expect(new Story().tries(founding, "operator")).toBe("group-exists");
  });
});

describe("the dates of a group", () => {
  it("are moved one at a time, or all that follow, by the facilitator", () => {
    const story = new Story();
    const { next } = story;
    expect(story.tries({ type: "move-call", call: next, to: next.at + DAY }, "budi")).toBe(
      "not-facilitator",
    );
    story.does({ type: "move-call", call: next, to: next.at + DAY });
    expect(story.dates).toEqual(["2026-11-26T07:00", "2026-12-09T07:00", "2026-12-23T07:00"]);
    const series = { zone: "Asia/Makassar", starts: "2026-12-10T20:00", rule: "FREQ=WEEKLY" };
    const second = nextCall(story.group.schedule, story.next.at);
    story.does({ type: "change-series", from: second, series });
    expect(story.dates.slice(0, 3)).toEqual([
      "2026-11-26T07:00",
      "2026-12-10T19:00",
      "2026-12-17T19:00",
    ]);
  });

  it("keep what is over, what is held, and an hour between two calls", () => {
    const story = new Story();
    const { next } = story;
    expect(story.tries({ type: "move-call", call: next, to: now })).toBe("in-the-past");
    for (const to of [now + 400 * DAY, Number.MAX_SAFE_INTEGER]) {
      expect(story.tries({ type: "move-call", call: next, to })).toBe("too-far");
    }
    const second = nextCall(story.group.schedule, next.at);
    expect(story.tries({ type: "move-call", call: next, to: second.at + HOUR / 2 })).toBe(
      "another-call-then",
    );
    expect(story.tries({ type: "move-call", call: next, to: second.at + HOUR })).toBeNull();
    expect(
      story.tries({ type: "skip-call", call: { span: 0, original: "2026-11-26T07:00" } }),
    ).toBe("no-such-call");
    const other = new Story().opens();
    const { call } = other.group.open ?? {};
    expect(call && other.tries({ type: "skip-call", call })).toBe("call-open");
    other.does({ type: "close-call", held: true }, "clock");
    expect(call && other.tries({ type: "skip-call", call })).toBe("call-over");
  });

  it("are asked anew when they change: an answer was to another date", () => {
    const story = new Story();
    const call = story.next;
    story.does({ type: "answer", call, answer: "no" }, "budi");
    expect(answersTo(story.group, call).get("budi")).toBe("no");
    const { length } = story.log;
    story.does({ type: "answer", call, answer: "no" }, "budi");
    expect(story.log).toHaveLength(length);
    story.does({ type: "move-call", call, to: call.at + DAY });
    expect(answersTo(story.group, call).size).toBe(0);
  });
});

describe("the next call", () => {
  it("is agreed when all who are there can", () => {
    const story = new Story().opens();
    const to = story.next.at + DAY;
    for (const id of present.slice(1)) {
      story.does({ type: "support-next", to, present }, id);
      expect(story.group.next).toBeNull();
    }
    story.does({ type: "support-next", to, present }, "ayu");
    expect(story.group.next).toMatchObject({ state: "agreed" });
    expect(story.next.at).toBe(to);
    story.does({ type: "close-call", held: true }, "clock");
    expect(story.group).toMatchObject({ open: null, next: { state: "agreed" } });
  });

  it("begins anew when somebody names another time, and waits for nobody who is not there", () => {
    const story = new Story().opens();
    const [first, second] = [story.next.at, story.next.at + DAY];
    story.does({ type: "support-next", to: first, present }, "ayu");
    story.does({ type: "support-next", to: second, present }, "budi");
    expect(story.group.open?.supported).toEqual({ to: second, members: ["budi"] });
    story.does({ type: "support-next", to: second, present: ["ayu", "budi"] }, "ayu");
    expect(story.group.next).toMatchObject({ state: "agreed" });
  });

  it("is the one of the cadence, tentatively, when nothing was agreed", () => {
    const story = new Story().opens();
    const { next } = story;
    story.after(59 * 60_000).does({ type: "settle-next" }, "clock");
    expect(story.group.next).toEqual({
      call: { span: next.span, original: next.original },
      state: "tentative",
    });
    story.does({ type: "support-next", to: next.at, present: ["ayu"] }, "ayu");
    expect(story.group.next?.state).toBe("agreed");
    const other = new Story().opens().does({ type: "close-call", held: false }, "clock");
    expect(other.group.next?.state).toBe("tentative");
  });
});

describe("members", () => {
  it("come and go, and roles never stay with somebody who went", () => {
    const story = new Story();
    story.does({ type: "part", member: "dewi" }, "dewi");
    expect(story.group).toMatchObject({ facilitator: "ayu", deputy: "budi" });
    expect(story.group.members).toHaveLength(3);
    expect(story.tries({ type: "part", member: "budi" }, "citra")).toBe("not-facilitator");
    expect(story.tries({ type: "describe", name: "x", purpose: "" }, "dewi")).toBe("not-in-group");
    story.does(
      { type: "add-member", member: { id: "eva", name: "Eva", zone: "Europe/Berlin" } },
      "ayu",
    );
    story
      .does({ type: "part", member: "budi" }, "ayu")
      .does({ type: "part", member: "eva" }, "ayu");
    expect(story.tries({ type: "part", member: "citra" }, "ayu")).toBe("too-few-members");
  });

  it("say when they can, and their clocks are where their week is", () => {
    const story = new Story();
    const hours = Array.from({ length: HOURS_OF_WEEK }, () => "good" as const);
    story.does({ type: "set-week", week: { zone: "Europe/Berlin", hours } }, "budi");
    expect(story.group.members[1]?.zone).toBe("Europe/Berlin");
    expect(
      story.tries({ type: "set-week", week: { zone: "Europe/Berlin", hours: [] } }, "budi"),
    ).toBe("bad-week");
    expect(story.tries({ type: "set-week", week: { zone: "UTC", hours } }, "operator")).toBe(
      "not-in-group",
    );
  });
});

describe("what is as it was", () => {
  it("is not stored again", () => {
    const story = new Story();
    const hours = Array.from({ length: HOURS_OF_WEEK }, () => "good" as const);
    const week = { zone: "Europe/Berlin", hours };
    story.does({ type: "set-week", week }, "budi").does({ type: "set-agenda", agenda: oneDeep });
    const { length } = story.log;
    // As a database gives it back, with its fields in another order.
    const turned = Object.fromEntries(Object.entries(oneDeep).toReversed()) as typeof oneDeep;
    story.does({ type: "set-week", week: { hours, zone: "Europe/Berlin" } }, "budi");
    story.does({ type: "set-agenda", agenda: turned });
    expect(story.log).toHaveLength(length);
  });
});

describe("an archived group", () => {
  it("stands still until it is opened again", () => {
    const story = new Story().does({ type: "archive" });
    expect(story.tries({ type: "describe", name: "x", purpose: "" })).toBe("group-archived");
    expect(story.tries({ type: "answer", call: story.next, answer: "yes" }, "ayu")).toBe(
      "group-archived",
    );
    story.does({ type: "reopen" }).does({ type: "describe", name: "x", purpose: "" });
  });

  it("is archived once, by whoever may: from then on its time runs out", () => {
    const story = new Story().does({ type: "archive" });
    const { length } = story.log;
    expect(story.tries({ type: "archive" }, "ayu")).toBe("not-facilitator");
    story.after(HOUR).does({ type: "archive" });
    expect(story.log).toHaveLength(length);
  });
});

describe("whatever happens", () => {
  const who = fc.constantFrom("ayu", "budi", "citra", "dewi", "eva", "operator", "clock");
  const parts = {
    member: who,
    hours: fc.integer({ min: -30, max: 400 }),
    rule: fc.constantFrom("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY"),
    answer: fc.constantFrom("yes" as const, "late" as const, "no" as const),
    others: fc.array(fc.integer({ min: -40, max: 120 }), { minLength: 1, maxLength: 4 }),
  };
  const deed = fc.record({
    ...parts,
    kind: fc.constantFrom(
      "move-call",
      "skip-call",
      "restore-call",
      "change-series",
      "answer",
      "open-call",
      "support-next",
      "settle-next",
      "close-call",
      "part",
      "archive",
      "reopen",
      "set-roles",
      "open-poll",
      "open-poll",
      "answer-poll",
      "answer-poll",
      "close-poll",
      "choose-time",
      "drop-poll",
    ),
    by: who,
    which: fc.integer({ min: 0, max: 3 }),
    later: fc.integer({ min: 0, max: 9 * 24 }),
  });
  type Deed = Omit<GeneratedBy<typeof deed>, "kind"> & { readonly kind: GroupWish["type"] };

  /** Does it all, one after the other, and looks at the group after each. Returns what has happened. */
  function lives(deeds: readonly Deed[]): Story {
    const story = new Story();
    for (const { kind, by, member, which, hours, later, rule, answer, others } of deeds) {
      story.after(later * HOUR);
      let call = story.next;
      for (let i = 0; i < which; i += 1) call = nextCall(story.group.schedule, call.at);
      const to = call.at + hours * HOUR;
      const series = { zone: "Asia/Jakarta", starts: localAt(call.at, "Asia/Jakarta"), rule };
      const { poll } = story.group;
      const number = poll?.number ?? 1;
      const time = poll?.times[which % poll.times.length] ?? to;
      const more: Record<string, object> = {
        "open-call": { call, session: "s" },
        "support-next": { to, present: present.slice(0, which) },
        "change-series": { from: call, series },
        "close-call": { held: which > 0 },
        "set-roles": { facilitator: by, deputy: member },
        "open-poll": {
          call,
          times: others.map((away) => call.at + away * HOUR),
          deadline: story.at + (hours + 31) * (HOUR / 8),
        },
        "answer-poll": {
          poll: number,
          time,
          answer: answer === "late" ? "if-need-be" : answer,
        },
        "close-poll": { poll: number },
        "choose-time": { poll: number, to: time },
        "drop-poll": { poll: number },
      };
      const wish = {
        type: kind,
        ...(more[kind] ?? { call, to, member, answer }),
      } as GroupWish;
      const before: Group = story.group;
      const refusal = story.tries(wish, by);
      if (refusal !== null) expect(story.group).toEqual(before);
      const group = story.group;
      expect(nextCall(group.schedule, story.at).at).toBeGreaterThan(story.at);
      expect(group.members.length).toBeGreaterThanOrEqual(2);
      const ids = group.members.map(({ id }) => id);
      expect(ids).toContain(group.facilitator);
      expect(ids).toContain(group.deputy);
      expect(group.facilitator).not.toBe(group.deputy);
      // A poll that has any effect is about a call that is to come, and its date is one of the times.
      if (group.poll) {
        const { call: asked, at, times, status } = group.poll;
        const date = status === "decided" ? group.poll.taken : at;
        expect(group.status).toBe("active");
        expect(callNamed(group.schedule, asked)?.at).toBe(date);
        expect(times).toContain(date);
      }
      // Nobody hangs up before the next call is set.
      if (kind === "close-call" && refusal === null) expect(group.next).not.toBeNull();
    }
    expect(replayGroup(story.log)).toEqual(story.group);
    return story;
  }

  it("a group is never without a next date, two members and both roles", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => void lives(deeds)),
      { numRuns: 120 },
    );
  });

  it("nor is it while it is asked about other times", () => {
    const polls = fc.record({
      ...parts,
      kind: fc.oneof(
        { arbitrary: fc.constant("answer-poll" as const), weight: 12 },
        { arbitrary: fc.constantFrom("open-poll", "close-poll", "choose-time"), weight: 12 },
        {
          arbitrary: fc.constantFrom(
            "drop-poll",
            "move-call",
            "skip-call",
            "change-series",
            "open-call",
            "close-call",
            "archive",
            "reopen",
          ),
          weight: 6,
        },
      ),
      by: fc.constantFrom("dewi", "dewi", "dewi", "ayu", "clock"),
      answer: fc.constantFrom("yes", "late", "no", "no", "no"),
      others: fc.array(fc.integer({ min: -40, max: 120 }), { minLength: 1, maxLength: 2 }),
      which: fc.integer({ min: 0, max: 2 }),
      later: fc.integer({ min: 0, max: 30 }),
    });
    const happened = new Set<string>();
    fc.assert(
      fc.property(fc.array(polls, { minLength: 15, maxLength: 25, size: "max" }), (deeds) => {
        for (const { type } of lives(deeds).log) happened.add(type);
      }),
      { numRuns: 50 },
    );
    expect([...happened]).toEqual(expect.arrayContaining(["poll-opened", "poll-decided"]));
  });
});

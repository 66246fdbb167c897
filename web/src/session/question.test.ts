import { describe, expect, it } from "vitest";
import { viewOf } from "@hotseat/shared";
import type { Command, ProposalView, SessionView } from "@hotseat/shared";
import { sessionAfter } from "../../../shared/src/testing/given.ts";
import {
  agree,
  arrive,
  askSeat,
  beganAt,
  end,
  extend,
  pause,
  question,
} from "../../../shared/src/testing/sample.ts";
import {
  people,
  started,
  startedWithout,
  swap,
  tick,
  yieldTo,
} from "../../../shared/src/testing/sample.ts";
import { minutesOf } from "../clock/format.ts";
import { en } from "../language/en.ts";
import { inside as insideEn } from "../language/en/inside.ts";
import { id } from "../language/id.ts";
import { inside as insideId } from "../language/id/inside.ts";
import type { InsideWords } from "../language/inside.ts";
import { questionOf } from "./question.ts";
import { seatLength, seatTimes } from "./seats.ts";

const english: InsideWords = { ...en, ...insideEn };
const indonesian: InsideWords = { ...id, ...insideId };

// Ana, Ben, Cho and Dee sit in this order; Ana's seat begins at 05:00, and Dee facilitates.
const presenting = [...started(), tick("06:00")];
const scarce = [...presenting, pause("seat-1/present", "06:00"), tick("07:00")];
const lateBen = [...startedWithout("ben"), tick("10:00"), arrive("ben", "11:00")];
const gift = [...presenting, yieldTo("ben", "seat-1/present", "06:10", "ana")];
/** Ben's seat has 20:00 and Cho's 12:00: they do not move alike. */
const uneven = [...gift, agree(question(gift), "06:10", "ben"), tick("07:00")];

/** Every question that can be put, as it stands open. */
const asked: Readonly<Record<ProposalView["wish"]["type"], readonly Command[]>> = {
  extend: [...scarce, extend("seat-1/present", 30, "07:00", "ana")],
  donate: [...beganAt("04:00"), tick("08:00"), extend("seat-1/present", 60, "08:10", "ana")],
  yield: [...presenting, yieldTo("ben", "seat-1/present", "06:30", "ana")],
  swap: [...uneven, swap("ben", "cho", "07:10", "ben")],
  admit: [...lateBen, askSeat("ben", "11:10")],
  end: [...presenting, end("06:10")],
};

function viewAfter(steps: readonly Command[], viewer: string): SessionView {
  const view = viewOf(sessionAfter(steps), viewer);
  if (!view) throw new Error(`${viewer} sees nothing`);
  return view;
}

function openQuestion({ proposals }: SessionView): ProposalView {
  const [only] = proposals;
  if (!only || proposals.length > 1) throw new Error(`${proposals.length} questions are open`);
  return only;
}

/** What the viewer reads when the question is put. */
function read(steps: readonly Command[], viewer: string, words = english): string {
  const view = viewAfter(steps, viewer);
  const { title, consequence } = questionOf(view, openQuestion(view), lastMoment(steps), words);
  return `${title} ${consequence}`;
}

function lastMoment(steps: readonly Command[]): number {
  return steps.at(-1)?.at ?? 0;
}

/** The same hour once everybody has agreed who is asked, at the moment of the question. */
function agreed(steps: readonly Command[], viewer: string): SessionView {
  const { id, asked, agreed, until, wish } = openQuestion(viewAfter(steps, viewer));
  if (wish.type === "extend") return viewAfter([...steps, tick(until)], viewer);
  // One who gives is enough.
  const answering = wish.type === "donate" ? [viewer] : asked.filter((by) => !agreed.includes(by));
  const answers = answering.map((by) => agree(id, lastMoment(steps), by));
  return viewAfter([...steps, ...answers], viewer);
}

function factsOf(sentence: string): string[] {
  return sentence.match(/\b(?:Ana|Ben|Cho|Dee|\d+:\d\d)\b/g) ?? [];
}

const figuresOf = (sentence: string) => factsOf(sentence).filter((fact) => /^\d/.test(fact));

describe.each(Object.entries(asked))("who is asked to %s", (type, steps) => {
  it.each(people)("L5 reads the same in both languages, as $name", ({ id }) => {
    const [first, second] = [english, indonesian].map((words) => read(steps, id, words));
    expect(factsOf(second ?? "").toSorted()).toEqual(factsOf(first ?? "").toSorted());
    for (const text of [first, second]) {
      expect(text).toMatch(/^\p{Lu}.*\.$/u);
      expect(text).not.toMatch(/undefined|null|NaN|Infinity| {2}|\.\./);
    }
  });

  it.each(people)("L5 reads who asks, as $name", ({ id }) => {
    const { by } = openQuestion(viewAfter(steps, id));
    const asker = people.find((each) => each.id === by)?.name ?? "nobody";
    if (by === id) expect(read(steps, id)).toMatch(/^You /);
    else expect(read(steps, id)).toContain(asker);
    expect(type).toBe(openQuestion(viewAfter(steps, id)).wish.type);
  });
});

describe("a question says beforehand", () => {
  it("7.7 what the reserve has now and will have", () => {
    const after = agreed(asked.extend, "ben");
    for (const { id } of people) {
      const { reserve } = viewAfter(asked.extend, id);
      expect(figuresOf(read(asked.extend, id))).toEqual([
        "0:30",
        minutesOf(reserve),
        minutesOf(after.reserve),
      ]);
    }
  });

  it.each(["ben", "cho", "dee"])("7.8 what is left of the seat of whoever gives, as %s", (who) => {
    const before = viewAfter(asked.donate, who);
    const after = agreed(asked.donate, who);
    expect(figuresOf(read(asked.donate, who))).toEqual([
      "1:00",
      minutesOf(seatLength(before.plan, who)),
      minutesOf(seatLength(after.plan, who)),
    ]);
    expect(seatLength(after.plan, who)).toBe(seatLength(before.plan, who) - 60_000);
  });

  it("7.8 nothing of a seat to whoever cannot give", () => {
    expect(figuresOf(read(asked.donate, "ana"))).toEqual(["1:00"]);
  });

  it("7.2 how much is given away", () => {
    const before = viewAfter(asked.yield, "ben");
    const after = agreed(asked.yield, "ben");
    const gained = seatLength(after.plan, "ben") - seatLength(before.plan, "ben");
    // What does not fit into Ben's seat is the reserve's.
    const over = after.reserve - before.reserve;
    for (const { id } of people) {
      expect(figuresOf(read(asked.yield, id))[0]).toBe(minutesOf(gained + over));
    }
    expect(figuresOf(read(asked.yield, "ben")).slice(1)).toEqual(
      [seatLength(before.plan, "ben"), gained, over].map(minutesOf),
    );
  });

  it.each(["ben", "cho"])("8.2 when the own seat would begin, as %s", (who) => {
    const clock = (view: SessionView) =>
      minutesOf((seatTimes(view, who)?.startsAt ?? NaN) - view.plan.startsAt);
    const [before, after] = [viewAfter(asked.swap, who), agreed(asked.swap, who)];
    expect(clock(after)).not.toBe(clock(before));
    expect(figuresOf(read(asked.swap, who)).toSorted()).toEqual(
      [clock(before), clock(after)].toSorted(),
    );
    expect(seatLength(after.plan, who)).toBe(seatLength(before.plan, who));
  });

  it("8.2 nothing of a time to those whose seats stay", () => {
    for (const who of ["ana", "dee"]) expect(figuresOf(read(asked.swap, who))).toEqual([]);
  });

  it.each(["cho", "dee"])("3.3 what a share would leave of the own seat, as %s", (who) => {
    const [before, after] = [viewAfter(asked.admit, who), agreed(asked.admit, who)];
    expect(figuresOf(read(asked.admit, who))).toEqual(
      [before, after].map(({ plan }) => minutesOf(seatLength(plan, who))),
    );
    expect(seatLength(after.plan, "ben")).toBeGreaterThan(0);
  });

  it("10.2 that it ends for all, and it does", () => {
    expect(read(asked.end, "ana")).toMatch(/everybody/);
    expect(agreed(asked.end, "ana").status).toBe("ended");
  });
});

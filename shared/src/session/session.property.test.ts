import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { same } from "../testing/answers.ts";
import { scenarios } from "../testing/arbitrary.ts";
import { findBreaks } from "../testing/find.ts";
import { live } from "../testing/live.ts";
import { nextDeadline } from "./deadline.ts";
import { planOf } from "./plan.ts";
import { evolve } from "./evolve.ts";
import { noSession } from "./session.ts";
import type { Session } from "./session.ts";

/**
 * What holds for whatever anybody does and whenever: random hours of random people, always the same
 * ones here. `node test/laws/run.ts` tries many more.
 */
const RUNS = 700;

let breaks: ReadonlyMap<string, string> = new Map();
const looked = new Set<string>();

/** A break is told as a story of what was done. */
function holds(rule: string): void {
  looked.add(rule);
  expect(breaks.get(rule)).toBeUndefined();
}

describe("whatever anybody does", () => {
  beforeAll(() => {
    breaks = findBreaks({ seed: 1, runs: RUNS });
  }, 120_000);

  it("L1 the hour ends at its end, nothing happens after it, and the plan fills it", () => {
    holds("L1");
  });

  it("L2 nobody loses seat time by what others do, and what all pay they pay alike", () => {
    holds("L2");
  });

  it("L3 nothing takes from the closing block", () => {
    holds("L3");
  });

  it("L4 seconds are neither made nor lost: planned and reserve are used and unspent", () => {
    holds("L4");
  });

  it("L5 every change of the plan is in the log with who and when, and told", () => {
    holds("L5");
  });

  it("1.2 no agenda with a mistake in it is accepted", () => {
    holds("1.2");
  });

  it("1.8 no two segments overlap, no gap is between them, and none is current twice", () => {
    holds("1.8");
  });

  it("1.9 those who are there advise for equal times, and those who have gone have no turn", () => {
    holds("1.9");
  });

  it("2.2 when two are there, it begins", () => {
    holds("2.2");
  });

  it("2.3 a late beginning is paid in turn", () => {
    holds("2.3");
  });

  it("2.4 nobody waits for a second person for longer than 20:00", () => {
    holds("2.4");
  });

  it("3.5 from 10:00 on nobody is waited for without a word", () => {
    holds("3.5");
  });

  it("3.6 a released seat goes to those who may sit, up to the longest seat", () => {
    holds("3.6");
  });

  it("4.1 no place is held for too long", () => {
    holds("4.1");
  });

  it("4.2 a drop is paid by the reserve before the seat, and never by others", () => {
    holds("4.2");
  });

  it("4.4 no seat goes on without its holder", () => {
    holds("4.4");
  });

  it("5.2 the chair is not with somebody who has not come", () => {
    holds("5.2");
  });

  it("5.3 the chair is not with somebody who was lost", () => {
    holds("5.3");
  });

  it("5.4 somebody who is there has the chair", () => {
    holds("5.4");
  });

  it("5.8 whoever was removed sees nothing, is not there, and has nothing to come", () => {
    holds("5.8");
  });

  it("5.9 the facilitator stays", () => {
    holds("5.9");
  });

  it("6.4 what is left over goes nowhere else", () => {
    holds("6.4");
  });

  it("6.7 no hand makes a commitment shorter", () => {
    holds("6.7");
  });

  it("6.8 the next call is not cut short", () => {
    holds("6.8");
  });

  it("6.9 in a handover the stage stays for the grace and then goes on", () => {
    holds("6.9");
  });

  it("6.10 no adviser pays for another's overtime", () => {
    holds("6.10");
  });

  it("6.11 nothing but its end takes from what runs", () => {
    holds("6.11");
  });

  it("3.3 a share takes from each seat what was shown before", () => {
    holds("3.3");
  });

  it("7.2 a seat that is given time gets what was shown, and is no longer than the longest", () => {
    holds("7.2");
  });

  it("7.3 time for open talk stays in its seat", () => {
    holds("7.3");
  });

  it("7.4 nothing is given away twice", () => {
    holds("7.4");
  });

  it("7.5 an extension gives what was asked for, once", () => {
    holds("7.5");
  });

  it("7.8 a donor keeps 8:00", () => {
    holds("7.8");
  });

  it("9.1 the seat does not pay for its pause, and no pause is without time", () => {
    holds("9.1");
  });

  it("9.2 what a pause has not used goes back", () => {
    holds("9.2");
  });

  it("11.1 every question closes in time", () => {
    holds("11.1");
  });

  it("11.4 a refusal has a code and a sentence; whatever comes late or again changes nothing", () => {
    holds("11.4");
  });

  it("11.5 the log, a late timer and a restart give the same state, and settling ends", () => {
    holds("11.5");
  });

  it("11.6 no event is earlier than the one before it, whatever clocks do", () => {
    holds("11.6");
  });

  it("11.7 offers are what is accepted; a view is its member's own and holds nothing odd", () => {
    holds("11.7");
  });

  it("11.4 no other rule is seen to be broken", () => {
    expect([...breaks.keys()].filter((rule) => !looked.has(rule))).toEqual([]);
  });

  it("11.5 any event in any state is taken without an exception, and one that cannot happen changes nothing", () => {
    fc.assert(
      fc.property(scenarios, scenarios, fc.array(fc.nat(999)), (one, other, choice) => {
        const { events } = live(one);
        const strange = live(other).events;
        let session: Session = noSession;
        for (const n of choice) {
          const from = n % 3 === 0 ? strange : events;
          const event = from[n % from.length];
          if (!event) continue;
          const before = session;
          session = evolve(session, event);
          expect(same(evolve(before, event), session)).toBe(true);
          if (session.status === "none") continue;
          expect(session.boxes.every(({ length }) => Number.isSafeInteger(length))).toBe(true);
          expect(planOf(session).segments).toHaveLength(session.boxes.length);
          if (session.status === "running") expect(nextDeadline(session)).not.toBeNaN();
          if (before.status === "ended") expect(session.status).toBe("ended");
        }
      }),
      { seed: 2, numRuns: 60 },
    );
  });
});

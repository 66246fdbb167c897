import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hours, live, stepsAnyWay, stepsForward } from "../testing/arbitrary.ts";
import { historyBroken, lawsBroken } from "../testing/laws.ts";
import { START, advanced, at, expired, hourAfter, known, over, tick } from "../testing/sample.ts";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import { nextDeadline } from "./deadline.ts";
import type { SessionEvent } from "./event.ts";
import { planOf } from "./plan.ts";
import type { Plan, Segment } from "./plan.ts";
import { rejectionCodes } from "./rejection.ts";
import { noSession, replay } from "./session.ts";
import type { Session } from "./session.ts";

/** The time limit is there for a failure: it cuts the search for a smaller example short. */
const settings = {
  seed: 20_260_104,
  numRuns: 80,
  interruptAfterTimeLimit: 4000,
  markInterruptAsFailure: true,
};

describe("whatever anybody does, whenever", () => {
  it("the laws of the hour hold at every moment", () => {
    fc.assert(
      fc.property(hours, stepsAnyWay, (hour, path) => {
        for (const { after, before } of live(hour, path).moments) {
          if (after !== before) expect(lawsBroken(known(after))).toEqual([]);
        }
      }),
      settings,
    );
  });

  it("events keep their order in time, and the hour ends once, at its end, as the last event", () => {
    fc.assert(
      fc.property(hours, stepsAnyWay, (hour, path) => {
        const { events, session } = live(hour, path);
        const rest = decide(session, tick(START + 40 * hour));
        expect(historyBroken([...events, ...(rest.ok ? rest.events : [])])).toEqual([]);
      }),
      settings,
    );
  });

  it("replaying the events leads to the live session, whole or in two parts", () => {
    fc.assert(
      fc.property(hours, stepsAnyWay, fc.nat({ max: 200 }), (hour, path, cut) => {
        const { events, session } = live(hour, path);
        expect(replay(events)).toEqual(session);
        expect(replay(events.slice(cut), replay(events.slice(0, cut)))).toEqual(session);
        expect(session.version).toBe(events.length);
      }),
      settings,
    );
  });

  it("a refused command has a known code and a sentence, and changes nothing", () => {
    fc.assert(
      fc.property(hours, stepsAnyWay, (hour, path) => {
        for (const { before, after, decision } of live(hour, path).moments) {
          if (decision.ok) continue;
          expect(rejectionCodes).toContain(decision.rejection.code);
          expect(decision.rejection.message).toMatch(/\.$/);
          expect(after).toBe(before);
        }
      }),
      settings,
    );
  });

  it("the same command on the same session gets the same answer", () => {
    fc.assert(
      fc.property(hours, stepsAnyWay, (hour, path) => {
        for (const { before, command, decision } of live(hour, path).moments) {
          expect(decide(before, command)).toEqual(decision);
        }
      }),
      { ...settings, numRuns: 40 },
    );
  });

  it("an accepted command is what came due, by the clock, and then at most one event of its own", () => {
    fc.assert(
      fc.property(hours, stepsAnyWay, (hour, path) => {
        for (const { before, command, decision } of live(hour, path).moments) {
          if (!decision.ok) continue;
          const due = decide(before, tick(command.at));
          const settled = due.ok ? due.events : [];
          expect(decision.events.slice(0, settled.length)).toEqual(settled);
          const own = decision.events.slice(settled.length);
          expect(own.length).toBeLessThanOrEqual(1);
          for (const event of own) expect(event.by).toBe(command.by);
        }
      }),
      { ...settings, numRuns: 40 },
    );
  });
});

describe("as long as the clock goes forward", () => {
  /** Lets every deadline up to `until` fire on time. */
  function tickOnTime(session: Session, until: number, events: SessionEvent[]): Session {
    let now = session;
    for (let due = nextDeadline(now); due !== null && due <= until; due = nextDeadline(now)) {
      const decision = decide(now, tick(due));
      if (!decision.ok || decision.events.length === 0) throw new Error("a deadline did nothing");
      events.push(...decision.events);
      now = replay(decision.events, now);
    }
    return now;
  }

  function livePunctually(commands: readonly Command[]) {
    const events: SessionEvent[] = [];
    let session: Session = noSession;
    for (const command of commands) {
      session = tickOnTime(session, command.at, events);
      const decision = decide(session, command);
      if (!decision.ok) continue;
      events.push(...decision.events);
      session = replay(decision.events, session);
    }
    return { events, session };
  }

  it("makes no difference whether the ticks came on time or not at all", () => {
    fc.assert(
      fc.property(hours, stepsForward, (hour, path) => {
        const { moments } = live(hour, path);
        const commands = moments
          .map(({ command }) => command)
          .filter(({ type }) => type !== "tick");
        const end = tick(Math.max(...commands.map((command) => command.at)) + hour);
        const lazy = commands.concat(end).reduce<{ events: SessionEvent[]; session: Session }>(
          ({ events, session }, command) => {
            const decision = decide(session, command);
            const more = decision.ok ? decision.events : [];
            return { events: [...events, ...more], session: replay(more, session) };
          },
          { events: [], session: noSession },
        );
        const punctual = livePunctually([...commands, end]);
        expect(lazy.events).toEqual(punctual.events);
        expect(lazy.session).toEqual(punctual.session);
      }),
      { ...settings, numRuns: 40 },
    );
  });

  it("a deadline is never in the past once it was settled, and doing nothing changes no plan", () => {
    fc.assert(
      fc.property(hours, stepsForward, (hour, path) => {
        const { session } = live(hour, path);
        if (session.status !== "running") return;
        expect(nextDeadline(session)).toBeGreaterThanOrEqual(session.at);
        const events: SessionEvent[] = [];
        const end = known(tickOnTime(session, session.startedAt + hour, events));
        expect(end.status).toBe("ended");
        expect(planOf(end)).toEqual(planOf(session));
      }),
      { ...settings, numRuns: 60 },
    );
  });
});

describe("these properties would notice", () => {
  const session = hourAfter([tick(at("20:00"))]);
  const plan = planOf(session);
  const changed = (change: (segment: Segment) => Segment): Plan => ({
    ...plan,
    segments: plan.segments.map(change),
  });
  /** A plan in which the boundary between two parts has moved. */
  const shifted = (left: string, right: string, by: number) =>
    changed((segment) => {
      if (segment.id === left) return { ...segment, endsAt: segment.endsAt + by };
      return segment.id === right ? { ...segment, startsAt: segment.startsAt + by } : segment;
    });

  it.each<[string, Plan, RegExp]>([
    ["unequal seats", shifted("seat-3/handover", "seat-4/present", 1), /equal \(L2\)/],
    ["a seat paid by the closing block", shifted("reserve", "closing-1", 1), /\(L3\)/],
    ["a closing block that comes early", shifted("reserve", "closing-1", -1), /fixed time/],
    ["a short next call", shifted("next-call", "goodbye", -1), /not ended is short/],
    ["a gap", changed((s) => (s.id === "reserve" ? { ...s, endsAt: s.endsAt - 1 } : s)), /gap/],
    [
      "an hour too long",
      changed((s) => (s.id === "goodbye" ? { ...s, endsAt: s.endsAt + 1 } : s)),
      /\(L1\)/,
    ],
    ["a changed past", shifted("open", "review-1", -1), /stays as it was/],
    [
      "a longer grace",
      changed((s) => (s.graceUntil ? { ...s, graceUntil: s.graceUntil + 1 } : s)),
      /grace/,
    ],
  ])("%s", (_, broken, law) => {
    expect(lawsBroken(session, plan)).toEqual([]);
    expect(lawsBroken(session, broken).join("\n")).toMatch(law);
  });

  it.each<[string, SessionEvent[], string]>([
    ["time going back", [expired("open", START + 2), advanced("review-1", START + 1)], "precedes"],
    ["an hour that ends twice", [over(START), over(START)], "once"],
    ["an hour that ends early", [over(START)], "exactly"],
    ["an event after the hour", [over(START), expired("open", START)], "after the hour"],
  ])("%s", (_, events, law) => {
    expect(historyBroken(events).join("\n")).toContain(law);
  });
});

import fc from "fast-check";
import type { Command } from "../session/command.ts";
import { decide } from "../session/decide.ts";
import type { Decision } from "../session/decide.ts";
import { nextDeadline } from "../session/deadline.ts";
import type { SessionEvent } from "../session/event.ts";
import { currentSegment } from "../session/plan.ts";
import { replay } from "../session/session.ts";
import type { Session } from "../session/session.ts";
import { FULL_HOUR, SHORTEST_HOUR } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import { START, create, facilitator } from "./sample.ts";
import { sessionAfter } from "./given.ts";
import { timetable } from "./timetable.ts";

/** What somebody does, and how much later (or, by a clock that jumps, earlier) than before. */
export type Step = { readonly wait: Wait; readonly deed: Deed };

type Wait =
  /** A part of the hour, from 0 to 1; less than 0 for a clock set back. */
  | { readonly share: number }
  /** Milliseconds around the next deadline. */
  | { readonly offDeadline: number };

type Deed =
  | { readonly type: "start"; readonly by: string }
  | { readonly type: "advance"; readonly by: string; readonly which: "current" | number }
  | { readonly type: "arrive" | "leave"; readonly member: string }
  | { readonly type: "create" }
  | { readonly type: "tick" };

const somebody = fc.oneof(
  { weight: 6, arbitrary: fc.constant(facilitator) },
  { weight: 1, arbitrary: fc.constantFrom("ana", "eve", "clock", "operator") },
);
const anybody = fc.constantFrom("ana", "ben", "cho", "dee", "eve");
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ type: fc.constant("start"), by: somebody }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("advance"),
      by: somebody,
      which: fc.oneof(
        { weight: 4, arbitrary: fc.constant("current") },
        { weight: 1, arbitrary: fc.integer({ min: -1, max: timetable.length }) },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom("arrive", "leave"), member: anybody }),
  },
  { weight: 2, arbitrary: fc.constant({ type: "tick" }) },
  { weight: 1, arbitrary: fc.constant({ type: "create" }) },
) as fc.Arbitrary<Deed>;

const forward: fc.Arbitrary<Wait> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ share: 0 }) },
  { weight: 4, arbitrary: fc.record({ share: fc.double({ min: 0, max: 0.05, noNaN: true }) }) },
  { weight: 1, arbitrary: fc.record({ share: fc.double({ min: 0, max: 0.4, noNaN: true }) }) },
  { weight: 3, arbitrary: fc.record({ offDeadline: fc.integer({ min: -1, max: 1 }) }) },
);
const backward: fc.Arbitrary<Wait> = fc.record({
  share: fc.double({ min: -0.1, max: 0, noNaN: true }),
});

export const stepsForward = steps(forward);
export const stepsAnyWay = steps(
  fc.oneof({ weight: 6, arbitrary: forward }, { weight: 1, arbitrary: backward }),
);

/** The facilitator nearly always gets the hour started; otherwise anything goes. */
function steps(wait: fc.Arbitrary<Wait>): fc.Arbitrary<Step[]> {
  const begin: Step = { wait: { share: 0 }, deed: { type: "start", by: facilitator } };
  return fc
    .tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.constant([begin]) },
        { weight: 1, arbitrary: fc.constant([]) },
      ),
      fc.array(fc.record({ wait, deed }), { maxLength: 70, size: "max" }),
    )
    .map(([first, rest]) => [...first, ...rest]);
}

export const hours: fc.Arbitrary<Millis> = fc.oneof(
  fc.constantFrom(FULL_HOUR, SHORTEST_HOUR, 61_001, 180_000),
  fc.integer({ min: SHORTEST_HOUR, max: FULL_HOUR }),
);

type Moment = {
  readonly before: Session;
  readonly command: Command;
  readonly decision: Decision;
  readonly after: Session;
};

/** Lives through the steps and gives every moment of it, and all that happened. */
export function live(hour: Millis, path: readonly Step[]) {
  const events: SessionEvent[] = [];
  const moments: Moment[] = [];
  let session: Session = sessionAfter([]);
  let now: Instant = START;
  const issue = (command: Command) => {
    const before = session;
    const decision = decide(before, command);
    if (decision.ok) {
      events.push(...decision.events);
      session = freeze(replay(decision.events, before));
    }
    moments.push({ before, command, decision, after: session });
  };
  issue(create({ hour }));
  for (const { wait, deed: what } of path) {
    now =
      "share" in wait ? now + Math.round(wait.share * hour) : near(session, now, wait.offDeadline);
    issue(commandOf(session, what, now, hour));
  }
  return { events, moments, session };
}

function near(session: Session, now: Instant, offset: number): Instant {
  const deadline = nextDeadline(session);
  return deadline === null ? now : Math.max(now, deadline + offset);
}

function commandOf(session: Session, what: Deed, at: Instant, hour: Millis): Command {
  switch (what.type) {
    case "create":
      return create({ hour });
    case "start":
      return { ...what, at };
    case "advance":
      return { type: "advance", segment: named(session, what.which), at, by: what.by };
    case "arrive":
    case "leave":
      return { type: what.type, member: what.member, at, by: what.member };
    case "tick":
      return { type: "tick", at, by: "clock" };
  }
}

function named(session: Session, which: "current" | number): string {
  if (which !== "current") return timetable[which]?.id ?? "nonsense";
  const current = session.status === "none" ? null : currentSegment(session);
  return current?.id ?? "nonsense";
}

/** Makes every change in place an exception. */
function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

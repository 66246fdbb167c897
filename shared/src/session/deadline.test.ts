import { describe, expect, it } from "vitest";
import { FULL_HOUR } from "../time.ts";
import { accepted, given, sessionAfter, storyOf } from "../testing/given.ts";
import { START, advance, advanced, arrive, at, autoAdvance, create } from "../testing/sample.ts";
import {
  emergency,
  expired,
  extend,
  gathered,
  leave,
  over,
  pause,
  started,
} from "../testing/sample.ts";
import { startedWithout, tick } from "../testing/sample.ts";
import { moves } from "../testing/clock.ts";
import { timetable } from "../testing/timetable.ts";
import type { Command } from "./command.ts";
import { nextDeadline } from "./deadline.ts";
import type { SessionEvent } from "./event.ts";
import { evolve, replay } from "./evolve.ts";
import type { Session } from "./session.ts";

const END = START + FULL_HOUR;
/** Everything that the clock does in an hour in which nobody does anything. */
const wholeHour: SessionEvent[] = [
  ...timetable.map(({ id, to }) => expired(id, START + to * 1000)),
  over(END),
];

/** Hours in which something is going on when the ticks fail to come. */
const stories: readonly (readonly [string, readonly Command[]])[] = [
  ["nothing goes on", started()],
  ["somebody has not come", startedWithout("ben")],
  ["nobody begins", startedWithout("ana", "ben", "cho")],
  ["the holder was lost", [...started(), leave("ana", "06:00")]],
  ["two were lost", [...started(), leave("cho", "20:00"), leave("dee", "20:10")]],
  ["the seat is paused", [...started(), pause("seat-1/present", "06:00")]],
  ["there is an emergency", [...started(), emergency("06:00", "ben")]],
  ["segments do not end by themselves", [...started(), autoAdvance(false, "06:00")]],
  ["a seat was extended", [...started(), extend("seat-1/clarify", 60, "08:00")]],
];

describe("a tick", () => {
  it("11.5 in the lobby does nothing, however late", () => {
    given(gathered())
      .when(tick(END * 2))
      .then([]);
    expect(nextDeadline(sessionAfter([create()]))).toBeNull();
  });

  it("11.5 for a session that does not exist does nothing", () => {
    given().when(tick(START)).then([]);
    expect(nextDeadline(sessionAfter([]))).toBeNull();
  });

  it("11.5 that comes early does nothing", () => {
    given(started()).when(tick(START)).then([]);
    given(started())
      .when(tick(START - 5000))
      .then([]);
  });

  it("11.5 that comes twice does nothing the second time", () => {
    given([...started(), tick("01:00")])
      .when(tick("01:00"))
      .then([]);
  });

  it("11.5 that is stale, because the part was ended by hand, does nothing", () => {
    given([...started(), advance("open", "00:30")])
      .when(tick("01:00"))
      .then([]);
  });

  it("11.5 that comes late ends the part at its deadline and not at the tick", () => {
    given(started())
      .when(tick("01:59.999"))
      .then([expired("open", "01:00")]);
  });

  it("11.5 one hour late applies every missed deadline in order, at its own instant", () => {
    given(started()).when(tick(END)).then(wholeHour);
    given(started())
      .when(tick(END + 86_400_000))
      .then(wholeHour);
  });
});

describe("whoever wakes late", () => {
  /** Lets every deadline up to the end fire on time. */
  function punctual(steps: readonly Command[]): Session {
    let session = sessionAfter(steps);
    for (let due = nextDeadline(session); due !== null; due = nextDeadline(session)) {
      const events = accepted(session, tick(due));
      if (events.length === 0) throw new Error("a deadline did nothing");
      session = events.reduce(evolve, session);
    }
    return session;
  }

  it.each(stories)("11.5 finds the same when %s", (_, steps) => {
    expect(sessionAfter([...steps, tick(END)])).toEqual(punctual(steps));
  });

  it.each(stories)("11.5 finds the same after a restart when %s", (_, steps) => {
    const stored = JSON.parse(JSON.stringify(sessionAfter(steps))) as Session;
    expect(replay(accepted(stored, tick(END)), stored)).toEqual(
      sessionAfter([...steps, tick(END)]),
    );
  });
});

describe("a command after an overdue deadline", () => {
  it("11.5 is preceded by what was due", () => {
    given(started())
      .when(advance("review-2", "02:30"))
      .then([
        expired("open", "01:00"),
        expired("review-1", "02:00"),
        advanced("review-2", "02:30", moves("review-2 -0:30", "reserve +0:30")),
      ]);
  });

  it("11.5 at the very deadline comes too late for the part", () => {
    given(started()).when(advance("open", "01:00")).thenRejected("segment-over");
    given(started())
      .when(advance("review-1", "01:00"))
      .thenTold([
        "01:00 clock segment-ended open deadline",
        "01:00 dee segment-ended review-1 advanced",
      ]);
  });

  it("11.5 one millisecond before the deadline comes in time", () => {
    given(started())
      .when(advance("open", "00:59.999"))
      .thenTold(["00:59.999 dee segment-ended open advanced"]);
  });

  it("11.5 is settled from the plan as it has become, not as it was", () => {
    given([...startedWithout("ben"), advance("open", "00:30")])
      .when(arrive("ben", "01:30"))
      .thenTold([
        "01:30 clock segment-ended review-1 deadline",
        "01:30 clock segment-ended review-2 absent",
        "01:30 ben member-arrived ben",
      ]);
  });

  it("11.5 may be what ends the hour: whatever it was, it comes too late", () => {
    given([...started(), tick("59:30")])
      .when(arrive("ana", "61:00"))
      .thenTold([
        "60:00 clock segment-ended goodbye deadline",
        "60:00 clock session-ended hour-over",
      ]);
  });
});

describe("a command from before the last event", () => {
  it("11.6 is taken as coming right after it", () => {
    given([...gathered(), leave("ana", START + 5000)])
      .when({ type: "start", at: START, by: "dee" })
      .thenTold(["00:05 dee session-started"]);
    given([...started(), tick("01:00")])
      .when(advance("review-1", "00:30"))
      .thenTold(["01:00 dee segment-ended review-1 advanced"]);
  });

  it("11.6 brings no ended part back", () => {
    given([...started(), tick("01:00")])
      .when(advance("open", "00:30"))
      .thenRejected("segment-over");
    given([...started(), tick("60:00")])
      .when(advance("goodbye", "30:00"))
      .thenRejected("session-over");
  });

  it("11.6 moves no clock back", () => {
    const steps = [...started(), leave("ana", "06:00"), arrive("ana", "05:00"), tick("04:00")];
    const story = storyOf(steps);
    expect(story.slice(-3)).toEqual([
      "06:00 clock paused drop until 07:00",
      "06:00 ana member-arrived ana",
      "06:00 clock resumed returned",
    ]);
    expect(sessionAfter(steps)).toMatchObject({ at: at("06:00") });
  });
});

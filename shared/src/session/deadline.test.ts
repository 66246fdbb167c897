import { describe, expect, it } from "vitest";
import { FULL_HOUR } from "../time.ts";
import { accepted, given, sessionAfter } from "../testing/given.ts";
import { START, advance, advanced, arrive, at, clock, create, expired } from "../testing/sample.ts";
import { over, start, started, tick } from "../testing/sample.ts";
import { timetable } from "../testing/timetable.ts";
import { isLast, nextDeadline } from "./deadline.ts";
import type { SessionEvent } from "./event.ts";
import { currentSegment } from "./plan.ts";
import { replay } from "./session.ts";

const END = START + FULL_HOUR;
const boundaries = timetable.map(({ id, from, to }) => ({
  id,
  from: START + from * 1000,
  to: START + to * 1000,
  name: clock(START + to * 1000),
}));
/** Everything that the clock does in an hour in which nobody does anything. */
const wholeHour: SessionEvent[] = [...boundaries.map(({ id, to }) => expired(id, to)), over(END)];

describe("each part of the hour ends by itself", () => {
  describe.each(boundaries)("$id at $name", ({ id, from, to }) => {
    const session = sessionAfter([...started(), tick(from)]);

    it("is current from its start on and names its own end as the next deadline", () => {
      const segment = session.status === "running" ? currentSegment(session) : null;
      expect(segment).toMatchObject({ id, startsAt: from, endsAt: to });
      expect(nextDeadline(session)).toBe(to);
    });

    it(`is ${to === END ? "" : "not "}the last`, () => {
      if (session.status !== "running") throw new Error("the hour is not running");
      const segment = currentSegment(session);
      expect(segment && isLast(session, segment)).toBe(to === END);
    });

    it("is still current one millisecond before its end", () => {
      given([...started(), tick(from)])
        .when(tick(to - 1))
        .then([]);
    });

    it("ends at its end, by the clock", () => {
      const events = to === END ? [expired(id, to), over(END)] : [expired(id, to)];
      given([...started(), tick(from)])
        .when(tick(to))
        .then(events);
    });
  });
});

describe("a tick", () => {
  it("in the lobby does nothing, however late", () => {
    given([create()])
      .when(tick(END * 2))
      .then([]);
    expect(nextDeadline(sessionAfter([create()]))).toBeNull();
  });

  it("for a session that does not exist does nothing", () => {
    given().when(tick(START)).then([]);
    expect(nextDeadline(sessionAfter([]))).toBeNull();
  });

  it("that comes early does nothing", () => {
    given(started()).when(tick(START)).then([]);
    given(started())
      .when(tick(START - 5000))
      .then([]);
  });

  it("that comes twice does nothing the second time", () => {
    given([...started(), tick(at("01:00"))])
      .when(tick(at("01:00")))
      .then([]);
  });

  it("that is stale, because the part was ended by hand, does nothing", () => {
    given([...started(), advance("open", at("00:30"))])
      .when(tick(at("01:00")))
      .then([]);
  });

  it("that comes late ends the part at its deadline and not at the tick", () => {
    given(started())
      .when(tick(at("01:59.999")))
      .then([expired("open", at("01:00"))]);
  });

  it("one hour late applies every missed deadline in order, at its own instant", () => {
    given(started()).when(tick(END)).then(wholeHour);
    given(started())
      .when(tick(END + 86_400_000))
      .then(wholeHour);
  });

  it("one hour late leads where ticks on time lead", () => {
    const onTime = boundaries.map(({ to }) => tick(to));
    expect(sessionAfter([...started(), tick(END)])).toEqual(
      sessionAfter([...started(), ...onTime]),
    );
  });
});

describe("a command after an overdue deadline", () => {
  it("is preceded by what was due", () => {
    given(started())
      .when(advance("review-2", at("02:30")))
      .then([
        expired("open", at("01:00")),
        expired("review-1", at("02:00")),
        advanced("review-2", at("02:30")),
      ]);
  });

  it("at the very deadline comes too late for the part", () => {
    given(started())
      .when(advance("open", at("01:00")))
      .thenRejected("segment-over");
    given(started())
      .when(advance("review-1", at("01:00")))
      .then([expired("open", at("01:00")), advanced("review-1", at("01:00"))]);
  });

  it("one millisecond before the deadline comes in time", () => {
    const moment = at("00:59.999");
    given(started())
      .when(advance("open", moment))
      .then([advanced("open", moment)]);
  });

  it("settles from the plan as it has become, not as it was", () => {
    given([...started(), advance("open", at("00:30"))])
      .when(arrive("ben", at("02:00")))
      .then([
        expired("review-1", at("01:30")),
        { type: "member-arrived", member: "ben", at: at("02:00"), by: "ben" },
      ]);
  });
});

describe("the hour ends at 60:00 (L1)", () => {
  const nearlyOver = [...started(), tick(at("59:59.999"))];

  it("and is not over a millisecond earlier", () => {
    given(nearlyOver)
      .when(tick(at("59:59.999")))
      .then([]);
    expect(given(nearlyOver).session.status).toBe("running");
  });

  it("and not a millisecond later", () => {
    given(nearlyOver)
      .when(tick(at("60:00")))
      .then([expired("goodbye", END), over(END)]);
    expect(sessionAfter([...started(), tick(END)]).status).toBe("ended");
  });

  it("also when every part before the last was ended at once", () => {
    const names = timetable.map(({ id }) => id).filter((id) => id !== "goodbye");
    const rush = [...started(), ...names.map((id) => advance(id, at("00:01")))];
    given(rush)
      .when(tick(END - 1))
      .then([]);
    given(rush)
      .when(tick(END))
      .then([expired("goodbye", END), over(END)]);
  });

  it("also when the hour started later than the session was made", () => {
    const late = [create(), start(at("07:00"))];
    given(late)
      .when(tick(at("66:59.999")))
      .then(wholeHour.slice(0, -2).map(sevenMinutesLater));
    given(late)
      .when(tick(at("67:00")))
      .then(wholeHour.map(sevenMinutesLater));
  });

  it("and nothing after it changes anything", () => {
    const before = [...started(), tick(END)];
    const session = sessionAfter(before);
    expect(nextDeadline(session)).toBeNull();
    for (const later of [END, END + 1, END + FULL_HOUR]) {
      given(before).when(tick(later)).then([]);
      given(before).when(arrive("ana", later)).then([]);
      given(before).when(start(later)).thenRejected("session-over");
      given(before).when(advance("goodbye", later)).thenRejected("session-over");
      expect(replay(accepted(session, tick(later)), session)).toBe(session);
    }
  });
});

function sevenMinutesLater(event: SessionEvent): SessionEvent {
  return { ...event, at: event.at + 7 * 60_000 };
}

import { describe, expect, it } from "vitest";
import { fourSeats } from "../agenda/four-seats.ts";
import { given, sessionAfter } from "../testing/given.ts";
import { START, advance, advanced, arrive, at, create, leave } from "../testing/sample.ts";
import { people, start, started, tick } from "../testing/sample.ts";
import { timetable } from "../testing/timetable.ts";
import { decide } from "./decide.ts";
import type { SessionEvent } from "./event.ts";

const goodbye = [...started(), tick(at("59:00"))];
const ended = [...started(), tick(at("60:00"))];
const arrived = (member: string, when: number): SessionEvent => ({
  type: "member-arrived",
  member,
  at: when,
  by: member,
});

describe("create", () => {
  it("makes a session with the members in seat order", () => {
    given()
      .when(create())
      .then([
        {
          type: "session-created",
          agenda: fourSeats,
          hour: 3_600_000,
          members: people,
          order: ["ana", "ben", "cho", "dee"],
          facilitator: "dee",
          at: START,
          by: "operator",
        },
      ]);
  });

  it.each([60_000, 61_001, 3_599_999, 3_600_000])("accepts an hour of %d ms", (hour) => {
    expect(sessionAfter([create({ hour })]).status).toBe("lobby");
  });

  it.each([59_999, 3_600_001, 60_000.5, 0, -3_600_000, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses an hour of %d ms",
    (hour) => given().when(create({ hour })).thenRejected("bad-hour"),
  );

  it.each([3599, 3601])("refuses an agenda of %i s", (total) => {
    const blocks = fourSeats.blocks.filter(({ kind }) => kind !== "reserve");
    const agenda = {
      ...fourSeats,
      blocks: [...blocks, { kind: "reserve", seconds: 120 + total - 3600 }] as const,
    };
    given().when(create({ agenda })).thenRejected("bad-agenda");
  });

  it("refuses fewer or more members than the agenda has seats", () => {
    const five = [...people, { id: "eve", name: "Eve" }];
    for (const members of [[], people.slice(1), five]) {
      given().when(create({ members })).thenRejected("wrong-number-of-members");
    }
  });

  it("refuses to name a member twice, but not two members of one name", () => {
    const [ana, ben, cho, dee] = people;
    given()
      .when(create({ members: [ana, ben, ana, dee] }))
      .thenRejected("duplicate-member");
    const namesake = { id: "ann", name: "Ana" };
    const members = [ana, namesake, cho, dee];
    expect(sessionAfter([create({ members })])).toMatchObject({
      order: ["ana", "ann", "cho", "dee"],
    });
  });

  it.each(["eve", "", "operator", "clock"])(
    "refuses %j, no member, as facilitator",
    (facilitator) => {
      given().when(create({ facilitator })).thenRejected("unknown-facilitator");
    },
  );

  it("happens once: in the lobby, during and after the hour it is refused", () => {
    for (const before of [[create()], started(), ended]) {
      given(before).when(create()).thenRejected("already-created");
    }
  });
});

describe("start", () => {
  it("by the facilitator starts the hour at that moment", () => {
    const moment = START + 90_000;
    given([create()])
      .when(start(moment))
      .then([{ type: "session-started", at: moment, by: "dee" }]);
    expect(sessionAfter([create(), start(moment)])).toMatchObject({
      status: "running",
      startedAt: moment,
      endings: [],
    });
  });

  it("does not wait for anybody to be there", () => {
    expect(sessionAfter(started())).toMatchObject({ status: "running", here: [] });
  });

  it("is for the facilitator only", () => {
    given([create()]).when(start(START, "ana")).thenRejected("not-facilitator");
  });

  it.each(["eve", "operator", "clock"])("is not for %s, who is no member", (by) => {
    given([create()]).when(start(START, by)).thenRejected("not-a-member");
  });

  it("does not happen twice", () => {
    given(started())
      .when(start(at("00:10")))
      .thenRejected("already-started");
  });

  it("does not happen after the hour, also when nobody saw it end", () => {
    given(ended)
      .when(start(at("60:00")))
      .thenRejected("session-over");
    given(started())
      .when(start(at("60:00")))
      .thenRejected("session-over");
  });

  it("needs a session", () => {
    given().when(start()).thenRejected("no-such-session");
  });
});

describe("advance", () => {
  const inClarify = [...started(), tick(at("07:00"))];

  it("ends the part that it names", () => {
    const moment = at("08:00");
    given(inClarify)
      .when(advance("seat-1/clarify", moment))
      .then([advanced("seat-1/clarify", moment)]);
  });

  it("by a double click ends one part, not two", () => {
    const moment = at("08:00");
    given([...inClarify, advance("seat-1/clarify", moment)])
      .when(advance("seat-1/clarify", moment))
      .thenRejected("segment-over");
  });

  it("of any earlier part is refused as over", () => {
    for (const id of ["open", "review-4", "seat-1/present"]) {
      given(inClarify)
        .when(advance(id, at("08:00")))
        .thenRejected("segment-over");
    }
  });

  it("of any part to come is refused", () => {
    for (const { id } of timetable.slice(7)) {
      given(inClarify)
        .when(advance(id, at("08:00")))
        .thenRejected("segment-not-current");
    }
  });

  it.each(["", "seat-1", "seat-5/present", "lobby", "__proto__"])(
    "of %j, no part, is refused",
    (id) => {
      given(inClarify)
        .when(advance(id, at("08:00")))
        .thenRejected("segment-not-current");
    },
  );

  it("is for the facilitator only, the holder of the seat included", () => {
    given(inClarify)
      .when(advance("seat-1/clarify", at("08:00"), "ana"))
      .thenRejected("not-facilitator");
  });

  it.each(["eve", "operator", "clock"])("is not for %s, who is no member", (by) => {
    given(inClarify)
      .when(advance("seat-1/clarify", at("08:00"), by))
      .thenRejected("not-a-member");
  });

  it("tells outsiders nothing about the segment they name", () => {
    given(inClarify)
      .when(advance("open", at("08:00"), "eve"))
      .thenRejected("not-a-member");
    given(inClarify)
      .when(advance("open", at("08:00"), "ana"))
      .thenRejected("not-facilitator");
  });

  it("needs a session that has started and is not over", () => {
    given().when(advance("open", START)).thenRejected("no-such-session");
    given([create()]).when(advance("open", START)).thenRejected("not-started");
    given(ended)
      .when(advance("goodbye", at("60:01")))
      .thenRejected("session-over");
  });

  it("cannot end the last part: the hour does (L1)", () => {
    given(goodbye)
      .when(advance("goodbye", at("59:30")))
      .thenRejected("last-segment");
  });

  it("can end every other part, one after the other", () => {
    const others = timetable.slice(0, -1).map(({ id }) => advance(id, at("00:05")));
    const session = sessionAfter([...started(), ...others]);
    expect(session).toMatchObject({ status: "running", version: 2 + 47 });
    given([...started(), ...others])
      .when(advance("goodbye", at("00:05")))
      .thenRejected("last-segment");
  });
});

describe("arrive and leave", () => {
  it("happen once each", () => {
    const here = [create(), arrive("ben", START)];
    given([create()])
      .when(arrive("ben", START))
      .then([arrived("ben", START)]);
    given(here)
      .when(arrive("ben", START + 1))
      .then([]);
    given(here)
      .when(leave("ben", START + 2))
      .then([{ type: "member-left", member: "ben", at: START + 2, by: "clock" }]);
    given([...here, leave("ben", START + 2)])
      .when(leave("ben", START + 3))
      .then([]);
  });

  it("happen in the lobby and during the hour, and change no time", () => {
    const before = sessionAfter(started());
    const after = sessionAfter([
      ...started(),
      arrive("cho", at("00:20")),
      leave("cho", at("00:40")),
    ]);
    expect(after).toEqual({ ...before, version: 4, at: at("00:40") });
  });

  it("after the hour change nothing", () => {
    given([...started(), arrive("ben", START), tick(at("60:00"))])
      .when(leave("ben", at("60:01")))
      .then([]);
    given(ended)
      .when(arrive("ben", at("60:01")))
      .then([]);
  });

  it("are for members of an existing session", () => {
    given([create()]).when(arrive("eve", START)).thenRejected("not-a-member");
    given([create()]).when(leave("eve", START)).thenRejected("not-a-member");
    given().when(arrive("ana", START)).thenRejected("no-such-session");
    given().when(leave("ana", START)).thenRejected("no-such-session");
  });
});

describe("a command from before the last event", () => {
  it("is taken as coming right after it", () => {
    given([create(), arrive("ana", START + 5000)])
      .when(start(START))
      .then([{ type: "session-started", at: START + 5000, by: "dee" }]);
    given([...started(), tick(at("01:00"))])
      .when(advance("review-1", at("00:30")))
      .then([advanced("review-1", at("01:00"))]);
  });

  it("brings no ended part back", () => {
    given([...started(), tick(at("01:00"))])
      .when(advance("open", at("00:30")))
      .thenRejected("segment-over");
    given(ended)
      .when(advance("goodbye", at("30:00")))
      .thenRejected("session-over");
  });
});

describe("a rejected command", () => {
  it("carries no events, not even those of deadlines that are due", () => {
    const decision = decide(sessionAfter(started()), advance("open", at("05:00")));
    expect(decision).toEqual({
      ok: false,
      rejection: { code: "segment-over", message: "That part is already over." },
    });
  });
});

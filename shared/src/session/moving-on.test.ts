import { describe, expect, it } from "vitest";
import { accountability, oneDeep, turnAway } from "../agenda/presets.ts";
import { given, sessionAfter } from "../testing/given.ts";
import {
  START,
  advance,
  advanced,
  at,
  create,
  expired,
  hourAfter,
  over,
} from "../testing/sample.ts";
import { skip, start, started, takeChair, tick } from "../testing/sample.ts";
import { hourOf, lengthOf, lengthsOf, partsOf, seatsOf, timetable } from "../testing/timetable.ts";
import { moves } from "../testing/clock.ts";
import { nextDeadline } from "./deadline.ts";
import { currentSegment } from "./plan.ts";

const boundaries = timetable.map(({ id, from, to }) => ({
  id,
  from: START + from * 1000,
  to: START + to * 1000,
}));
const END = at("60:00");

describe("each part of the hour", () => {
  describe.each(boundaries)("$id", ({ id, from, to }) => {
    const before = [...started(), tick(from)];
    const session = sessionAfter(before);

    it("6.1 is current from its start on and names its own end as the next deadline", () => {
      const segment = session.status === "running" ? currentSegment(session) : null;
      expect(segment).toMatchObject({ id, startsAt: from, endsAt: to });
      expect(nextDeadline(session)).toBe(to);
    });

    it("6.1 ends by itself when its time is up, and not a millisecond earlier", () => {
      given(before)
        .when(tick(to - 1))
        .then([]);
      given(before)
        .when(tick(to))
        .then(to === END ? [expired(id, to), over(END)] : [expired(id, to)]);
    });
  });
});

describe("the chair ends the current part", () => {
  const inClarify = [...started(), tick("07:00")];
  const moment = "08:00";

  it("6.2 by its name", () => {
    given(inClarify)
      .when(advance("seat-1/clarify", moment))
      .then([
        advanced(
          "seat-1/clarify",
          moment,
          moves(
            "seat-1/clarify -1:00",
            "seat-1/advise-1 +0:20",
            "seat-1/advise-2 +0:20",
            "seat-1/advise-3 +0:20",
          ),
        ),
      ]);
  });

  it("6.2 once: a double click ends one part, not two", () => {
    given([...inClarify, advance("seat-1/clarify", moment)])
      .when(advance("seat-1/clarify", moment))
      .thenRejected("segment-over");
  });

  it("6.2 and no earlier one", () => {
    for (const id of ["open", "review-4", "seat-1/present", "waiting"]) {
      given(inClarify).when(advance(id, moment)).thenRejected("segment-over");
    }
  });

  it("6.2 and no later one", () => {
    for (const { id } of timetable.slice(7)) {
      given(inClarify).when(advance(id, moment)).thenRejected("segment-not-current");
    }
  });

  it.each(["", "seat-1", "seat-5/present", "lobby", "__proto__"])("6.2 and not %j", (id) => {
    given(inClarify).when(advance(id, moment)).thenRejected("segment-not-current");
  });

  it("6.2 up to its last millisecond: at the deadline it is over", () => {
    given(inClarify)
      .when(advance("seat-1/clarify", "08:59.999"))
      .thenTold(["08:59.999 dee segment-ended seat-1/clarify advanced"]);
    given(inClarify).when(advance("seat-1/clarify", "09:00")).thenRejected("segment-over");
  });

  it("6.2 in an hour that runs", () => {
    given().when(advance("open", START)).thenRejected("no-such-session");
    given([create()]).when(advance("open", START)).thenRejected("not-started");
    given([...started(), tick("60:00")])
      .when(advance("goodbye", "60:01"))
      .thenRejected("session-over");
  });

  it("6.2 and nobody else: strangers learn nothing about the part they name", () => {
    for (const by of ["eve", "operator", "clock"]) {
      given(inClarify)
        .when(advance("open", moment, by))
        .thenRejected("not-a-member");
    }
    given(inClarify)
      .when(advance("open", moment, "ben"))
      .thenRejected("not-yours");
  });

  it("6.2 whoever it is right now", () => {
    given([...inClarify, takeChair("ben", "07:10")])
      .when(advance("seat-1/clarify", moment, "ben"))
      .thenTold(["08:00 ben segment-ended seat-1/clarify advanced"]);
    given([...inClarify, takeChair("ben", "07:10")])
      .when(advance("seat-1/clarify", moment))
      .thenRejected("not-yours");
  });
});

describe("what a phase leaves over", () => {
  const seat = (...steps: Parameters<typeof hourAfter>[0]) =>
    lengthsOf(hourAfter(steps), "seat-1/");

  it("6.3 of presenting goes to the questions", () => {
    expect(seat(advance("seat-1/present", "06:00")).slice(0, 3)).toEqual([
      "present 1:00",
      "clarify 3:00",
      "think 0:30",
    ]);
  });

  it("6.3 of the questions goes to the advice, to all turns equally, and silence stays as it is", () => {
    expect(seat(advance("seat-1/clarify", "08:00")).slice(1, 7)).toEqual([
      "clarify 1:00",
      "think 0:30",
      "advise-1 1:40",
      "advise-2 1:40",
      "advise-3 1:40",
      "open 1:30",
    ]);
  });

  it("6.3 of the silence goes to the advice, to the millisecond", () => {
    expect(seat(advance("seat-1/think", "09:20")).slice(2, 6)).toEqual([
      "think 0:20",
      "advise-1 1:23.333",
      "advise-2 1:23.333",
      "advise-3 1:23.334",
    ]);
  });

  it("6.3 of an adviser goes to the open talk, and the other turns stay equal", () => {
    expect(seat(advance("seat-1/advise-1", "10:00")).slice(3, 7)).toEqual([
      "advise-1 0:30",
      "advise-2 1:20",
      "advise-3 1:20",
      "open 2:20",
    ]);
    expect(seat(advance("seat-1/advise-3", "12:20")).slice(5, 7)).toEqual([
      "advise-3 0:10",
      "open 2:40",
    ]);
  });

  it("6.3 of the open talk goes to the commitment", () => {
    expect(seat(advance("seat-1/open", "14:00")).slice(6)).toEqual([
      "open 0:30",
      "commit 2:30",
      "handover 0:30",
    ]);
  });

  it("6.3 of the commitment and the handover goes to the reserve", () => {
    const committed = hourAfter([advance("seat-1/commit", "15:50")]);
    expect(lengthOf(committed, "reserve")).toBe("2:40");
    expect(lengthOf(committed, "seat-1/handover")).toBe("0:30");
    expect(lengthOf(hourAfter([advance("seat-1/handover", "16:35")]), "reserve")).toBe("2:25");
  });

  it("6.3 adds up over several phases", () => {
    const steps = [advance("seat-1/present", "06:00"), advance("seat-1/clarify", "06:30")];
    // 1:00 and 2:30 to the advice of 4:00.
    expect(seat(...steps).slice(0, 7)).toEqual([
      "present 1:00",
      "clarify 0:30",
      "think 0:30",
      "advise-1 2:10",
      "advise-2 2:10",
      "advise-3 2:10",
      "open 1:30",
    ]);
  });

  it("6.3 of the advice behind the holder's back goes to the commitment", () => {
    // The advice lasts from 01:00 + 5:00 to 12:00.
    const steps = [advance("seat-1/advise-away", "10:00")];
    expect(lengthsOf(hourAfter(steps, { agenda: turnAway }), "seat-1/").slice(2)).toEqual([
      "advise-away 4:00",
      "commit 3:30",
      "handover 0:30",
    ]);
  });

  it("6.3 of a long seat goes past restating and silence to the advice", () => {
    // Probing lasts from 21:00 to 29:00.
    const steps = [advance("seat-1/probe", "26:00")];
    expect(lengthsOf(hourAfter(steps, { agenda: oneDeep }), "seat-1/").slice(2, 8)).toEqual([
      "probe 5:00",
      "restate 1:00",
      "think 1:00",
      "advise-1 5:00",
      "advise-2 5:00",
      "advise-3 5:00",
    ]);
  });

  it("6.3 of the advice of an accountability seat goes to the plan", () => {
    // The last turn of advice lasts from 07:30 to 08:30.
    const steps = [advance("seat-1/advise-3", "08:00")];
    expect(lengthOf(hourAfter(steps, { agenda: accountability }), "seat-1/plan")).toBe("2:30");
  });
});

describe("what any other part leaves over", () => {
  it("6.4 of the opening goes to the reserve, and all comes earlier at full length", () => {
    expect(hourOf(hourAfter([advance("open", "00:40")])).slice(1, 8)).toEqual([
      "00:40 review",
      "04:40 seat-1 ana",
      "16:40 seat-2 ben",
      "28:40 seat-3 cho",
      "40:40 seat-4 dee",
      "52:40 reserve",
      "55:00 closing",
    ]);
  });

  it("6.4 of a review goes to the reserve, and the other reviews keep their minute", () => {
    const session = hourAfter([advance("review-2", "02:15")]);
    expect(partsOf(session, "review-")).toEqual([
      "01:00 review-1 ana",
      "02:00 review-2 ben",
      "02:15 review-3 cho",
      "03:15 review-4 dee",
    ]);
    expect(lengthOf(session, "reserve")).toBe("2:45");
  });

  it("6.4 of the open floor goes to the reserve", () => {
    const session = hourAfter([advance("floor", "45:00")], { agenda: accountability });
    expect(hourOf(session).slice(5, 8)).toEqual(["41:00 floor", "45:00 reserve", "55:00 closing"]);
  });

  it("6.4 of the reserve goes to the goodbye", () => {
    expect(hourOf(hourAfter([advance("reserve", "53:30")])).slice(6)).toEqual([
      "53:00 reserve",
      "53:30 closing",
      "55:30 next-call",
      "57:30 goodbye",
    ]);
  });

  it("6.4 of a turn in the closing round goes to the goodbye", () => {
    expect(hourOf(hourAfter([advance("closing-3", "56:10")])).slice(7)).toEqual([
      "55:00 closing",
      "56:40 next-call",
      "58:40 goodbye",
    ]);
  });
});

describe("whose turn it is", () => {
  it("6.5 the holder ends a phase", () => {
    given([...started(), tick("06:00")])
      .when(advance("seat-1/present", "06:00", "ana"))
      .thenTold(["06:00 ana segment-ended seat-1/present done"]);
  });

  it("6.5 the member ends a turn in a round", () => {
    given([...started(), tick("02:15")])
      .when(advance("review-2", "02:15", "ben"))
      .thenTold(["02:15 ben segment-ended review-2 done"]);
    given([...started(), tick("56:10")])
      .when(advance("closing-3", "56:10", "cho"))
      .thenTold(["56:10 cho segment-ended closing-3 done"]);
  });

  it("6.5 the adviser ends the turn of advice, and the holder does not", () => {
    const advising = [...started(), tick("09:30")];
    given(advising)
      .when(advance("seat-1/advise-1", "10:00", "ben"))
      .thenTold(["10:00 ben segment-ended seat-1/advise-1 done"]);
    for (const by of ["ana", "cho"]) {
      given(advising)
        .when(advance("seat-1/advise-1", "10:00", by))
        .thenRejected("not-yours");
    }
  });

  it("6.5 nobody else ends it", () => {
    given([...started(), tick("06:00")])
      .when(advance("seat-1/present", "06:00", "ben"))
      .thenRejected("not-yours");
    given([...started(), tick("53:30")])
      .when(advance("reserve", "53:30", "ana"))
      .thenRejected("not-yours");
  });
});

describe("skipping", () => {
  it("6.6 the holder or the chair skips a phase", () => {
    for (const by of ["ana", "dee"]) {
      given([...started(), tick("07:30")])
        .when(skip("seat-1/clarify", "07:30", by))
        .thenTold([`07:30 ${by} segment-ended seat-1/clarify skipped`]);
    }
    expect(
      lengthsOf(hourAfter([skip("seat-1/clarify", "07:30", "ana")]), "seat-1/advise-"),
    ).toEqual(["1 1:50", "2 1:50", "3 1:50"]);
  });

  it("6.6 the round of advice is skipped as a whole", () => {
    const session = hourAfter([skip("seat-1/advise-1", "10:00", "ana")]);
    expect(partsOf(session, "seat-1/").slice(3)).toEqual([
      "09:30 seat-1/advise-1 ben",
      "10:00 seat-1/open",
      "15:00 seat-1/commit",
      "16:30 seat-1/handover",
    ]);
  });

  it("6.6 by nobody else, also not by the adviser", () => {
    given([...started(), tick("10:00")])
      .when(skip("seat-1/advise-1", "10:00", "ben"))
      .thenRejected("not-yours");
  });

  it("6.6 a phase that is current, in a seat", () => {
    given([...started(), tick("02:30")])
      .when(skip("review-2", "02:30"))
      .thenRejected("not-in-seat");
    given([...started(), tick("07:30")])
      .when(skip("seat-1/present", "07:30"))
      .thenRejected("segment-over");
    given([...started(), tick("07:30")])
      .when(skip("seat-1/think", "07:30"))
      .thenRejected("segment-not-current");
  });
});

describe("a commitment", () => {
  const committing = [...started(), tick("15:00")];

  it("6.7 takes at least 0:45, whoever wants to end it", () => {
    for (const by of ["dee", "ana"]) {
      given(committing)
        .when(advance("seat-1/commit", "15:44.999", by))
        .thenRejected("commitment-first");
      given(committing)
        .when(skip("seat-1/commit", "15:44.999", by))
        .thenRejected("commitment-first");
    }
    given(committing)
      .when(advance("seat-1/commit", "15:45"))
      .thenTold(["15:45 dee segment-ended seat-1/commit advanced"]);
    given(committing)
      .when(skip("seat-1/commit", "15:45", "ana"))
      .thenTold(["15:45 ana segment-ended seat-1/commit skipped"]);
  });

  it("6.7 counts from when it really began", () => {
    const early = [...started(), advance("seat-1/open", "14:00")];
    given(early).when(advance("seat-1/commit", "14:44.999")).thenRejected("commitment-first");
    given(early)
      .when(advance("seat-1/commit", "14:45"))
      .thenTold(["14:45 dee segment-ended seat-1/commit advanced"]);
  });

  it("6.7 is also the plan of an accountability seat", () => {
    const planning = [...started({ agenda: accountability }), tick("08:30")];
    given(planning).when(advance("seat-1/plan", "09:14.999")).thenRejected("commitment-first");
    given(planning)
      .when(advance("seat-1/plan", "09:15"))
      .thenTold(["09:15 dee segment-ended seat-1/plan advanced"]);
  });

  it("6.7 takes in a rehearsal of 3:00 at least 2.25 s", () => {
    // A twentieth: the commitment begins at 00:45.
    const rehearsal = [...started(180_000), tick("00:45")];
    given(rehearsal).when(advance("seat-1/commit", "00:47.249")).thenRejected("commitment-first");
    given(rehearsal)
      .when(advance("seat-1/commit", "00:47.250"))
      .thenTold(["00:47.250 dee segment-ended seat-1/commit advanced"]);
  });
});

describe("the end of the closing block", () => {
  it("6.8 the next call cannot be cut short", () => {
    given([...started(), tick("57:00")])
      .when(advance("next-call", "58:59.999"))
      .thenRejected("not-skippable");
  });

  it("6.8 the last part ends with the hour", () => {
    given([...started(), tick("59:00")])
      .when(advance("goodbye", "59:30"))
      .thenRejected("last-segment");
  });

  it("6.8 every other part can be ended, commitments after 0:45", () => {
    const { length } = timetable;
    let now = at("00:01");
    const rush = timetable.slice(0, length - 2).map(({ id }) => {
      if (id.endsWith("/commit")) now += 45_000;
      return advance(id, now);
    });
    const session = hourAfter(rush);
    expect(currentSegment(session)).toMatchObject({ id: "next-call", startsAt: at("03:01") });
    expect(partsOf(session, "goodbye")).toEqual(["05:01 goodbye"]);
    given([...started(), ...rush])
      .when(tick(END - 1))
      .thenTold(["05:01 clock segment-ended next-call deadline"]);
  });

  it("6.8 a whole seat ended at once leaves the others their 12:00", () => {
    const phases = timetable.filter(({ id }) => id.startsWith("seat-1/")).slice(0, 7);
    const session = hourAfter(phases.map(({ id }) => advance(id, "05:00")));
    expect(seatsOf(session).slice(1)).toEqual(["ben 12:00", "cho 12:00", "dee 12:00"]);
    expect(lengthsOf(session, "seat-1/")).toEqual(["commit 11:30", "handover 0:30"]);
  });

  it("6.1 an hour started later ends later", () => {
    const late = [...started().slice(0, -1), start("07:00")];
    given([...late, tick("66:59.999")])
      .when(tick("67:00"))
      .then([expired("goodbye", "67:00"), over("67:00")]);
  });
});

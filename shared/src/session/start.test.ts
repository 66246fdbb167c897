import { describe, expect, it } from "vitest";
import { turnAway } from "../agenda/presets.ts";
import { given, sessionAfter } from "../testing/given.ts";
import { START, advance, arrive, at, beganAt, begun, create } from "../testing/sample.ts";
import { emergency, end, excuse, gathered, group, leave, pass } from "../testing/sample.ts";
import { start, started, startedWithout, tick } from "../testing/sample.ts";
import { hourOf, lengthOf, partsOf, seatsOf } from "../testing/timetable.ts";
import type { Command } from "./command.ts";

describe("a scheduled hour", () => {
  const scheduled = (...here: readonly string[]) => [
    create({ scheduledFor: at("10:00") }),
    ...here.map((member) => arrive(member, "09:00")),
  ];

  it("2.1 opens itself at its time and not a millisecond earlier", () => {
    given(scheduled("ana", "ben")).when(tick("09:59.999")).then([]);
    given(scheduled("ana", "ben"))
      .when(tick("10:00"))
      .then([{ type: "session-started", changes: [], at: at("10:00"), by: "clock" }]);
  });

  it("2.1 counts from its time, also when the tick is late or nobody is there", () => {
    const late = sessionAfter([...scheduled("ana", "ben"), tick("10:30")]);
    expect(late).toMatchObject({ status: "running", startedAt: at("10:00") });
    const empty = sessionAfter([...scheduled(), tick("10:30")]);
    expect(empty).toMatchObject({ status: "running", startedAt: at("10:00") });
  });

  it("2.1 is not started by hand", () => {
    given(scheduled("ana", "ben")).when(start("09:30")).thenRejected("starts-by-itself");
    given(scheduled("ana", "ben")).when(start("10:00")).thenRejected("already-started");
  });
});

describe("any other hour", () => {
  it("2.1 counts from when whoever has the chair starts it", () => {
    given(gathered())
      .when(start("01:30"))
      .then([{ type: "session-started", changes: [], at: at("01:30"), by: "dee" }]);
    expect(hourOf(begun([...gathered(), start("01:30")]))).toMatchObject({
      0: "01:30 open",
      9: "60:30 goodbye",
    });
  });

  it("2.1 never starts by itself", () => {
    given(gathered()).when(tick("600:00")).then([]);
  });

  it("2.1 is started by nobody else", () => {
    given(gathered()).when(start(START, "ana")).thenRejected("not-chair");
    for (const by of ["eve", "operator", "clock"]) {
      given(gathered()).when(start(START, by)).thenRejected("not-a-member");
    }
  });

  it("2.1 is started once, and not after its end", () => {
    given(started()).when(start("00:10")).thenRejected("already-started");
    given(started()).when(start("00:10", "ana")).thenRejected("not-chair");
    given(started()).when(start("60:00")).thenRejected("session-over");
    given().when(start()).thenRejected("no-such-session");
  });
});

describe("alone", () => {
  const alone = startedWithout("ana", "ben", "cho");

  it("2.2 nobody begins: the hour runs and waits for a second person", () => {
    expect(sessionAfter(alone)).toMatchObject({ status: "running", startedAt: START });
    expect(partsOf(begun(alone), "waiting")).toEqual(["00:00 waiting"]);
    given(alone).when(tick("19:59.999")).then([]);
  });

  it("2.2 two begin at once", () => {
    expect(hourOf(begun(startedWithout("ana", "ben")))[0]).toBe("00:00 open");
  });

  it("2.2 the second person ends the wait", () => {
    given(alone)
      .when(arrive("ana", "05:20"))
      .thenTold(["05:20 ana member-arrived ana", "05:20 clock segment-ended waiting begun"]);
  });

  it("2.2 who came and was lost again is no second person", () => {
    const gone = [...alone, leave("dee", "01:00")];
    expect(hourOf(begun([...gone, arrive("ana", "01:30")]))[0]).toBe("00:00 waiting");
    expect(hourOf(begun([...gone, arrive("ana", "01:30"), arrive("dee", "01:40")]))).toMatchObject({
      0: "00:00 waiting",
      1: "01:40 open",
    });
  });

  it("2.2 whoever comes back in the wait is one person", () => {
    given([...alone, leave("dee", "01:00")])
      .when(arrive("dee", "01:10"))
      .thenTold(["01:10 dee member-arrived dee"]);
  });

  it.each<[string, Command]>([
    ["moves on", advance("waiting", "05:00")],
    ["passes", pass("dee", "05:00")],
    ["calls an emergency", emergency("05:00", "dee")],
    ["leaves somebody out", excuse("ana", "05:00", "dee")],
  ])("2.2 nobody %s in the wait", (_, command) => {
    given(alone).when(command).thenRejected("waiting");
  });
});

describe("a late beginning", () => {
  it.each([
    // [began, each review, reserve, each seat]
    ["00:00.001", "0:59.999", "2:00.003", "12:00"],
    ["01:00", "0:45", "2:00", "12:00"],
    ["02:00", "0:30", "2:00", "12:00"],
    ["03:00", "0:30", "1:00", "12:00"],
    ["04:00", "0:30", "0:00", "12:00"],
    ["05:20", "0:30", "0:00", "11:40"],
    ["08:00", "0:30", "0:00", "11:00"],
    ["16:00", "0:30", "0:00", "9:00"],
  ])(
    "2.3 at %s leaves reviews of %s, a reserve of %s and seats of %s",
    (when, review, spare, seat) => {
      const session = begun(beganAt(when));
      if (when !== "00:00.001") {
        for (const turn of [1, 2, 3, 4]) expect(lengthOf(session, `review-${turn}`)).toBe(review);
        expect(lengthOf(session, "reserve")).toBe(spare);
      }
      expect(seatsOf(session)).toEqual(["ana", "ben", "cho", "dee"].map((who) => `${who} ${seat}`));
    },
  );

  it("2.3 is paid by nothing else: the opening and the closing block keep their time", () => {
    expect(hourOf(begun(beganAt("05:20")))).toEqual([
      "00:00 waiting",
      "05:20 open",
      "06:20 review",
      "08:20 seat-1 ana",
      "20:00 seat-2 ben",
      "31:40 seat-3 cho",
      "43:20 seat-4 dee",
      "55:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("2.3 names its sources", () => {
    const decision = given([...startedWithout("ana", "ben", "cho")]).when(arrive("ana", "01:00"));
    expect(lengthOf(decision.session, "waiting")).toBe("1:00");
    expect(lengthOf(decision.session, "review-1")).toBe("0:45");
    expect(lengthOf(decision.session, "reserve")).toBe("2:00");
  });

  it("2.3 that does not come out even costs all seats the same, and the reserve gets the rest", () => {
    // 4:00 are paid by reviews and reserve; of 1 ms more each of four seats pays 1 ms.
    const session = begun(beganAt("04:00.001"));
    expect(seatsOf(session)).toEqual(["ana", "ben", "cho", "dee"].map((who) => `${who} 11:59.999`));
    expect(lengthOf(session, "reserve")).toBe("0:00.003");
  });

  it("2.3 leaves at the last moment seats of 8:00", () => {
    const session = begun(beganAt("19:59.999"));
    expect(seatsOf(session)).toEqual(["ana 8:00", "ben 8:00", "cho 8:00", "dee 8:00"]);
    expect(lengthOf(session, "reserve")).toBe("0:00.001");
  });

  it("2.3 of three members: 3:30 are paid by others, the seats pay the rest", () => {
    const steps = [
      ...gathered(group(3), "ana", "ben"),
      start(START, "cho"),
      arrive("ana", "05:00"),
      arrive("ben", "05:00"),
    ];
    // 90 s from the reviews, 120 s from the reserve, 30 s from each of three seats of 16:30.
    expect(seatsOf(begun(steps))).toEqual(["ana 16:00", "ben 16:00", "cho 16:00"]);
  });

  it("2.3 without reviews is paid by the reserve at once", () => {
    const steps = [
      ...gathered({ agenda: turnAway }, "ana", "ben", "cho"),
      start(),
      ...["ana", "ben", "cho"].map((member) => arrive(member, "03:00")),
    ];
    // 120 s from the reserve and 15 s from each seat of 13:00.
    expect(seatsOf(begun(steps))).toEqual(["ana 12:45", "ben 12:45", "cho 12:45", "dee 12:45"]);
    expect(lengthOf(begun(steps), "reserve")).toBe("0:00");
  });
});

describe("a session that is not held", () => {
  const alone = startedWithout("ana", "ben", "cho");

  it("2.4 ends at 20:00 and not a millisecond earlier", () => {
    given(alone).when(tick("19:59.999")).then([]);
    given(alone)
      .when(tick("20:00"))
      .then([{ type: "session-ended", cause: "not-held", at: at("20:00"), by: "clock" }]);
  });

  it("2.4 is one to which the second person comes too late", () => {
    given(alone).when(arrive("ana", "20:00")).thenTold(["20:00 clock session-ended not-held"]);
    given(alone)
      .when(arrive("ana", "19:59.999"))
      .thenTold([
        "19:59.999 ana member-arrived ana",
        "19:59.999 clock segment-ended waiting begun",
        "19:59.999 clock seat-released ben no-show",
        "19:59.999 clock seat-released cho no-show",
      ]);
  });

  it("2.4 ends also when nobody came at all", () => {
    given([create({ scheduledFor: START + 60_000 })])
      .when(tick("60:00"))
      .thenTold(["01:00 clock session-started", "21:00 clock session-ended not-held"]);
  });

  it("2.4 is given up by whoever waits alone", () => {
    given(alone).when(end("06:00")).thenTold(["06:00 dee session-ended not-held"]);
  });

  it("2.4 ends in a rehearsal of 3:00 at 1:00", () => {
    const steps = [...gathered({ hour: 180_000 }, "ana", "ben", "cho"), start()];
    given(steps).when(tick("00:59.999")).then([]);
    given(steps).when(tick("01:00")).thenTold(["01:00 clock session-ended not-held"]);
  });
});

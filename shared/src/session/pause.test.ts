import { describe, expect, it } from "vitest";
import { given, storyOf } from "../testing/given.ts";
import {
  advance,
  arrive,
  autoAdvance,
  beganAt,
  begun,
  emergency,
  extend,
  grant,
} from "../testing/sample.ts";
import {
  hourAfter,
  leave,
  pause,
  resume,
  skip,
  started,
  startedWithout,
  tick,
  yieldTo,
} from "../testing/sample.ts";
import { hourOf, lengthOf, lengthsOf, seatsOf } from "../testing/timetable.ts";
import type { Command } from "./command.ts";

const presenting = [...started(), tick("06:00")];

describe("a pause of the seat", () => {
  const paused = [...presenting, pause("seat-1/present", "06:00", "ana")];

  it("9.1 lasts up to 1:00, and the reserve pays", () => {
    for (const by of ["ana", "dee"]) {
      given(presenting)
        .when(pause("seat-1/present", "06:00", by))
        .thenTold([`06:00 ${by} paused seat until 07:00`]);
    }
    expect(lengthOf(begun(paused), "seat-1/present")).toBe("3:00");
    expect(lengthOf(begun(paused), "reserve")).toBe("1:00");
  });

  it("9.1 lasts as long as the reserve pays", () => {
    // Begun 3:30 late: a reserve of 0:30, and the first seat begins at 06:30.
    given([...beganAt("03:30"), tick("07:00")])
      .when(pause("seat-1/present", "07:00"))
      .thenTold(["07:00 dee paused seat until 07:30"]);
    given([...beganAt("04:00"), tick("08:00")])
      .when(pause("seat-1/present", "08:00"))
      .thenRejected("no-seconds");
  });

  it("9.1 is for the holder or the chair, once per seat", () => {
    given(presenting)
      .when(pause("seat-1/present", "06:00", "ben"))
      .thenRejected("not-yours");
    given(paused).when(pause("seat-1/present", "06:10")).thenRejected("already-paused");
    given([...paused, resume("06:10")])
      .when(pause("seat-1/present", "06:20"))
      .thenRejected("paused-before");
    given([...paused, tick("19:00")])
      .when(pause("seat-2/present", "19:00"))
      .thenTold(["19:00 dee paused seat until 20:00"]);
  });

  it("9.1 is of a seat, and of what is current", () => {
    given([...started(), tick("02:30")])
      .when(pause("review-2", "02:30"))
      .thenRejected("not-in-seat");
    given(presenting).when(pause("review-4", "06:00")).thenRejected("segment-over");
    given([...presenting, autoAdvance(false, "06:00"), tick("07:00")])
      .when(pause("seat-1/present", "07:10"))
      .thenRejected("in-overtime");
  });

  it("9.1 stops the clock: nothing moves on meanwhile", () => {
    given(paused).when(advance("seat-1/present", "06:30")).thenRejected("paused");
    given(paused).when(skip("seat-1/present", "06:30")).thenRejected("paused");
    given(paused)
      .when(extend("seat-1/present", 30, "06:30"))
      .thenRejected("paused");
    given(paused).when(tick("06:59.999")).then([]);
  });

  it("9.2 ends when whoever asked or the chair says so, and what was not used goes back", () => {
    for (const by of ["ana", "dee"]) {
      given(paused)
        .when(resume("06:20", by))
        .thenTold([`06:20 ${by} resumed asked`]);
    }
    expect(lengthOf(begun([...paused, resume("06:20")]), "reserve")).toBe("1:40");
    expect(lengthOf(begun([...paused, resume("06:20")]), "seat-1/present")).toBe("2:20");
    given(paused).when(resume("06:20", "ben")).thenRejected("not-yours");
    given(presenting).when(resume("06:20")).thenRejected("not-paused");
  });

  it("9.2 ends by itself", () => {
    given(paused).when(tick("07:00")).thenTold(["07:00 clock resumed time"]);
    expect(lengthOf(begun([...paused, tick("07:00")]), "reserve")).toBe("1:00");
  });

  it("9.2 in a rehearsal of 3:00 ends after 3 s", () => {
    const rehearsal = [...started(180_000), pause("seat-1/present", "00:16")];
    expect(storyOf([...rehearsal, tick("00:19")]).slice(-2)).toEqual([
      "00:16 dee paused seat until 00:19",
      "00:19 clock resumed time",
    ]);
  });
});

describe("an emergency pause", () => {
  const distress = [...presenting, emergency("06:00", "ben")];

  it("9.3 is called by anybody who is there, for up to 5:00", () => {
    for (const by of ["ana", "ben", "dee"]) {
      given(presenting)
        .when(emergency("06:00", by))
        .thenTold([`06:00 ${by} paused emergency until 11:00`]);
    }
    given(presenting).when(emergency("06:00", "eve")).thenRejected("not-a-member");
    given([...startedWithout("ben"), tick("06:00")])
      .when(emergency("06:00", "ben"))
      .thenRejected("not-there");
    given([...presenting, leave("ben", "06:00")])
      .when(emergency("06:10", "ben"))
      .thenRejected("not-there");
  });

  it("9.3 is paid by the reserve, then by the seats not yet begun equally", () => {
    expect(seatsOf(begun(distress))).toEqual(["ana 17:00", "ben 11:00", "cho 11:00", "dee 11:00"]);
    expect(lengthOf(begun(distress), "reserve")).toBe("0:00");
  });

  it("9.3 the hour runs on, and the closing block keeps its time", () => {
    expect(hourOf(begun(distress)).slice(2)).toEqual([
      "05:00 seat-1 ana",
      "22:00 seat-2 ben",
      "33:00 seat-3 cho",
      "44:00 seat-4 dee",
      "55:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("9.3 before the seats is paid by all of them", () => {
    const early = hourAfter([emergency("00:30", "ana")]);
    expect(seatsOf(early)).toEqual(["ana 11:15", "ben 11:15", "cho 11:15", "dee 11:15"]);
    expect(lengthOf(early, "open")).toBe("6:00");
  });

  it("9.3 in the last seat is paid by what is to come of it, its end first", () => {
    const late = hourAfter([emergency("42:00", "ana")]);
    // 2:00 of the reserve, 1:30 of open talk and 1:30 of the advice.
    expect(lengthsOf(late, "seat-4/")).toEqual([
      "present 7:00",
      "clarify 2:00",
      "think 0:30",
      "advise-1 0:50",
      "advise-2 0:50",
      "advise-3 0:50",
      "commit 1:30",
      "handover 0:30",
    ]);
  });

  it("9.3 lasts as long as somebody can pay, and leaves a commitment of 0:45", () => {
    // In open talk of the last seat, 2:00 of the reserve and 0:45 of the commitment.
    given([...started(), tick("50:00")])
      .when(emergency("50:00", "ana"))
      .thenTold(["50:00 ana paused emergency until 52:45"]);
    expect(lengthOf(hourAfter([emergency("50:00", "ana")]), "seat-4/commit")).toBe("0:45");
    // In the last handover only the reserve.
    given([...started(), tick("52:59.999")])
      .when(emergency("52:59.999", "ana"))
      .thenTold(["52:59.999 ana paused emergency until 54:59.999"]);
    given([...beganAt("04:00"), tick("54:45")])
      .when(emergency("54:45", "ana"))
      .thenRejected("no-seconds");
  });

  it("9.3 is called before the reserve begins, and once at a time", () => {
    for (const when of ["53:00", "55:00", "59:30"]) {
      given([...started(), tick(when)])
        .when(emergency(when, "ana"))
        .thenRejected("closing-block");
    }
    given(distress).when(emergency("06:10", "cho")).thenRejected("already-paused");
  });

  it("9.3 may be called again", () => {
    given([...distress, resume("06:30")])
      .when(emergency("07:00", "cho"))
      .thenTold(["07:00 cho paused emergency until 12:00"]);
  });

  it("9.4 ended early gives back in the reverse order: first to the seats, equally", () => {
    // 1:00 is left: a third for each.
    const four = begun([...distress, resume("10:00")]);
    expect(seatsOf(four).slice(1)).toEqual(["ben 11:20", "cho 11:20", "dee 11:20"]);
    expect(lengthOf(four, "reserve")).toBe("0:00");
  });

  it("9.4 ended early gives back to the reserve at last", () => {
    // 4:00 are left: 3:00 for the seats and 1:00 for the reserve.
    const one = begun([...distress, resume("07:00")]);
    expect(seatsOf(one)).toEqual(["ana 13:00", "ben 12:00", "cho 12:00", "dee 12:00"]);
    expect(lengthOf(one, "reserve")).toBe("1:00");
  });

  it("9.4 ended early in the last seat gives back first to that", () => {
    const late = (until: string) => hourAfter([emergency("42:00", "ana"), resume(until)]);
    // 4:00 are left: 3:00 for the seat and 1:00 for the reserve.
    expect(lengthOf(late("43:00"), "reserve")).toBe("1:00");
    expect(lengthsOf(late("43:00"), "seat-4/").slice(3, 7)).toEqual([
      "advise-1 1:20",
      "advise-2 1:20",
      "advise-3 1:20",
      "open 1:30",
    ]);
    // 2:00 are left, and all of it is the seat's.
    expect(lengthOf(late("45:00"), "reserve")).toBe("0:00");
    expect(seatsOf(late("45:00"))[3]).toBe("dee 14:00");
  });

  describe("that uses up the last seat", () => {
    const again = ["30:00", "35:00", "40:00"].map((when) => emergency(when, "ana"));
    const all = [...started(), ...again];

    it("9.4 gives back to it as to every seat", () => {
      expect(seatsOf(begun(all))).toHaveLength(3);
      // 4:00 are left, of which 1:00 was Cho's.
      expect(seatsOf(begun([...all, resume("41:00")]))[3]).toBe("dee 3:00");
    });

    it("4.7 leaves it to the chair to give them another from the reserve", () => {
      given([...all, tick("45:00")])
        .when(grant("dee", "45:00"))
        .thenRejected("no-seconds");
      const given45 = [...all, yieldTo("reserve", "seat-3/present", "45:00", "cho")];
      expect(seatsOf(begun([...given45, grant("dee", "45:10")]))[3]).toBe("dee 2:00");
    });
  });

  it("9.4 is ended by whoever called it or the chair", () => {
    given(distress).when(resume("06:30", "ben")).thenTold(["06:30 ben resumed asked"]);
    given(distress).when(resume("06:30", "dee")).thenTold(["06:30 dee resumed asked"]);
    given(distress).when(resume("06:30", "ana")).thenRejected("not-yours");
  });
});

describe("one thing after the other", () => {
  const last = (count: number, steps: readonly Command[]) => storyOf(steps).slice(-count);

  it("9.5 an emergency ends another pause", () => {
    given([...presenting, pause("seat-1/present", "06:00", "ana")])
      .when(emergency("06:20", "ben"))
      .thenTold(["06:20 ben resumed asked", "06:20 ben paused emergency until 11:20"]);
  });

  it("9.5 an emergency ends a drop, and the place is still held", () => {
    const steps = [...presenting, leave("ana", "06:00"), emergency("06:20", "ben"), tick("08:00")];
    expect(last(3, steps)).toEqual([
      "06:20 ben resumed asked",
      "06:20 ben paused emergency until 11:20",
      "07:00 clock member-gone ana",
    ]);
    // After it the seat moves behind the others.
    expect(last(2, [...steps, resume("08:00")])).toEqual([
      "08:00 clock segment-ended seat-1/present absent",
      "08:00 clock order-changed ben,cho,dee,ana absent",
    ]);
  });

  it("9.5 a drop begins after a pause, for what is left of the minute", () => {
    const steps = [
      ...presenting,
      pause("seat-1/present", "06:00"),
      leave("ana", "06:20"),
      tick("07:00"),
    ];
    expect(last(2, steps)).toEqual([
      "07:00 clock resumed time",
      "07:00 clock paused drop until 07:20",
    ]);
    expect(lengthOf(begun(steps), "reserve")).toBe("0:40");
  });

  it("9.5 whoever is back in an emergency waits with the others", () => {
    const steps = [
      ...presenting,
      leave("ana", "06:00"),
      emergency("06:20", "ben"),
      arrive("ana", "06:40"),
    ];
    expect(last(1, steps)).toEqual(["06:40 ana member-arrived ana"]);
    expect(last(1, [...steps, tick("11:20")])).toEqual(["11:20 clock resumed time"]);
  });
});

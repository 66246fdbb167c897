import { describe, expect, it } from "vitest";
import { accountability } from "../agenda/presets.ts";
import { given } from "../testing/given.ts";
import { agree, begun, decline, hourAfter, leave, pause, question } from "../testing/sample.ts";
import { started, tick, yieldTo } from "../testing/sample.ts";
import { hourOf, lengthOf, lengthsOf, partsOf, seatsOf } from "../testing/timetable.ts";

/** In the first minute of Ana's seat. */
const presenting = [...started(), tick("06:00")];

describe("the holder is done", () => {
  it("7.1 what is left goes to the reserve, and the commitment comes", () => {
    given(presenting)
      .when(yieldTo("reserve", "seat-1/present", "06:00", "ana"))
      .thenTold([
        "06:00 ana seat-yielded 1 reserve",
        "06:00 ana segment-ended seat-1/present skipped",
      ]);
    const done = hourAfter([yieldTo("reserve", "seat-1/present", "06:00", "ana")]);
    expect(partsOf(done, "seat-1/")).toEqual([
      "05:00 seat-1/present",
      "06:00 seat-1/commit",
      "07:30 seat-1/handover",
    ]);
    expect(hourOf(done).slice(2, 8)).toEqual([
      "05:00 seat-1 ana",
      "08:00 seat-2 ben",
      "20:00 seat-3 cho",
      "32:00 seat-4 dee",
      "44:00 reserve",
      "55:00 closing",
    ]);
  });

  it("7.1 also while others advise", () => {
    // 0:50 of this turn, two turns of 1:20 and 1:30 of open talk.
    const done = hourAfter([yieldTo("reserve", "seat-1/advise-1", "10:00", "ana")]);
    expect(lengthOf(done, "reserve")).toBe("7:00");
    expect(partsOf(done, "seat-1/").slice(3)).toEqual([
      "09:30 seat-1/advise-1 ben",
      "10:00 seat-1/commit",
      "11:30 seat-1/handover",
    ]);
  });

  it("7.1 in the commitment, what is over 0:45", () => {
    const steps = [yieldTo("reserve", "seat-1/commit", "15:10", "ana")];
    given([...started(), tick("15:10")])
      .when(yieldTo("reserve", "seat-1/commit", "15:10", "ana"))
      .thenTold(["15:10 ana seat-yielded 1 reserve"]);
    expect(lengthOf(hourAfter(steps), "seat-1/commit")).toBe("0:45");
    expect(lengthOf(hourAfter(steps), "reserve")).toBe("2:45");
  });

  it("7.1 in the commitment after 0:45, all that is left", () => {
    given([...started(), tick("15:45")])
      .when(yieldTo("reserve", "seat-1/commit", "15:45", "ana"))
      .thenTold([
        "15:45 ana seat-yielded 1 reserve",
        "15:45 ana segment-ended seat-1/commit skipped",
      ]);
    const steps = [yieldTo("reserve", "seat-1/commit", "15:44.999", "ana")];
    expect(lengthOf(hourAfter(steps), "seat-1/commit")).toBe("0:45");
  });

  it("7.1 is said by the holder only, about what is current", () => {
    for (const by of ["dee", "ben"]) {
      given(presenting)
        .when(yieldTo("reserve", "seat-1/present", "06:00", by))
        .thenRejected("not-holder");
    }
    given(presenting)
      .when(yieldTo("reserve", "review-4", "06:00", "ana"))
      .thenRejected("segment-over");
    given([...started(), tick("02:30")])
      .when(yieldTo("reserve", "review-2", "02:30", "ben"))
      .thenRejected("not-in-seat");
    given([...started(), tick("16:40")])
      .when(yieldTo("reserve", "seat-1/handover", "16:40", "ana"))
      .thenRejected("not-in-seat");
    given([...presenting, pause("seat-1/present", "06:00")])
      .when(yieldTo("reserve", "seat-1/present", "06:10", "ana"))
      .thenRejected("paused");
  });
});

describe("the holder gives the rest to a member", () => {
  const asked = [...presenting, yieldTo("ben", "seat-1/present", "06:00", "ana")];
  const id = question(asked);

  it("7.2 who has to accept", () => {
    given(presenting)
      .when(yieldTo("ben", "seat-1/present", "06:00", "ana"))
      .thenTold(["06:00 ana proposed yield seat-1/present ben until 06:30"]);
    expect(seatsOf(begun(asked))).toEqual(["ana 12:00", "ben 12:00", "cho 12:00", "dee 12:00"]);
  });

  it("7.2 who accepts and gets it up to the longest seat, the rest goes to the reserve", () => {
    given(asked)
      .when(agree(id, "06:10", "ben"))
      .thenTold([
        "06:10 ben agreed ben",
        "06:10 ben proposal-closed accepted",
        "06:10 ben seat-yielded 1 ben",
        "06:10 ben segment-ended seat-1/present skipped",
      ]);
    // 0:50, 2:00, 0:30, 4:00 and 1:30 are 8:50, of which 8:00 make 20:00.
    const after = begun([...asked, agree(id, "06:10", "ben")]);
    expect(seatsOf(after)).toEqual(["ana 3:10", "ben 20:00", "cho 12:00", "dee 12:00"]);
    expect(lengthOf(after, "reserve")).toBe("2:50");
  });

  it.each([
    ["07:00", "20:00", "2:00"],
    ["07:00.001", "19:59.999", "2:00"],
    ["07:10", "19:50", "2:00"],
    ["06:59", "20:00", "2:01"],
  ])("7.2 at %s makes it %s and the reserve %s", (when, seat, reserve) => {
    const segment = when.startsWith("06") ? "seat-1/present" : "seat-1/clarify";
    const steps = [...started(), yieldTo("ben", segment, when, "ana")];
    const after = begun([...steps, agree(question(steps), when, "ben")]);
    expect(seatsOf(after)[1]).toBe(`ben ${seat}`);
    expect(lengthOf(after, "reserve")).toBe(reserve);
  });

  it("7.2 from the commitment, what is over 0:45", () => {
    const steps = [...started(), yieldTo("cho", "seat-1/commit", "15:10", "ana")];
    const after = begun([...steps, agree(question(steps), "15:10", "cho")]);
    expect(seatsOf(after)).toEqual(["ana 11:15", "ben 12:00", "cho 12:45", "dee 12:00"]);
  });

  it("7.2 who refuses, and nothing changes", () => {
    given(asked)
      .when(decline(id, "06:10", "ben"))
      .thenTold(["06:10 ben proposal-closed declined"]);
    expect(seatsOf(begun([...asked, decline(id, "06:10", "ben")]))[1]).toBe("ben 12:00");
  });

  it("7.2 who says nothing, and nothing changes", () => {
    given(asked).when(tick("06:30")).thenTold(["06:30 clock proposal-closed lapsed"]);
  });

  it("7.2 whose seat is to come and who is there", () => {
    const benSits = [...started(), tick("17:30")];
    const give = (to: string) => yieldTo(to, "seat-2/present", "17:30", "ben");
    given(benSits).when(give("ana")).thenRejected("no-seat");
    given(benSits).when(give("ben")).thenRejected("same-member");
    given(benSits).when(give("eve")).thenRejected("not-a-member");
    given([...benSits, leave("cho", "17:30")])
      .when(give("cho"))
      .thenRejected("not-there");
  });
});

describe("the holder gives it to open talk", () => {
  it("7.3 in the same seat, which lasts as long as planned", () => {
    given(presenting)
      .when(yieldTo("questions", "seat-1/present", "06:00", "ana"))
      .thenTold([
        "06:00 ana seat-yielded 1 questions",
        "06:00 ana segment-ended seat-1/present skipped",
      ]);
    const talk = hourAfter([yieldTo("questions", "seat-1/present", "06:00", "ana")]);
    expect(lengthsOf(talk, "seat-1/")).toEqual([
      "present 1:00",
      "open 9:00",
      "commit 1:30",
      "handover 0:30",
    ]);
    expect(lengthOf(talk, "reserve")).toBe("2:00");
  });

  it("7.3 where some is to come", () => {
    for (const [segment, when] of [
      ["seat-1/open", "14:00"],
      ["seat-1/commit", "15:50"],
    ] as const) {
      given([...started(), tick(when)])
        .when(yieldTo("questions", segment, when, "ana"))
        .thenRejected("no-open-talk");
    }
    given([...started({ agenda: accountability }), tick("02:00")])
      .when(yieldTo("questions", "seat-1/report", "02:00", "ana"))
      .thenRejected("no-open-talk");
  });
});

describe("time that was given away once", () => {
  const talk = [...presenting, yieldTo("questions", "seat-1/present", "06:00", "ana")];

  it("7.4 is not given again by the giver", () => {
    given(talk)
      .when(yieldTo("ben", "seat-1/open", "07:00", "ana"))
      .thenRejected("no-second-yield");
    given(talk)
      .when(yieldTo("questions", "seat-1/open", "07:00", "ana"))
      .thenRejected("no-second-yield");
  });

  it("7.4 is not given again by whoever got it", () => {
    const asked = [...started(), yieldTo("ben", "seat-1/clarify", "07:10", "ana")];
    // The commitment and the handover last until 09:10.
    const got = [...asked, agree(question(asked), "07:10", "ben"), tick("09:30")];
    for (const to of ["cho", "questions"]) {
      given(got)
        .when(yieldTo(to, "seat-2/present", "09:30", "ben"))
        .thenRejected("no-second-yield");
    }
    given(got)
      .when(yieldTo("reserve", "seat-2/present", "09:30", "ben"))
      .thenTold([
        "09:30 ben seat-yielded 2 reserve",
        "09:30 ben segment-ended seat-2/present skipped",
      ]);
  });

  it("7.4 can go to the reserve", () => {
    const done = begun([...talk, yieldTo("reserve", "seat-1/open", "07:00", "ana")]);
    // 9:00 of open talk less one minute.
    expect(lengthOf(done, "reserve")).toBe("10:00");
  });

  it("7.4 is that one's alone: the others can still give theirs", () => {
    given([...talk, tick("18:00")])
      .when(yieldTo("cho", "seat-2/present", "18:00", "ben"))
      .thenTold(["18:00 ben proposed yield seat-2/present cho until 18:30"]);
  });
});

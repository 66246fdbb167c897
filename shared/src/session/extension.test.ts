import { describe, expect, it } from "vitest";
import { given, sessionAfter } from "../testing/given.ts";
import {
  agree,
  autoAdvance,
  beganAt,
  begun,
  decline,
  extend,
  hourAfter,
} from "../testing/sample.ts";
import { leave, pause, question, started, tick } from "../testing/sample.ts";
import { hourOf, lengthOf, lengthsOf, seatsOf } from "../testing/timetable.ts";
import type { Command } from "./command.ts";
import { viewOf } from "./view.ts";

const presenting = [...started(), tick("06:00")];

/** What the holder or the chair is shown about an extension. */
function offered(steps: readonly Command[], viewer: string) {
  const offer = viewOf(sessionAfter(steps), viewer)?.offers.extend;
  return offer?.options.map(
    ({ seconds, price, reserveAfter }) => `${seconds} ${price} ${reserveAfter / 1000}`,
  );
}

describe("more time for the running seat", () => {
  it("7.5 is asked for by the holder or the chair", () => {
    for (const by of ["ana", "dee"]) {
      given(presenting)
        .when(extend("seat-1/present", 30, "06:00", by))
        .thenTold([`06:00 ${by} seat-extended 1 reserve`]);
    }
    given(presenting)
      .when(extend("seat-1/present", 30, "06:00", "ben"))
      .thenRejected("not-yours");
  });

  it("7.5 is given once per seat", () => {
    const once = [...presenting, extend("seat-1/present", 30, "06:00")];
    given(once)
      .when(extend("seat-1/present", 30, "06:10"))
      .thenRejected("already-extended");
    given(once)
      .when(extend("seat-1/commit", 30, "16:00"))
      .thenRejected("already-extended");
    given([...once, tick("18:00")])
      .when(extend("seat-2/present", 30, "18:00"))
      .thenTold(["18:00 dee seat-extended 2 reserve"]);
  });

  it("7.5 is for what is current", () => {
    given(presenting)
      .when(extend("review-4", 30, "06:00"))
      .thenRejected("segment-over");
    given(presenting)
      .when(extend("seat-2/open", 30, "06:00"))
      .thenRejected("segment-not-current");
    given([...started(), tick("02:30")])
      .when(extend("review-2", 30, "02:30"))
      .thenRejected("not-in-seat");
  });

  it("7.6 is paid by the reserve, which nobody else notices", () => {
    const longer = hourAfter([extend("seat-1/present", 60, "06:00")]);
    expect(hourOf(longer).slice(2, 8)).toEqual([
      "05:00 seat-1 ana",
      "18:00 seat-2 ben",
      "30:00 seat-3 cho",
      "42:00 seat-4 dee",
      "54:00 reserve",
      "55:00 closing",
    ]);
  });

  it("7.6 shows before who pays, and what is left", () => {
    expect(offered(presenting, "ana")).toEqual(["30 reserve 90", "60 reserve 60"]);
    // A beginning 2:30 late leaves a reserve of 1:30; the first seat begins at 05:30.
    expect(offered([...beganAt("02:30"), tick("06:00")], "dee")).toEqual([
      "30 reserve 60",
      "60 reserve-unless-refused 30",
    ]);
    // 3:30 late, a reserve of 0:30, the seat begins at 06:30.
    expect(offered([...beganAt("03:30"), tick("07:00")], "ana")).toEqual([
      "30 reserve-unless-refused 0",
      "60 donor 30",
    ]);
    expect(offered([...beganAt("04:00"), tick("08:00")], "ana")).toEqual([
      "30 donor 0",
      "60 donor 0",
    ]);
    expect(offered(presenting, "ben")).toBeUndefined();
  });
});

describe("a reserve that would fall below 1:00", () => {
  /** A reserve of 1:30; the first seat begins at 05:30. */
  const scarce = [...beganAt("02:30"), tick("06:00")];
  const asked = [...scarce, extend("seat-1/present", 60, "06:00", "ana")];

  it("7.7 can be spent down to 1:00 without asking, and not a millisecond further", () => {
    given(scarce)
      .when(extend("seat-1/present", 30, "06:00"))
      .thenTold(["06:00 dee seat-extended 1 reserve"]);
    given([...beganAt("02:30.001"), tick("06:00")])
      .when(extend("seat-1/present", 30, "06:00"))
      .thenTold(["06:00 dee proposed extend seat-1/present 30 until 06:05"]);
  });

  it("7.7 lets each holder of a seat to come object for 5 s", () => {
    given(scarce)
      .when(extend("seat-1/present", 60, "06:00", "ana"))
      .thenTold(["06:00 ana proposed extend seat-1/present 60 until 06:05"]);
    const asks = (steps: readonly Command[]) =>
      viewOf(sessionAfter(steps), "ana")?.proposals.map((each) => each.asked);
    expect(asks(asked)).toEqual([["ben", "cho", "dee"]]);
    expect(asks([...scarce, leave("cho", "06:00"), asked.at(-1) ?? tick("06:00")])).toEqual([
      ["ben", "dee"],
    ]);
    // Ben sits from 17:30 on.
    const later = [...beganAt("02:30"), tick("18:00"), extend("seat-2/present", 60, "18:00")];
    expect(asks(later)).toEqual([["cho"]]);
  });

  it("7.7 takes silence for consent", () => {
    given(asked).when(tick("06:04.999")).then([]);
    given(asked)
      .when(tick("06:05"))
      .thenTold(["06:05 clock proposal-closed accepted", "06:05 clock seat-extended 1 reserve"]);
    expect(lengthOf(begun([...asked, tick("06:05")]), "reserve")).toBe("0:30");
  });

  it("7.7 is kept by one objection", () => {
    const id = question(asked);
    given(asked)
      .when(decline(id, "06:04.999", "cho"))
      .thenTold(["06:04.999 cho proposal-closed declined"]);
    expect(lengthOf(begun([...asked, decline(id, "06:04", "cho"), tick("06:10")]), "reserve")).toBe(
      "1:30",
    );
    given(asked)
      .when(decline(id, "06:05", "cho"))
      .thenRejected("no-such-proposal");
  });

  it("7.7 needs no question when no seat is to come", () => {
    // Dee sits last, from 41:30 on.
    given([...beganAt("02:30"), tick("42:00")])
      .when(extend("seat-4/present", 60, "42:00"))
      .thenTold(["42:00 dee seat-extended 4 reserve"]);
  });
});

describe("a reserve that has less", () => {
  /** No reserve; the first seat lasts from 07:00 to 19:00. */
  const none = [...beganAt("04:00"), tick("08:00")];
  const asked = [...none, extend("seat-1/present", 60, "08:00", "ana")];
  const id = question(asked);

  it("7.8 the first holder of a seat to come who agrees pays", () => {
    given(none)
      .when(extend("seat-1/present", 60, "08:00", "ana"))
      .thenTold(["08:00 ana proposed donate seat-1/present 60 until 08:30"]);
    given(asked)
      .when(agree(id, "08:10", "cho"))
      .thenTold([
        "08:10 cho agreed cho",
        "08:10 cho proposal-closed accepted",
        "08:10 cho seat-extended 1 cho",
      ]);
    const given60 = begun([...asked, agree(id, "08:10", "cho")]);
    expect(seatsOf(given60)).toEqual(["ana 13:00", "ben 12:00", "cho 11:00", "dee 12:00"]);
    expect(lengthOf(given60, "seat-1/present")).toBe("3:00");
  });

  it("7.8 pays all of it, also when the reserve has a part", () => {
    // 0:30 are left; the seat begins at 06:30.
    const steps = [...beganAt("03:30"), extend("seat-1/present", 60, "07:00", "ana")];
    const after = begun([...steps, agree(question(steps), "07:10", "dee")]);
    expect(seatsOf(after)).toEqual(["ana 13:00", "ben 12:00", "cho 12:00", "dee 11:00"]);
    expect(lengthOf(after, "reserve")).toBe("0:30");
  });

  it("7.8 keeps 8:00", () => {
    // Seats of 9:00; the first one begins at 19:00. One of them can give 1:00.
    const nine = [...beganAt("16:00"), extend("seat-1/present", 60, "20:00", "ana")];
    const after = begun([...nine, agree(question(nine), "20:10", "ben")]);
    expect(seatsOf(after)).toEqual(["ana 10:00", "ben 8:00", "cho 9:00", "dee 9:00"]);
    // 1 ms less, and nobody can.
    const less = [...beganAt("16:00.004"), tick("20:00")];
    given(less)
      .when(extend("seat-1/present", 60, "20:00", "ana"))
      .thenRejected("no-seconds");
    given(less)
      .when(extend("seat-1/present", 30, "20:00", "ana"))
      .thenTold(["20:00 ana proposed donate seat-1/present 30 until 20:30"]);
  });

  it("7.8 asks also whoever has the chair and asks for somebody else", () => {
    // Cho sits from 31:00 on, and only Dee, who has the chair, is to come.
    const steps = [...beganAt("04:00"), extend("seat-3/present", 60, "32:00", "dee")];
    const after = begun([...steps, agree(question(steps), "32:10", "dee")]);
    expect(seatsOf(after)).toEqual(["ana 12:00", "ben 12:00", "cho 13:00", "dee 11:00"]);
  });

  it("7.9 without anybody who can pay it is refused", () => {
    given([...beganAt("04:00"), tick("44:00")])
      .when(extend("seat-4/present", 30, "44:00"))
      .thenRejected("no-seconds");
    given([...beganAt("19:59.999"), tick("24:00")])
      .when(extend("seat-1/present", 30, "24:00"))
      .thenRejected("no-seconds");
    given([...beganAt("04:00"), ...["ben", "cho", "dee"].map((who) => leave(who, "08:00"))])
      .when(extend("seat-1/present", 30, "08:00", "ana"))
      .thenRejected("no-seconds");
  });

  it("7.9 without anybody who can pay it is still shown, with what the reserve has", () => {
    const last = [...beganAt("04:00"), tick("44:00")];
    expect(offered(last, "dee")).toEqual(["30 nobody 0", "60 nobody 0"]);
    expect(offered(last, "ana")).toBeUndefined();
    const paused = [...presenting, pause("seat-1/present", "06:10")];
    expect(offered(paused, "dee")).toBeUndefined();
  });
});

describe("the time comes", () => {
  it.each([
    ["seat-1/present", "06:00", "present 3:00"],
    ["seat-1/clarify", "08:00", "clarify 3:00"],
    ["seat-1/open", "14:00", "open 2:30"],
    ["seat-1/commit", "15:30", "commit 2:30"],
  ])("7.10 to %s, the current phase", (segment, when, line) => {
    const longer = hourAfter([extend(segment, 60, when)]);
    expect(lengthsOf(longer, "seat-1/")).toContain(line);
    expect(seatsOf(longer)[0]).toBe("ana 13:00");
  });

  it("7.10 during silence to the phases to come", () => {
    const longer = hourAfter([extend("seat-1/think", 60, "09:10")]);
    // 1:00 in the ratio 240 to 90: 43.636 s of advice, in three parts, and 16.364 s of open talk.
    expect(lengthsOf(longer, "seat-1/").slice(2)).toEqual([
      "think 0:30",
      "advise-1 1:34.545",
      "advise-2 1:34.545",
      "advise-3 1:34.546",
      "open 1:46.364",
      "commit 1:30",
      "handover 0:30",
    ]);
  });

  it("7.10 during silence to the advisers who are there", () => {
    // Cho is gone at 06:30; 43.636 s of advice are two parts.
    const longer = hourAfter([leave("cho", "05:30"), extend("seat-1/think", 60, "09:10")]);
    expect(lengthsOf(longer, "seat-1/advise-")).toEqual(["1 1:41.818", "2 1:20", "3 1:41.818"]);
  });

  it("7.10 in the last adviser's turn to the open talk", () => {
    const longer = hourAfter([extend("seat-1/advise-3", 60, "12:30")]);
    expect(lengthsOf(longer, "seat-1/").slice(5)).toEqual([
      "advise-3 1:20",
      "open 2:30",
      "commit 1:30",
      "handover 0:30",
    ]);
  });

  it("7.10 in an adviser's turn not to that adviser", () => {
    const longer = hourAfter([extend("seat-1/advise-1", 60, "10:00")]);
    expect(lengthOf(longer, "seat-1/advise-1")).toBe("1:20");
    expect(lengthOf(longer, "seat-1/commit")).toBe("1:30");
    expect(seatsOf(longer)[0]).toBe("ana 13:00");
  });

  it("7.10 not during a handover, a pause or overtime", () => {
    given([...started(), tick("16:40")])
      .when(extend("seat-1/handover", 30, "16:40"))
      .thenRejected("not-in-seat");
    given([...presenting, pause("seat-1/present", "06:00")])
      .when(extend("seat-1/present", 30, "06:10"))
      .thenRejected("paused");
    given([...presenting, autoAdvance(false, "06:00"), tick("07:00")])
      .when(extend("seat-1/present", 30, "07:10"))
      .thenRejected("in-overtime");
  });
});

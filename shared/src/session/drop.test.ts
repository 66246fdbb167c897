import { describe, expect, it } from "vitest";
import { accountability, oneDeep } from "../agenda/presets.ts";
import { given, storyOf } from "../testing/given.ts";
import {
  arrive,
  at,
  beganAt,
  begun,
  emergency,
  extend,
  gathered,
  grant,
} from "../testing/sample.ts";
import { hourAfter, leave, pause, release, resume, skip, start } from "../testing/sample.ts";
import { started, startedWithout, tick, yieldTo } from "../testing/sample.ts";
import { hourOf, lengthOf, lengthsOf, partsOf, seatsOf } from "../testing/timetable.ts";
import type { Command } from "./command.ts";

/** The last lines of what has happened. */
function last(count: number, steps: readonly Command[]): string[] {
  return storyOf(steps).slice(-count);
}

/** An hour that began 4:00 late: reviews of 0:30, no reserve, the first seat from 07:00 to 19:00. */
const withoutReserve = beganAt("04:00");

describe("the place of somebody who was lost", () => {
  const lost = [...started(), leave("cho", "05:30")];

  it("4.1 is held for 60 s and not a millisecond longer", () => {
    given(lost).when(tick("06:29.999")).then([]);
    given(lost)
      .when(tick("06:30"))
      .thenTold([
        "06:30 clock member-gone cho",
        "06:30 clock order-changed ana,ben,dee,cho absent",
      ]);
  });

  it("4.1 is theirs when they come back in the last millisecond", () => {
    given(lost).when(arrive("cho", "06:29.999")).thenTold(["06:29.999 cho member-arrived cho"]);
    expect(last(3, [...lost, arrive("cho", "06:30")])).toEqual([
      "06:30 clock member-gone cho",
      "06:30 clock order-changed ana,ben,dee,cho absent",
      "06:30 cho member-arrived cho",
    ]);
  });

  it("4.1 is held from the last sign of life on", () => {
    const seen = [...started(), leave("cho", "05:50", "05:30")];
    expect(storyOf([...seen, tick("06:29.999")]).join()).not.toContain("member-gone");
    expect(storyOf([...seen, tick("06:30")]).join()).toContain("06:30 clock member-gone cho");
  });

  it("4.1 is not held when the last sign of life is longer ago", () => {
    given([...started(), tick("07:30")])
      .when(leave("cho", "07:30", "06:00"))
      .thenTold([
        "07:30 clock member-left cho since 06:00",
        "07:30 clock member-gone cho",
        "07:30 clock order-changed ana,ben,dee,cho absent",
      ]);
  });

  it("4.1 is held from now on when nobody was watching before", () => {
    const noticed = [...started(), leave("cho", "08:00")];
    expect(storyOf([...noticed, tick("08:59.999")]).join()).not.toContain("member-gone");
    expect(storyOf([...noticed, tick("09:00")]).join()).toContain("09:00 clock member-gone cho");
  });

  it("4.1 is not lost before now: a sign of life from the future is one from now", () => {
    given([...started(), tick("08:00")])
      .when(leave("cho", "08:00", "09:00"))
      .thenTold(["08:00 clock member-left cho since 08:00"]);
  });

  it.each([
    [180_000, "00:15", "00:20"],
    [720_000, "00:50", "01:02"],
  ])("4.1 is held in a rehearsal of %i ms from %s to %s", (hour, from, until) => {
    const lostIt = [...started(hour), leave("cho", from)];
    expect(storyOf([...lostIt, tick(at(until) - 1)]).join()).not.toContain("member-gone");
    expect(storyOf([...lostIt, tick(until)])).toContain(`${until} clock member-gone cho`);
  });

  it("4.1 is taken and given up without a trace in the lobby and after the end", () => {
    given([...gathered(), leave("cho", "00:10")])
      .when(tick("09:00"))
      .then([]);
    given([...started(), tick("60:00")])
      .when(leave("cho", "60:10"))
      .then([]);
  });

  it("4.1 is lost once: to be lost again changes nothing", () => {
    given(lost).when(leave("cho", "05:40")).then([]);
    given(startedWithout("cho")).when(leave("cho", "00:40")).then([]);
  });
});

describe("the holder of the running seat is lost", () => {
  const lost = [...started(), tick("06:00"), leave("ana", "06:00")];

  it("4.2 the clock of the seat stands still for that time, and the reserve pays", () => {
    given([...started(), tick("06:00")])
      .when(leave("ana", "06:00"))
      .thenTold(["06:00 clock member-left ana since 06:00", "06:00 clock paused drop until 07:00"]);
    expect(lengthOf(begun(lost), "seat-1/present")).toBe("3:00");
    expect(lengthOf(begun(lost), "reserve")).toBe("1:00");
    expect(hourOf(begun(lost)).slice(2, 8)).toEqual([
      "05:00 seat-1 ana",
      "18:00 seat-2 ben",
      "30:00 seat-3 cho",
      "42:00 seat-4 dee",
      "54:00 reserve",
      "55:00 closing",
    ]);
  });

  it("4.2 it stands still only as long as the place is held", () => {
    const seen = [...started(), tick("06:00"), leave("ana", "06:00", "05:50")];
    expect(last(1, seen)).toEqual(["06:00 clock paused drop until 06:50"]);
    expect(lengthOf(begun(seen), "reserve")).toBe("1:10");
  });

  it("4.2 without a reserve, what is to come of the seat pays, from its end", () => {
    const steps = [...withoutReserve, tick("08:00"), leave("ana", "08:00")];
    expect(lengthsOf(begun(steps), "seat-1/")).toEqual([
      "present 3:00",
      "clarify 2:00",
      "think 0:30",
      "advise-1 1:20",
      "advise-2 1:20",
      "advise-3 1:20",
      "open 0:30",
      "commit 1:30",
      "handover 0:30",
    ]);
    expect(seatsOf(begun(steps))).toEqual(["ana 12:00", "ben 12:00", "cho 12:00", "dee 12:00"]);
  });

  it("4.2 the commitment pays down to 0:45, and then the clock runs again", () => {
    // Open talk lasts from 15:30 to 17:00; 0:45 of the commitment can be used.
    const steps = [...withoutReserve, tick("15:45"), leave("ana", "15:45")];
    expect(last(1, steps)).toEqual(["15:45 clock paused drop until 16:30"]);
    expect(lengthOf(begun(steps), "seat-1/commit")).toBe("0:45");
    given([...steps, tick("16:29.999")])
      .when(tick("16:30"))
      .thenTold(["16:30 clock resumed time"]);
  });

  it("4.2 where nothing is left to pay with, the clock runs on", () => {
    // The commitment lasts from 17:00 to 18:30.
    given([...withoutReserve, tick("17:30")])
      .when(leave("ana", "17:30"))
      .thenTold(["17:30 clock member-left ana since 17:30"]);
  });

  it("4.2 nobody else's absence stops the clock", () => {
    given([...started(), tick("06:00")])
      .when(leave("ben", "06:00"))
      .thenTold(["06:00 clock member-left ben since 06:00"]);
  });

  it("4.3 they come back: what was not used goes back to the reserve", () => {
    given(lost)
      .when(arrive("ana", "06:30"))
      .thenTold(["06:30 ana member-arrived ana", "06:30 clock resumed returned"]);
    const back = begun([...lost, arrive("ana", "06:30")]);
    expect(lengthOf(back, "reserve")).toBe("1:30");
    expect(partsOf(back, "seat-1/clarify")).toEqual(["07:30 seat-1/clarify"]);
  });

  it("4.3 they come back: what was not used goes back to the seat that paid", () => {
    const steps = [...withoutReserve, tick("08:00"), leave("ana", "08:00"), arrive("ana", "08:20")];
    expect(lengthOf(begun(steps), "seat-1/open")).toBe("1:10");
    expect(lengthOf(begun(steps), "seat-1/present")).toBe("2:20");
    expect(lengthOf(begun(steps), "reserve")).toBe("0:00");
  });

  it("4.3 several drops are paid one after the other", () => {
    const steps = [...lost, arrive("ana", "06:30"), leave("ana", "06:40"), arrive("ana", "06:50")];
    expect(lengthOf(begun(steps), "reserve")).toBe("1:20");
  });

  it("4.4 they do not come back: the rest of the seat moves behind the others", () => {
    given(lost)
      .when(tick("07:00"))
      .thenTold([
        "07:00 clock member-gone ana",
        "07:00 clock resumed time",
        "07:00 clock segment-ended seat-1/present absent",
        "07:00 clock order-changed ben,cho,dee,ana absent",
      ]);
    const gone = begun([...lost, tick("07:00")]);
    expect(hourOf(gone).slice(2)).toEqual([
      "05:00 seat-1 ana",
      "07:00 seat-2 ben",
      "19:00 seat-3 cho",
      "31:00 seat-4 dee",
      "43:00 seat-1 ana",
      "54:00 reserve",
      "55:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("4.4 they come back later: the seat goes on where it was broken off", () => {
    const later = begun([...lost, arrive("ana", "20:00"), tick("43:30")]);
    expect(partsOf(later, "seat-1/")).toEqual([
      "05:00 seat-1/present",
      "43:00 seat-1/clarify",
      "46:00 seat-1/think",
      "46:30 seat-1/advise-1 ben",
      "47:50 seat-1/advise-2 cho",
      "49:10 seat-1/advise-3 dee",
      "50:30 seat-1/open",
      "52:00 seat-1/commit",
      "53:30 seat-1/handover",
    ]);
  });

  it("3.6 what is to come of their seat gets its share of one that is released", () => {
    // Dee does not come, nor for her review. Ana is lost during the questions, and comes back.
    const steps = [...startedWithout("dee"), leave("ana", "06:00"), arrive("ana", "07:30")];
    const before = begun([...steps, tick("09:59")]);
    const after = begun([...steps, tick("10:00")]);
    expect(seatsOf(before)).toEqual(["ana 13:00", "ben 12:00", "cho 12:00", "dee 12:00"]);
    expect(seatsOf(after)).toEqual(["ana 17:00", "ben 16:00", "cho 16:00"]);
    // What has been of it stays; the phases to come that can give way share it.
    const shares = ["advise-1 3:27.272", "advise-2 3:27.273", "advise-3 2:00", "open 2:35.455"];
    expect(lengthsOf(after, "seat-1/")).toEqual([
      "present 2:00",
      "clarify 1:00",
      "think 0:30",
      ...shares,
      "commit 1:30",
      "handover 0:30",
    ]);
  });

  it("4.4 a promise that is being made is let end", () => {
    const steps = [...started(), tick("15:30"), leave("ana", "15:30"), tick("18:00")];
    expect(last(5, steps)).toEqual([
      "15:30 clock paused drop until 16:30",
      "16:30 clock member-gone ana",
      "16:30 clock resumed time",
      "17:30 clock segment-ended seat-1/commit deadline",
      "18:00 clock segment-ended seat-1/handover deadline",
    ]);
  });

  it("4.4 a promise that has not begun moves with the rest", () => {
    // Open talk lasts from 13:30 to 15:00.
    const steps = [...started(), tick("14:30"), leave("ana", "14:30"), tick("15:30")];
    expect(last(4, steps)).toEqual([
      "15:30 clock member-gone ana",
      "15:30 clock resumed time",
      "15:30 clock segment-ended seat-1/open absent",
      "15:30 clock order-changed ben,cho,dee,ana absent",
    ]);
    // What open talk left over is the commitment's.
    expect(lengthOf(begun(steps), "seat-1/commit")).toBe("2:00");
  });

  it("4.4 a handover is let end, and its clock runs on", () => {
    const steps = [...started(), tick("16:35"), leave("ana", "16:35"), tick("17:35")];
    expect(last(3, steps)).toEqual([
      "16:35 clock member-left ana since 16:35",
      "17:00 clock segment-ended seat-1/handover deadline",
      "17:35 clock member-gone ana",
    ]);
  });

  it("4.4 with no other seat to come, the rest is released", () => {
    const steps = [...started(), tick("42:00"), leave("dee", "42:00"), tick("43:00")];
    expect(last(5, steps)).toEqual([
      "42:20 clock chair-taken cho absent",
      "43:00 clock member-gone dee",
      "43:00 clock resumed time",
      "43:00 clock seat-released dee absent",
      "43:00 clock segment-ended seat-4/present absent",
    ]);
    // 1:00 of the reserve, 11:00 of the seat and 0:30 of the closing round.
    expect(lengthOf(begun(steps), "reserve")).toBe("12:30");
  });
});

describe("the seat to come of somebody who has gone", () => {
  const gone = [...started(), leave("cho", "05:30"), tick("06:30")];

  it("4.5 moves behind the others, with the turns in the closing round", () => {
    expect(hourOf(begun(gone)).slice(2, 7)).toEqual([
      "05:00 seat-1 ana",
      "17:00 seat-2 ben",
      "29:00 seat-4 dee",
      "41:00 seat-3 cho",
      "53:00 reserve",
    ]);
    expect(partsOf(begun(gone), "closing-")).toEqual([
      "55:00 closing-1 ana",
      "55:30 closing-2 ben",
      "56:00 closing-4 dee",
      "56:30 closing-3 cho",
    ]);
  });

  it("4.5 does not move back when they come back", () => {
    expect(seatsOf(begun([...gone, arrive("cho", "08:00")]))).toEqual([
      "ana 12:00",
      "ben 12:00",
      "dee 12:00",
      "cho 12:00",
    ]);
  });

  it("4.5 is released when it should begin without them", () => {
    expect(last(3, [...gone, tick("41:00")])).toEqual([
      "41:00 clock segment-ended seat-4/handover deadline",
      "41:00 clock seat-released cho absent",
      "41:00 clock segment-ended seat-3/present absent",
    ]);
    // 2:00, the seat and the closing turn.
    expect(lengthOf(begun([...gone, tick("41:00")]), "reserve")).toBe("14:30");
  });

  it("4.5 gives nothing to the seat of another who has gone", () => {
    const both = [...started(), leave("ben", "05:30"), leave("cho", "05:30"), tick("29:00")];
    expect(last(4, both)).toEqual([
      "29:00 clock seat-released ben absent",
      "29:00 clock segment-ended seat-2/present absent",
      "29:00 clock seat-released cho absent",
      "29:00 clock segment-ended seat-3/present absent",
    ]);
    expect(hourOf(begun(both)).slice(2, 5)).toEqual([
      "05:00 seat-1 ana",
      "17:00 seat-4 dee",
      "29:00 reserve",
    ]);
  });
});

describe("an adviser who is not there", () => {
  it("4.6 has no turn, and the phase after the round gets it", () => {
    const steps = [...started(), leave("cho", "10:30"), tick("10:50")];
    expect(last(2, steps)).toEqual([
      "10:50 clock segment-ended seat-1/advise-1 deadline",
      "10:50 clock segment-ended seat-1/advise-2 absent",
    ]);
    expect(partsOf(begun(steps), "seat-1/").slice(3, 7)).toEqual([
      "09:30 seat-1/advise-1 ben",
      "10:50 seat-1/advise-3 dee",
      "12:10 seat-1/open",
      "15:00 seat-1/commit",
    ]);
  });

  it("4.6 who is lost while advising leaves the rest", () => {
    given([...started(), tick("09:40")])
      .when(leave("ben", "09:40"))
      .thenTold([
        "09:40 clock member-left ben since 09:40",
        "09:40 clock segment-ended seat-1/advise-1 absent",
      ]);
    expect(lengthOf(hourAfter([leave("ben", "09:40")]), "seat-1/open")).toBe("2:40");
  });

  it("4.6 who is back for the turn has it", () => {
    const steps = [leave("cho", "09:40"), arrive("cho", "10:49.999"), tick("11:00")];
    expect(lengthOf(hourAfter(steps), "seat-1/advise-2")).toBe("1:20");
  });

  it("4.6 where no talk follows the round, the plan gets it", () => {
    // The round of advice of the first seat begins at 05:30, 1:00 for each of three.
    const steps = [leave("ben", "05:45")];
    expect(lengthOf(hourAfter(steps, { agenda: accountability }), "seat-1/plan")).toBe("2:45");
  });

  it("4.6 where reflection follows the round, that gets it", () => {
    // The round of advice begins at 09:00 + 7:00 + 5:00 + 8:00 + 2:00 = 31:00, 4:00 for each.
    const steps = [leave("ben", "32:00")];
    expect(lengthOf(hourAfter(steps, { agenda: oneDeep }), "seat-1/reflect")).toBe("6:00");
  });

  it("1.9 has no turn in the seats to come, once they have gone, and the others share it", () => {
    const gone = hourAfter([leave("ben", "05:30"), tick("06:30")]);
    expect(partsOf(gone, "seat-3/advise").map((line) => line.split(" ")[2])).toEqual([
      "dee",
      "ana",
    ]);
    expect(lengthsOf(gone, "seat-3/advise-")).toEqual(["1 2:00", "2 2:00"]);
  });

  it("1.9 has a turn again in the seats to come, once they are back", () => {
    const back = hourAfter([leave("ben", "05:30"), tick("06:30"), arrive("ben", "07:00")]);
    // Ben, who was gone for a moment, sits last now.
    expect(partsOf(back, "seat-3/advise").map((line) => line.split(" ")[2])).toEqual([
      "dee",
      "ben",
      "ana",
    ]);
    expect(lengthsOf(back, "seat-3/advise-")).toEqual(["1 1:20", "3 1:20", "2 1:20"]);
  });
});

describe("somebody who comes back after their seat was given away", () => {
  /** Ana's seat was released at 10:00; the reserve has 3:30. */
  const back = [...startedWithout("ana"), arrive("ana", "12:00")];

  it("4.7 takes nothing away from the others", () => {
    expect(seatsOf(begun(back))).toEqual(["ben 16:00", "cho 16:00", "dee 16:00"]);
    expect(seatsOf(begun([...back, grant("ana", "12:30")])).slice(0, 3)).toEqual([
      "ben 16:00",
      "cho 16:00",
      "dee 16:00",
    ]);
  });

  it("4.7 can get 2:00 from the reserve, in a seat that comes last", () => {
    given(back).when(grant("ana", "12:30")).thenTold(["12:30 dee seat-granted ana reserve"]);
    expect(hourOf(begun([...back, grant("ana", "12:30")])).slice(2)).toEqual([
      "04:00 seat-2 ben",
      "20:00 seat-3 cho",
      "36:00 seat-4 dee",
      "52:00 seat-1 ana",
      "54:00 reserve",
      "55:30 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("4.7 is long enough to speak, to promise and to hand over, and for nothing else", () => {
    const granted = begun([...back, grant("ana", "12:30")]);
    expect(lengthsOf(granted, "seat-1/")).toEqual(["present 1:00", "commit 0:45", "handover 0:15"]);
    // Who has presented and answered talks openly; 1:30 is all that the reserve has.
    const gone = [...started(), leave("ana", "08:00"), tick("09:30"), release("ana", "09:40")];
    const again = begun([...gone, arrive("ana", "10:00"), grant("ana", "10:10")]);
    expect(lengthsOf(again, "seat-1/")).toEqual([
      "present 2:00",
      "clarify 2:00",
      "open 0:33.750",
      "commit 0:45",
      "handover 0:11.250",
    ]);
  });

  it("1.4 a seat that is too short for its phases keeps 0:45 or half of it for the commitment", () => {
    const twice = [...started(), emergency("30:00", "ana"), emergency("35:00", "ana")];
    // 4:00 are left of Dee's seat.
    expect(lengthsOf(begun(twice), "seat-4/")).toHaveLength(9);
    const until = (when: string) =>
      lengthsOf(begun([...twice, emergency("40:00", "ana"), resume(when)]), "seat-4/");
    expect(until("41:20")).toEqual(["present 1:20", "commit 1:00", "handover 0:20"]);
    expect(until("42:40")).toEqual(["present 0:32", "commit 0:40", "handover 0:08"]);
  });

  it("4.7 gets what the reserve has when it has less, and nothing when it has nothing", () => {
    // A pause of 1:00 and an extension of 1:00 leave 1:30.
    const spent = [
      ...back,
      pause("seat-2/open", "12:10"),
      tick("13:10"),
      extend("seat-2/open", 60, "14:00"),
    ];
    expect(lengthOf(begun(spent), "reserve")).toBe("1:30");
    const less = [...spent, grant("ana", "14:10")];
    expect(seatsOf(begun(less))[3]).toBe("ana 1:30");
    expect(lengthOf(begun(less), "reserve")).toBe("0:00");
    given([...back, emergency("12:10", "ana")])
      .when(grant("ana", "12:20"))
      .thenRejected("no-seconds");
  });

  it("4.7 gets it from whoever has the chair, while there, and once", () => {
    given(back)
      .when(grant("ana", "12:30", "ben"))
      .thenRejected("not-chair");
    given(back).when(grant("eve", "12:30")).thenRejected("not-a-member");
    given(back).when(grant("cho", "12:30")).thenRejected("seat-left");
    given([...back, grant("ana", "12:30")])
      .when(grant("ana", "12:40"))
      .thenRejected("seat-left");
    given([...back, leave("ana", "12:20")])
      .when(grant("ana", "12:30"))
      .thenRejected("not-there");
  });

  it("4.7 gets it up to the end of the last seat", () => {
    expect(seatsOf(begun([...back, grant("ana", "51:59.999")]))[3]).toBe("ana 2:00");
    given(back).when(grant("ana", "52:00")).thenRejected("seats-over");
  });

  it("4.7 is not who was there and had no use for a part of the seat", () => {
    const steps = [...started(), tick("09:00"), skip("seat-1/think", "09:00", "ana")];
    given(steps).when(grant("ana", "20:00")).thenRejected("seat-left");
    const away = [
      ...started(),
      tick("06:00"),
      yieldTo("reserve", "seat-1/present", "06:00", "ana"),
    ];
    given(away).when(grant("ana", "20:00")).thenRejected("seat-left");
  });
});

describe("a seat whose holder is not there", () => {
  const lost = [...started(), tick("06:00"), leave("ana", "06:00")];

  it("4.8 goes on without them when the chair says so", () => {
    given(lost).when(resume("06:20")).thenTold(["06:20 dee resumed without-holder"]);
    const on = [...lost, resume("06:20"), tick("07:10")];
    expect(last(2, on)).toEqual([
      "06:20 dee resumed without-holder",
      "07:00 clock member-gone ana",
    ]);
    expect(lengthOf(begun(on), "reserve")).toBe("1:40");
    expect(hourOf(begun(on)).slice(2, 4)).toEqual(["05:00 seat-1 ana", "17:20 seat-2 ben"]);
  });

  it("4.8 goes on only when the chair says so", () => {
    given(lost).when(resume("06:20", "ben")).thenRejected("not-yours");
  });

  it("4.8 is theirs again when they come back", () => {
    const again = [...lost, resume("06:20"), arrive("ana", "06:40"), leave("ana", "07:00")];
    expect(last(1, again)).toEqual(["07:00 clock paused drop until 08:00"]);
  });

  it("4.8 is released by the chair once they have gone: 3:40 for each of the others", () => {
    const gone = [...lost, tick("07:00")];
    given(gone).when(release("ana", "08:00")).thenTold(["08:00 dee seat-released ana absent"]);
    const released = begun([...gone, release("ana", "08:00")]);
    // The rest of 11:00 was to come at 43:00.
    expect(hourOf(released).slice(3, 8)).toEqual([
      "07:00 seat-2 ben",
      "22:40 seat-3 cho",
      "38:20 seat-4 dee",
      "54:00 reserve",
      "55:30 closing",
    ]);
    expect(lengthOf(released, "reserve")).toBe("1:30");
  });

  it("4.8 is released while it runs", () => {
    const on = [...lost, resume("06:20"), tick("07:30")];
    given(on)
      .when(release("ana", "08:00"))
      .thenTold([
        "08:00 dee seat-released ana absent",
        "08:00 dee segment-ended seat-1/clarify absent",
      ]);
    // At 17:20 it would have been over: 9:20 for three, 3:06.666 each.
    expect(seatsOf(begun([...on, release("ana", "08:00")]))).toEqual([
      "ana 3:00",
      "ben 15:06.666",
      "cho 15:06.666",
      "dee 15:06.666",
    ]);
    // 1:40, the closing turn of 0:30 and what cannot be shared out.
    expect(lengthOf(begun([...on, release("ana", "08:00")]), "reserve")).toBe("2:10.002");
  });

  it("4.8 is not released as long as their place is held", () => {
    given(lost).when(release("ana", "06:59.999")).thenRejected("still-in-time");
    given(lost).when(release("ben", "06:30")).thenRejected("still-in-time");
    given(startedWithout("ana")).when(release("ana", "02:00")).thenRejected("still-in-time");
  });

  it("4.8 is released by whoever has the chair, and once", () => {
    const gone = [...lost, tick("07:00")];
    given(gone)
      .when(release("ana", "08:00", "ben"))
      .thenRejected("not-chair");
    given(gone).when(release("eve", "08:00")).thenRejected("not-a-member");
    given([...gone, release("ana", "08:00")])
      .when(release("ana", "08:10"))
      .thenRejected("no-seat");
  });
});

describe("drops in a rehearsal", () => {
  it("1.1 of 3:00 are held for 5 s, as far as the reserve and the seat can pay", () => {
    // A twentieth: the first seat begins at 00:15, the reserve has 6 s.
    const steps = [...gathered({ hour: 180_000 }), start(), leave("ana", "00:16")];
    expect(last(1, steps)).toEqual(["00:16 clock paused drop until 00:21"]);
    expect(lengthOf(begun(steps), "reserve")).toBe("0:01");
  });
});

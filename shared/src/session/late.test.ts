import { describe, expect, it } from "vitest";
import { alternating, fourSeats, oneDeep } from "../agenda/presets.ts";
import { given, sessionAfter, storyOf } from "../testing/given.ts";
import { START, agree, announceDelay, arrive, askSeat, at, begun } from "../testing/sample.ts";
import {
  create,
  decline,
  emergency,
  excuse,
  gathered,
  group,
  hourAfter,
} from "../testing/sample.ts";
import {
  leave,
  pass,
  question,
  resume,
  start,
  started,
  startedWithout,
  tick,
} from "../testing/sample.ts";
import { hourOf, lengthOf, partsOf, seatsOf } from "../testing/timetable.ts";
import type { Command } from "./command.ts";
import { viewOf } from "./view.ts";

const without = (member: string, ...steps: readonly Command[]) => [
  ...startedWithout(member),
  ...steps,
];

function lateOf(steps: readonly Command[], member: string) {
  return viewOf(sessionAfter(steps), "dee")?.members.find(({ id }) => id === member)?.late;
}

describe("in time", () => {
  it("3.1 is whoever comes up to 1:00 after the start", () => {
    expect(lateOf(started(), "ana")).toBeNull();
    expect(lateOf(without("ana", arrive("ana", "01:00")), "ana")).toBeNull();
    expect(lateOf(without("ana", arrive("ana", "01:00.001")), "ana")).toBe(60_001);
  });

  it("3.1 is in a rehearsal of 6:00 whoever comes up to 6 s after the start", () => {
    const rehearsal = [...gathered({ hour: 360_000 }, "ana"), start()];
    expect(lateOf([...rehearsal, arrive("ana", "00:06")], "ana")).toBeNull();
    expect(lateOf([...rehearsal, arrive("ana", "00:06.001")], "ana")).toBe(6001);
  });

  it("3.1 stays in time who was lost and has come back", () => {
    const back = [...started(), leave("ana", "02:00"), arrive("ana", "02:30")];
    expect(lateOf(back, "ana")).toBeNull();
  });
});

describe("late", () => {
  it("3.2 keeps the seat: who sits first and is not there sits last", () => {
    const late = without("ana", arrive("ana", "07:00"));
    expect(lateOf(late, "ana")).toBe(420_000);
    // Her review has gone to the reserve, which makes the seats come 1:00 earlier.
    expect(hourOf(begun(late))).toEqual([
      "00:00 open",
      "01:00 review",
      "04:00 seat-2 ben",
      "16:00 seat-3 cho",
      "28:00 seat-4 dee",
      "40:00 seat-1 ana",
      "52:00 reserve",
      "55:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("3.2 keeps the place in the order as long as the seat has not begun", () => {
    expect(seatsOf(begun(without("ana", arrive("ana", "03:59.999"))))[0]).toBe("ana 12:00");
    expect(seatsOf(begun(without("ana", arrive("ana", "04:00"))))[3]).toBe("ana 12:00");
    expect(seatsOf(begun(without("cho", arrive("cho", "09:59.999"))))).toEqual([
      "ana 12:00",
      "ben 12:00",
      "cho 12:00",
      "dee 12:00",
    ]);
  });

  it("3.2 is logged with its moment", () => {
    given(startedWithout("ben"))
      .when(arrive("ben", "03:00"))
      .thenTold([
        "01:00 clock segment-ended open deadline",
        "02:00 clock segment-ended review-1 deadline",
        "02:00 clock segment-ended review-2 absent",
        "03:00 clock segment-ended review-3 deadline",
        "03:00 ben member-arrived ben",
      ]);
  });
});

describe("later than the seat was given away", () => {
  /** Ana's seat was released at 10:00, in Ben's seat, and she comes after all. */
  const tooLate = without("ana", arrive("ana", "12:00"));
  const asked = [...tooLate, askSeat("ana", "12:10")];
  const id = question(asked);

  it("3.3 there is no claim", () => {
    expect(hourOf(begun(tooLate)).slice(2, 6)).toEqual([
      "04:00 seat-2 ben",
      "20:00 seat-3 cho",
      "36:00 seat-4 dee",
      "52:00 reserve",
    ]);
  });

  it("3.3 every holder of a seat who is there is asked for a share", () => {
    given(tooLate)
      .when(askSeat("ana", "12:10"))
      .thenTold(["12:10 ana proposed admit ana until 12:40"]);
    const view = viewOf(sessionAfter(asked), "ana");
    expect(view?.proposals.map((each) => each.asked)).toEqual([["ben", "cho", "dee"]]);
  });

  it("3.3 whoever has passed or lost theirs is not asked, and cannot refuse", () => {
    const passed = [...tooLate, pass("cho", "12:05"), askSeat("ana", "12:10")];
    expect(viewOf(sessionAfter(passed), "ana")?.proposals.map((each) => each.asked)).toEqual([
      ["ben", "dee"],
    ]);
    given(passed)
      .when(decline(question(passed), "12:12", "cho"))
      .thenRejected("not-asked");
  });

  it("3.3 whoever gives is shown how much, and whose seat was broken off gives nothing", () => {
    const broken = [...tooLate, leave("ben", "12:05"), arrive("ben", "14:00")];
    const view = viewOf(sessionAfter([...broken, askSeat("ana", "14:10")]), "ben");
    expect(view?.proposals[0]?.asked).toEqual(["ben", "cho", "dee"]);
    // Cho sits; Ben has the rest of his seat to come.
    expect(view?.members.find(({ id }) => id === "ben")?.seat).toBe("to-come");
    expect(view?.proposals[0]?.giving).toEqual([{ member: "dee", from: 960_000, to: 480_000 }]);
  });

  it("3.3 all agree: the seats not yet begun share equally with the new one", () => {
    const two = [...asked, agree(id, "12:15", "ben"), agree(id, "12:16", "dee")];
    expect(seatsOf(begun(two))).toEqual(["ben 16:00", "cho 16:00", "dee 16:00"]);
    given(two)
      .when(agree(id, "12:17", "cho"))
      .thenTold([
        "12:17 cho agreed cho",
        "12:17 cho proposal-closed accepted",
        "12:17 cho seat-granted ana seats",
      ]);
    // Two seats of 16:00 make three of 10:40; the running one keeps what it has.
    expect(hourOf(begun([...two, agree(id, "12:17", "cho")])).slice(2)).toEqual([
      "04:00 seat-2 ben",
      "20:00 seat-3 cho",
      "30:40 seat-4 dee",
      "41:20 seat-1 ana",
      "52:00 reserve",
      "55:30 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("3.3 one of them refuses: they listen and advise", () => {
    const refused = [...asked, agree(id, "12:15", "ben"), decline(id, "12:16", "dee")];
    expect(seatsOf(begun(refused))).toEqual(["ben 16:00", "cho 16:00", "dee 16:00"]);
    expect(partsOf(begun(refused), "seat-3/advise").map((line) => line.split(" ")[2])).toEqual([
      "dee",
      "ana",
      "ben",
    ]);
  });

  it("3.3 nobody who has gone is asked, but whoever was lost just now", () => {
    const asks = (seen: string) => {
      const steps = [...startedWithout("ana"), leave("cho", "11:30", seen), arrive("ana", "12:00")];
      const view = viewOf(sessionAfter([...steps, askSeat("ana", "12:10")]), "ana");
      return view?.proposals.map((each) => each.asked);
    };
    expect(asks("11:10")).toEqual([["ben", "dee"]]);
    expect(asks("11:11")).toEqual([["ben", "cho", "dee"]]);
  });

  it("3.3 is not for who still has a seat, or has had it", () => {
    given(started()).when(askSeat("cho", "12:00")).thenRejected("seat-left");
    given(started()).when(askSeat("ana", "20:00")).thenRejected("seat-left");
  });

  it("3.3 is not for who has had a seat and ended a part of it at once", () => {
    const skipped: Command[] = [
      ...started(),
      { type: "skip", segment: "seat-1/think", at: at("09:00"), by: "ana" },
    ];
    given(skipped).when(askSeat("ana", "20:00")).thenRejected("seat-left");
  });

  it("3.3 is not when no seat is to come any more", () => {
    given(tooLate).when(askSeat("ana", "40:00")).thenRejected("seats-over");
    given(tooLate)
      .when(askSeat("ana", "35:59.999"))
      .thenTold([
        ...storyOf([...tooLate, tick("35:59.999")]).slice(storyOf(tooLate).length),
        "35:59.999 ana proposed admit ana until 36:29.999",
      ]);
  });

  it("3.3 is for who is there", () => {
    const gone = without("ana", tick("10:00"));
    given(gone).when(askSeat("ana", "11:00")).thenRejected("not-there");
  });
});

describe("known not to come", () => {
  it("3.4 before the start: the hour is planned for the others, 16:30 each", () => {
    const lobby = [...gathered({}, "ben"), excuse("ben", START)];
    given(gathered({}, "ben"))
      .when(excuse("ben", START))
      .thenTold(["00:00 ben member-excused ben"]);
    expect(hourOf(sessionAfter(lobby))).toEqual([
      "00:00 open",
      "01:00 review",
      "04:00 seat-1 ana",
      "20:30 seat-2 cho",
      "37:00 seat-3 dee",
      "53:30 reserve",
      "55:30 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
    expect(hourOf(begun([...lobby, start()]))).toEqual(hourOf(sessionAfter(lobby)));
  });

  it("3.4 it is said by themselves or by whoever has the chair", () => {
    given(gathered({}, "ben"))
      .when(excuse("ben", START, "dee"))
      .thenTold(["00:00 dee member-excused ben"]);
    given(gathered({}, "ben"))
      .when(excuse("ben", START, "ana"))
      .thenRejected("not-chair");
    given(gathered({}, "ben"))
      .when(excuse("eve", START, "dee"))
      .thenRejected("not-a-member");
  });

  it("3.4 saying it twice changes nothing", () => {
    given([...gathered({}, "ben"), excuse("ben", START)])
      .when(excuse("ben", START + 1))
      .then([]);
  });

  it("3.4 who is here cannot be left out", () => {
    given(gathered())
      .when(excuse("ben", START, "dee"))
      .thenRejected("already-here");
    given(started())
      .when(excuse("ben", "02:00", "dee"))
      .thenRejected("already-here");
  });

  it("3.4 two are always left", () => {
    const three = [create(group(3)), arrive("cho", START)];
    given([...three, excuse("ana", START)])
      .when(excuse("ben", START))
      .thenRejected("too-few");
    given([create(group(2))])
      .when(excuse("ana", START))
      .thenRejected("too-few");
  });

  it("3.4 coming all the same before the start undoes it", () => {
    const back = [...gathered({}, "ben"), excuse("ben", START), arrive("ben", "00:10")];
    expect(seatsOf(sessionAfter(back))).toEqual([
      "ana 12:00",
      "ben 12:00",
      "cho 12:00",
      "dee 12:00",
    ]);
  });

  it("3.4 the hour is planned for the others also where halves take turns", () => {
    const six = [create({ ...group(6), agenda: alternating(fourSeats, 6) })];
    const excused = ["ana", "ben", "cho", "eve"].map((member) => excuse(member, START));
    // Of three seats of 15:00, for six, the first in order have theirs.
    expect(seatsOf(sessionAfter([...six, excused[0] ?? tick(START)]))).toEqual([
      "ben 15:30",
      "cho 15:30",
      "dee 15:30",
    ]);
    // When only two are left, both sit.
    expect(seatsOf(sessionAfter([...six, ...excused]))).toEqual(["dee 20:00", "fay 20:00"]);
  });

  it("3.4 during the hour: the seat is released at once", () => {
    const steps = without("ana", excuse("ana", "02:00"));
    expect(storyOf(steps).at(-1)).toBe("02:00 ana seat-released ana excused");
    expect(hourOf(begun(steps)).slice(2, 6)).toEqual([
      "04:00 seat-2 ben",
      "20:00 seat-3 cho",
      "36:00 seat-4 dee",
      "52:00 reserve",
    ]);
  });

  it("3.4 during the hour only while there is a seat to release", () => {
    given(without("ana", tick("10:00")))
      .when(excuse("ana", "11:00"))
      .thenRejected("no-seat");
    given([...started(), tick("60:00")])
      .when(excuse("ana", "60:01"))
      .thenRejected("session-over");
  });

  it("1.9 who is known not to come has no turn, and the others share it", () => {
    const steps = without("dee", excuse("dee", "02:00"));
    // 16:00 leaves 810 s, of which 8/19 are advice: 341.053 s, half of it each.
    expect(partsOf(begun(steps), "seat-2/advise").map((line) => line.split(" ")[2])).toEqual([
      "cho",
      "ana",
    ]);
    expect(lengthOf(begun(steps), "seat-2/advise-1")).toBe("2:50.526");
    expect(lengthOf(begun(steps), "seat-2/advise-2")).toBe("0:00");
    expect(lengthOf(begun(steps), "seat-2/advise-3")).toBe("2:50.527");
  });

  it("3.4 coming all the same after the start gives no turns and no seat", () => {
    const steps = [...gathered({}, "ben"), excuse("ben", START), start(), arrive("ben", "06:00")];
    const turns = partsOf(begun(steps), "").filter((line) => line.endsWith(" ben"));
    expect(turns).toEqual([]);
    expect(seatsOf(begun(steps))).toEqual(["ana 16:30", "cho 16:30", "dee 16:30"]);
    given(steps).when(askSeat("ben", "07:30")).thenRejected("no-seat");
  });

  it("3.4 coming all the same after the start lets them take part in what is open to all", () => {
    const steps = [...gathered({}, "ben"), excuse("ben", START), start(), arrive("ben", "06:00")];
    given([...steps, emergency("06:10", "ben")])
      .when(resume("06:20", "ben"))
      .thenTold(["06:20 ben resumed asked"]);
  });
});

describe("not come", () => {
  it("3.5 at 10:00 the seat is released, and not a millisecond earlier", () => {
    const before = without("dee", tick("09:59.999"));
    given(before).when(tick("09:59.999")).then([]);
    given(before).when(tick("10:00")).thenTold(["10:00 clock seat-released dee no-show"]);
  });

  it("3.5 who comes in the last millisecond keeps it", () => {
    given(without("dee", tick("09:59.999")))
      .when(arrive("dee", "09:59.999"))
      .thenTold(["09:59.999 dee member-arrived dee"]);
    given(without("dee", tick("09:59.999")))
      .when(arrive("dee", "10:00"))
      .thenTold(["10:00 clock seat-released dee no-show", "10:00 dee member-arrived dee"]);
  });

  it("3.5 at a beginning later than that: at the beginning", () => {
    const steps = [...startedWithout("ana", "ben", "cho"), arrive("ana", "12:00")];
    expect(storyOf(steps).slice(-3)).toEqual([
      "12:00 clock segment-ended waiting begun",
      "12:00 clock seat-released ben no-show",
      "12:00 clock seat-released cho no-show",
    ]);
    // 12:00 leave four seats of 10:00, which are two of 20:00; four turns of 0:30 are the reserve's.
    expect(hourOf(begun(steps))).toEqual([
      "00:00 waiting",
      "12:00 open",
      "13:00 review",
      "14:00 seat-1 ana",
      "34:00 seat-4 dee",
      "54:00 reserve",
      "56:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("3.5 at a beginning earlier than that: at 10:00", () => {
    const steps = [...startedWithout("ana", "ben", "cho"), arrive("ana", "09:00")];
    given(steps)
      .when(tick("10:00"))
      .thenTold([
        "10:00 clock seat-released ben no-show",
        "10:00 clock seat-released cho no-show",
        "10:00 clock segment-ended open deadline",
      ]);
  });

  it("3.5 in a rehearsal of 6:00 it is at 1:00", () => {
    const rehearsal = [...gathered({ hour: 360_000 }, "dee"), start()];
    expect(storyOf([...rehearsal, tick("00:59.999")]).join()).not.toContain("no-show");
    expect(storyOf([...rehearsal, tick("01:00")]).at(-1)).toBe(
      "01:00 clock seat-released dee no-show",
    );
  });
});

describe("a released seat", () => {
  it("3.6 is shared equally by the running seat and those to come: three times 16:00", () => {
    const steps = without("ben", tick("10:00"));
    expect(seatsOf(begun(steps))).toEqual(["ana 16:00", "cho 16:00", "dee 16:00"]);
  });

  it("3.6 of two who have not come gives 20:00 each, and the rest to the reserve", () => {
    const steps = [...startedWithout("ben", "cho"), tick("10:00")];
    expect(hourOf(begun(steps))).toEqual([
      "00:00 open",
      "01:00 review",
      "03:00 seat-1 ana",
      "23:00 seat-4 dee",
      "43:00 reserve",
      "56:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("3.6 gives nothing to a seat whose holder has gone", () => {
    const steps = [...started(), leave("dee", "05:30"), pass("ben", "07:00")];
    // 12:00 for Ana, who sits, and Cho: 6:00 each.
    expect(seatsOf(begun(steps))).toEqual(["ana 18:00", "cho 18:00", "dee 12:00"]);
  });

  it("3.6 gives its share to a seat whose holder was lost just now", () => {
    const steps = [...started(), leave("dee", "05:30"), pass("ben", "06:00")];
    expect(seatsOf(begun(steps))).toEqual(["ana 16:00", "cho 16:00", "dee 16:00"]);
  });

  it("3.6 gives nothing to a seat that has come to its commitment or is handed over", () => {
    for (const when of ["15:00", "16:00", "16:45"]) {
      const steps = [...started(), pass("ben", when)];
      expect(seatsOf(begun(steps))).toEqual(["ana 12:00", "cho 18:00", "dee 18:00"]);
    }
    const before = [...started(), pass("ben", "14:59.999")];
    expect(seatsOf(begun(before))).toEqual(["ana 16:00", "cho 16:00", "dee 16:00"]);
  });

  it("3.6 that nobody can use goes to the reserve", () => {
    const steps = without("ana", announceDelay("ana", 50, "00:10"), tick("40:00"));
    // Ana's review, seat and closing turn: 2:00 + 1:00 + 12:00 + 0:30.
    expect(lengthOf(begun(steps), "reserve")).toBe("15:30");
    expect(hourOf(begun(steps)).slice(-4)).toEqual([
      "40:00 reserve",
      "55:30 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("3.7 leaves the turns to come in the rounds to the reserve", () => {
    // 2:00, the review of 1:00 and the closing turn of 0:30.
    expect(lengthOf(begun(without("ben", tick("10:00"))), "reserve")).toBe("3:30");
    expect(partsOf(begun(without("ben", tick("10:00"))), "closing-")).toEqual([
      "55:30 closing-1 ana",
      "56:00 closing-3 cho",
      "56:30 closing-4 dee",
    ]);
  });

  it("3.7 leaves also a review to come to the reserve", () => {
    const steps = without("dee", excuse("dee", "02:30"));
    expect(hourOf(begun(steps)).slice(1, 3)).toEqual(["01:00 review", "04:00 seat-1 ana"]);
    expect(lengthOf(begun(steps), "reserve")).toBe("3:30");
  });
});

describe("announced", () => {
  const announced = without("ana", announceDelay("ana", 30, "00:10"));

  it("3.8 is waited for to the end: nothing is released at 10:00", () => {
    expect(storyOf([...announced, tick("39:59.999")]).join()).not.toContain("seat-released");
    expect(seatsOf(begun([...announced, tick("39:59.999")]))).toEqual([
      "ben 12:00",
      "cho 12:00",
      "dee 12:00",
      "ana 12:00",
    ]);
  });

  it("3.8 sits last who comes before the last seat begins", () => {
    const steps = [...announced, arrive("ana", "39:59.999"), tick("40:30")];
    expect(partsOf(begun(steps), "seat-1/present")).toEqual(["40:00 seat-1/present"]);
    expect(seatsOf(begun(steps))[3]).toBe("ana 12:00");
  });

  it("3.8 is released only when the seat should begin, last", () => {
    given([...announced, tick("39:59.999")])
      .when(tick("40:00"))
      .thenTold([
        "40:00 clock segment-ended seat-4/handover deadline",
        "40:00 clock seat-released ana absent",
        "40:00 clock segment-ended seat-1/present absent",
      ]);
  });

  it.each([0, 60, -1, 1.5, Number.NaN])("3.8 not by %d minutes", (minutes) => {
    given(startedWithout("ana"))
      .when(announceDelay("ana", minutes, "00:10"))
      .thenRejected("bad-delay");
  });

  it.each([1, 59])("3.8 by %i minutes, before and during the hour", (minutes) => {
    for (const before of [gathered({}, "ana"), startedWithout("ana")]) {
      given(before)
        .when(announceDelay("ana", minutes, "00:10"))
        .then([
          {
            type: "delay-announced",
            member: "ana",
            delay: minutes * 60_000,
            at: at("00:10"),
            by: "ana",
          },
        ]);
    }
  });

  it("3.8 anew when it becomes later, and the same again changes nothing", () => {
    given(announced)
      .when(announceDelay("ana", 40, "00:20"))
      .thenTold(["00:20 ana delay-announced ana 40:00"]);
    given(announced)
      .when(announceDelay("ana", 30, "00:20"))
      .then([]);
  });

  it("3.8 only by who is not there yet and not given up", () => {
    given(started())
      .when(announceDelay("ana", 5, "00:10"))
      .thenRejected("already-here");
    given([...started(), tick("60:00")])
      .when(announceDelay("ana", 5, "60:10"))
      .thenRejected("session-over");
  });

  it("3.8 and that undoes before the start that they will not come, and not during the hour", () => {
    const lobby = [...gathered({}, "ben"), excuse("ben", START)];
    expect(seatsOf(sessionAfter([...lobby, announceDelay("ben", 5, "00:10")]))).toEqual([
      "ana 12:00",
      "ben 12:00",
      "cho 12:00",
      "dee 12:00",
    ]);
    given([...lobby, start()])
      .when(announceDelay("ben", 5, "00:10"))
      .thenRejected("no-seat");
  });

  it("3.8 in the last millisecond before 10:00, and not after it", () => {
    const missing = startedWithout("dee");
    expect(storyOf([...missing, announceDelay("dee", 5, "09:59.999"), tick("10:00")]).at(-1)).toBe(
      "09:59.999 dee delay-announced dee 5:00",
    );
    given([...missing, tick("10:00")])
      .when(announceDelay("dee", 5, "10:00"))
      .thenRejected("already-here");
  });
});

describe("a turn in a round", () => {
  it("3.9 is passed over when its member has not come, and the reserve gets it", () => {
    const steps = without("ben", tick("02:00"));
    expect(hourOf(begun(steps))[2]).toBe("04:00 seat-1 ana");
    expect(lengthOf(begun(steps), "reserve")).toBe("3:00");
  });

  it("3.9 is kept for a member who comes in time for it", () => {
    expect(
      lengthOf(begun(without("ben", arrive("ben", "01:59.999"), tick("02:30"))), "review-2"),
    ).toBe("1:00");
  });

  it("3.9 is passed over as soon as its member has gone, and not when they are just lost", () => {
    const lost = [...started(), leave("ana", "00:30"), tick("01:29.999")];
    expect(lengthOf(begun(lost), "review-1")).toBe("1:00");
    given(lost)
      .when(tick("01:30"))
      .thenTold([
        "01:30 clock member-gone ana",
        "01:30 clock order-changed ben,cho,dee,ana absent",
        "01:30 clock segment-ended review-1 absent",
      ]);
    expect(lengthOf(begun([...lost, tick("01:30")]), "reserve")).toBe("2:30");
  });

  it("3.9 in the closing block goes to the goodbye", () => {
    const steps = [...started(), leave("ana", "50:00"), tick("55:00")];
    expect(hourOf(begun(steps)).slice(-4)).toEqual([
      "53:00 reserve",
      "55:00 closing",
      "56:30 next-call",
      "58:30 goodbye",
    ]);
  });
});

describe("a seat that should begin without its holder", () => {
  it("3.10 moves behind all whose holders are there", () => {
    given(without("ana", tick("03:59.999")))
      .when(tick("04:00"))
      .thenTold([
        "04:00 clock segment-ended review-4 deadline",
        "04:00 clock order-changed ben,cho,dee,ana absent",
      ]);
  });

  it("3.10 moves also when its holder was lost just now", () => {
    const steps = [...started(), leave("ben", "16:30"), arrive("ben", "17:20")];
    expect(hourOf(begun(steps)).slice(2, 6)).toEqual([
      "05:00 seat-1 ana",
      "17:00 seat-3 cho",
      "29:00 seat-4 dee",
      "41:00 seat-2 ben",
    ]);
  });

  it("3.10 is released when none is left and nobody waits for its holder", () => {
    const steps = [...started(), leave("dee", "30:00"), tick("41:00")];
    expect(storyOf(steps).slice(-3)).toEqual([
      "41:00 clock segment-ended seat-3/handover deadline",
      "41:00 clock seat-released dee absent",
      "41:00 clock segment-ended seat-4/present absent",
    ]);
  });

  it("3.10 begins when none is left and its holder was lost just now", () => {
    const steps = [...started(), leave("dee", "40:50"), tick("41:00")];
    expect(storyOf(steps).slice(-2)).toEqual([
      "41:00 clock segment-ended seat-3/handover deadline",
      "41:00 clock paused drop until 41:50",
    ]);
  });

  it("3.10 begins before 10:00 when there is no other seat", () => {
    const steps = [...gathered({ agenda: oneDeep }, "ana"), start()];
    // The opening, and 2:00 for each of three who are there.
    expect(hourOf(begun([...steps, tick("09:00")])).slice(0, 4)).toEqual([
      "00:00 open",
      "01:00 review",
      "07:00 seat-1 ana",
      "47:00 reserve",
    ]);
    expect(storyOf([...steps, arrive("ana", "08:00"), tick("10:00")]).at(-1)).toBe(
      "08:00 ana member-arrived ana",
    );
    expect(storyOf([...steps, tick("10:00")]).at(-2)).toBe("10:00 clock seat-released ana no-show");
  });

  it("3.10 does not begin twice: who comes while it is moved sits later", () => {
    const session = hourAfter([leave("ben", "16:59"), arrive("ben", "17:01"), tick("41:00")]);
    expect(seatsOf(session)).toEqual(["ana 12:00", "cho 12:00", "dee 12:00", "ben 12:00"]);
  });
});

import { describe, expect, it } from "vitest";
import { twoDeep } from "../agenda/presets.ts";
import { given, sessionAfter } from "../testing/given.ts";
import { START, agree, begun, decline, excuse, gathered, hourAfter } from "../testing/sample.ts";
import {
  leave,
  pass,
  question,
  reorder,
  start,
  started,
  startedWithout,
} from "../testing/sample.ts";
import { swap, tick, yieldTo } from "../testing/sample.ts";
import { hourOf, lengthOf, lengthsOf, partsOf, seatsOf } from "../testing/timetable.ts";

describe("before the hour", () => {
  it("8.1 the chair sets the order", () => {
    given(gathered())
      .when(reorder(["dee", "ben", "ana", "cho"]))
      .thenTold(["00:00 dee order-changed dee,ben,ana,cho reordered"]);
    const steps = [...gathered(), reorder(["dee", "ben", "ana", "cho"]), start()];
    expect(hourOf(begun(steps)).slice(2, 6)).toEqual([
      "05:00 seat-1 dee",
      "17:00 seat-2 ben",
      "29:00 seat-3 ana",
      "41:00 seat-4 cho",
    ]);
    expect(partsOf(begun(steps), "review-")).toEqual([
      "01:00 review-1 dee",
      "02:00 review-2 ben",
      "03:00 review-3 ana",
      "04:00 review-4 cho",
    ]);
  });

  it("8.1 the order decides who sits when not everybody does", () => {
    const steps = [...gathered({ agenda: twoDeep }), reorder(["cho", "dee", "ana", "ben"])];
    expect(seatsOf(sessionAfter(steps))).toEqual(["cho 20:00", "dee 20:00"]);
  });

  it("8.1 keeps who will not come in the order and out of the plan", () => {
    const steps = [...gathered({}, "ben"), excuse("ben", START)];
    const turned = sessionAfter([...steps, reorder(["dee", "ben", "ana", "cho"])]);
    expect(seatsOf(turned)).toEqual(["dee 16:30", "ana 16:30", "cho 16:30"]);
  });

  it("8.1 nobody else sets it, and not during the hour", () => {
    const order = ["dee", "ben", "ana", "cho"];
    given(gathered())
      .when(reorder(order, START, "ana"))
      .thenRejected("not-chair");
    given(started()).when(reorder(order, "00:10")).thenRejected("already-started");
    given([...started(), tick("60:00")])
      .when(reorder(order, "60:10"))
      .thenRejected("session-over");
  });

  it.each([
    [["ana", "ben", "cho"]],
    [["ana", "ben", "cho", "cho"]],
    [["ana", "ben", "cho", "eve"]],
    [["ana", "ben", "cho", "dee", "eve"]],
    [[]],
  ])("8.1 %j is no order", (order) => {
    given(gathered()).when(reorder(order)).thenRejected("bad-order");
  });

  it("8.1 the same order changes nothing", () => {
    given(gathered())
      .when(reorder(["ana", "ben", "cho", "dee"]))
      .then([]);
  });
});

describe("two seats that have not begun", () => {
  const presenting = [...started(), tick("06:00")];
  const asked = [...presenting, swap("ben", "dee", "06:00", "ben")];
  const id = question(asked);

  it("8.2 change places when both holders agree", () => {
    given(presenting)
      .when(swap("ben", "dee", "06:00", "ben"))
      .thenTold(["06:00 ben proposed swap ben dee until 06:30"]);
    given(asked)
      .when(agree(id, "06:10", "dee"))
      .thenTold([
        "06:10 dee agreed dee",
        "06:10 dee proposal-closed accepted",
        "06:10 dee order-changed ana,dee,cho,ben swapped",
      ]);
    expect(hourOf(begun([...asked, agree(id, "06:10", "dee")])).slice(2, 6)).toEqual([
      "05:00 seat-1 ana",
      "17:00 seat-4 dee",
      "29:00 seat-3 cho",
      "41:00 seat-2 ben",
    ]);
  });

  it("8.2 stay when one refuses or says nothing", () => {
    given(asked)
      .when(decline(id, "06:10", "dee"))
      .thenTold(["06:10 dee proposal-closed declined"]);
    given(asked).when(tick("06:30")).thenTold(["06:30 clock proposal-closed lapsed"]);
  });

  it("8.2 are put to each other by the chair, and then both have to agree", () => {
    const byChair = [...presenting, swap("ben", "cho", "06:00")];
    const one = [...byChair, agree(question(byChair), "06:10", "cho")];
    expect(seatsOf(begun(one)).map((line) => line.slice(0, 3))).toEqual([
      "ana",
      "ben",
      "cho",
      "dee",
    ]);
    given(one)
      .when(agree(question(one), "06:20", "ben"))
      .thenTold([
        "06:20 ben agreed ben",
        "06:20 ben proposal-closed accepted",
        "06:20 ben order-changed ana,cho,ben,dee swapped",
      ]);
  });

  it("8.2 are nobody else's business", () => {
    given(presenting)
      .when(swap("ben", "cho", "06:00", "ana"))
      .thenRejected("not-yours");
    given(asked)
      .when(agree(id, "06:10", "ana"))
      .thenRejected("not-asked");
  });

  it("8.2 are two, of members, that have not begun", () => {
    given(presenting)
      .when(swap("ana", "ben", "06:00", "ben"))
      .thenRejected("seat-over");
    given(presenting)
      .when(swap("ben", "ben", "06:00", "ben"))
      .thenRejected("same-member");
    given(presenting)
      .when(swap("ben", "eve", "06:00", "ben"))
      .thenRejected("not-a-member");
    given(gathered())
      .when(swap("ben", "cho", START))
      .thenRejected("not-started");
    given([...started(), tick("17:00")])
      .when(swap("ben", "cho", "17:00"))
      .thenRejected("seat-over");
    given([...started(), tick("16:59.999")])
      .when(swap("ben", "cho", "16:59.999", "ben"))
      .thenTold(["16:59.999 ben proposed swap ben cho until 17:29.999"]);
  });

  it("8.2 are named in the order in which they sit, so that asking twice changes nothing back", () => {
    const lost = [...presenting, leave("cho", "06:00"), swap("ben", "cho", "06:10")];
    given(lost)
      .when(swap("ben", "cho", "06:10"))
      .thenRejected("already-swapped");
    given(lost)
      .when(swap("cho", "ben", "06:20"))
      .thenTold(["06:20 dee order-changed ana,ben,cho,dee swapped-alone"]);
  });

  it("8.3 change places at the chair's word when one is not there", () => {
    const lost = [...presenting, leave("cho", "06:00")];
    given(lost)
      .when(swap("ben", "cho", "06:10"))
      .thenTold(["06:10 dee order-changed ana,cho,ben,dee swapped-alone"]);
    given(lost)
      .when(swap("ben", "cho", "06:10", "ben"))
      .thenRejected("not-there");
    // Who has not come yet is not there either; the seat of Ana begins at 04:00.
    given([...startedWithout("ben"), tick("03:00")])
      .when(swap("ana", "ben", "03:00"))
      .thenTold(["03:00 dee order-changed ben,ana,cho,dee swapped-alone"]);
  });

  it("8.4 keep their seconds: each member has what their seat had", () => {
    const gift = [...started(), yieldTo("ben", "seat-1/clarify", "07:10", "ana")];
    const rich = [...gift, agree(question(gift), "07:10", "ben")];
    const exchange = [...rich, swap("ben", "dee", "07:20")];
    const after = begun([...exchange, agree(question(exchange), "07:30", "ben")]);
    expect(seatsOf(after)).toEqual(["ana 4:10", "dee 12:00", "cho 12:00", "ben 19:50"]);
    expect(lengthOf(after, "reserve")).toBe("2:00");
  });

  it("8.4 keep their seconds, and whoever is next in the new order advises first", () => {
    const after = begun([...asked, agree(id, "06:10", "dee")]);
    // The order is now Ana, Dee, Cho, Ben.
    expect(partsOf(after, "seat-4/advise").map((line) => line.split(" ")[2])).toEqual([
      "cho",
      "ben",
      "ana",
    ]);
    expect(partsOf(after, "closing-")).toEqual([
      "55:00 closing-1 ana",
      "55:30 closing-4 dee",
      "56:00 closing-3 cho",
      "56:30 closing-2 ben",
    ]);
  });
});

describe("passing", () => {
  it("8.5 releases the seat: 4:00 for each of the others", () => {
    given([...started(), tick("06:00")])
      .when(pass("ben", "06:00"))
      .thenTold(["06:00 ben seat-released ben passed"]);
    const passed = hourAfter([pass("ben", "06:00")]);
    expect(hourOf(passed).slice(2, 7)).toEqual([
      "05:00 seat-1 ana",
      "21:00 seat-3 cho",
      "37:00 seat-4 dee",
      "53:00 reserve",
      "55:00 closing",
    ]);
  });

  it("8.5 keeps the turns in the rounds and as an adviser", () => {
    const passed = hourAfter([pass("ben", "00:30")]);
    expect(partsOf(passed, "review-2")).toEqual(["02:00 review-2 ben"]);
    expect(partsOf(passed, "closing-2")).toEqual(["55:30 closing-2 ben"]);
    expect(lengthsOf(passed, "seat-3/advise-")).toHaveLength(3);
    expect(lengthOf(passed, "reserve")).toBe("2:00");
  });

  it("8.5 is for a seat that has not begun", () => {
    given([...started(), tick("05:00")])
      .when(pass("ana", "05:00"))
      .thenRejected("no-seat");
    given([...started(), tick("04:59.999")])
      .when(pass("ana", "04:59.999"))
      .thenTold(["04:59.999 ana seat-released ana passed"]);
    given([...started(), pass("ben", "06:00")])
      .when(pass("ben", "06:10"))
      .thenRejected("no-seat");
    given(started({ agenda: twoDeep }))
      .when(pass("cho", "02:00"))
      .thenRejected("no-seat");
    given(gathered()).when(pass("ana", START)).thenRejected("not-started");
  });
});

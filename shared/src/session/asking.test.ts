import { describe, expect, it } from "vitest";
import { given, sessionAfter, storyOf } from "../testing/given.ts";
import {
  advance,
  agree,
  arrive,
  askSeat,
  beganAt,
  decline,
  end,
  extend,
} from "../testing/sample.ts";
import {
  handChair,
  leave,
  pass,
  pause,
  question,
  started,
  startedWithout,
} from "../testing/sample.ts";
import { swap, tick, yieldTo } from "../testing/sample.ts";
import { viewOf } from "./view.ts";

const presenting = [...started(), tick("06:00")];
const asked = [...presenting, swap("ben", "dee", "06:00", "ben")];
const id = question(asked);

describe("a question", () => {
  it("11.1 stays open for 30 s and then lapses", () => {
    given(asked)
      .when(agree(id, "06:29.999", "dee"))
      .thenTold([
        "06:29.999 dee agreed dee",
        "06:29.999 dee proposal-closed accepted",
        "06:29.999 dee order-changed ana,dee,cho,ben swapped",
      ]);
    given(asked).when(tick("06:30")).thenTold(["06:30 clock proposal-closed lapsed"]);
    given(asked)
      .when(agree(id, "06:30", "dee"))
      .thenRejected("no-such-proposal");
  });

  it.each([
    [180_000, "00:16", "00:21"],
    [720_000, "01:10", "01:16"],
  ])("11.1 in a rehearsal of %i ms asked at %s stays open until %s", (hour, from, until) => {
    given([...started(hour), tick(from)])
      .when(swap("ben", "dee", from, "ben"))
      .thenTold([`${from} ben proposed swap ben dee until ${until}`]);
  });

  it("11.1 about seconds of the reserve takes effect when nobody answers", () => {
    // Begun 3:00 late, a reserve of 1:00; the first seat begins at 06:00.
    const scarce = [...beganAt("03:00"), extend("seat-1/present", 30, "06:30", "ana")];
    given(scarce)
      .when(tick("06:35"))
      .thenTold(["06:35 clock proposal-closed accepted", "06:35 clock seat-extended 1 reserve"]);
  });

  it("11.1 in a rehearsal of 3:00 takes effect after 5 s too", () => {
    // A twentieth: the reserve has 6 s, and keeps 3 s without asking.
    const used = [...started(180_000), pause("seat-1/present", "00:16"), tick("00:19")];
    given(used)
      .when(extend("seat-1/present", 60, "00:19"))
      .thenTold(["00:19 dee proposed extend seat-1/present 60 until 00:24"]);
  });
});

describe("a question about what is over", () => {
  /** Began 2:30 late, so that the reserve has 1:30; Ana's seat is from 05:30 to 17:30. */
  const scarce = beganAt("02:30");
  /** Began 4:00 late: no reserve, Ana's seat is from 07:00 to 19:00. */
  const spent = beganAt("04:00");

  it("11.2 does not lapse with the phase in which more time was asked for", () => {
    given([...scarce, extend("seat-1/present", 60, "07:28", "ana")])
      .when(tick("07:33"))
      .thenTold([
        "07:30 clock segment-ended seat-1/present deadline",
        "07:33 clock proposal-closed accepted",
        "07:33 clock seat-extended 1 reserve",
      ]);
    const donate = [...spent, extend("seat-1/present", 60, "08:50", "ana")];
    given([...donate, advance("seat-1/present", "08:55")])
      .when(agree(question(donate), "09:10", "ben"))
      .thenTold([
        "09:10 ben agreed ben",
        "09:10 ben proposal-closed accepted",
        "09:10 ben seat-extended 1 ben",
      ]);
  });

  it("11.2 does not lapse with the phase in which the rest of the seat was offered", () => {
    const give = [...presenting, yieldTo("ben", "seat-1/present", "06:50", "ana")];
    given([...give, tick("07:00")])
      .when(agree(question(give), "07:10", "ben"))
      .thenTold([
        "07:10 ben agreed ben",
        "07:10 ben proposal-closed accepted",
        "07:10 ben seat-yielded 1 ben",
        "07:10 ben segment-ended seat-1/clarify skipped",
      ]);
  });

  it("11.2 lapses with the seat it is about", () => {
    given([...spent, extend("seat-1/commit", 60, "18:20", "ana")])
      .when(tick("18:30"))
      .thenTold([
        "18:30 clock segment-ended seat-1/commit deadline",
        "18:30 clock proposal-closed lapsed",
      ]);
    const moved = [...spent, extend("seat-1/clarify", 60, "09:58", "ana")];
    expect(storyOf([...moved, leave("ana", "09:59"), tick("10:00")])).toContain(
      "09:59 clock proposal-closed lapsed",
    );
  });

  it("11.2 lapses when the commitment begins of a seat whose rest was offered before it", () => {
    given([...presenting, yieldTo("ben", "seat-1/open", "14:50", "ana")])
      .when(tick("15:00"))
      .thenTold([
        "15:00 clock segment-ended seat-1/open deadline",
        "15:00 clock proposal-closed lapsed",
      ]);
    given([...presenting, yieldTo("ben", "seat-1/commit", "16:10", "ana")])
      .when(tick("16:30"))
      .thenTold([
        "16:30 clock segment-ended seat-1/commit deadline",
        "16:30 clock proposal-closed lapsed",
      ]);
  });

  it("11.2 lapses when the rest of the seat is given to others", () => {
    given([...presenting, yieldTo("ben", "seat-1/present", "06:10", "ana")])
      .when(yieldTo("questions", "seat-1/present", "06:20", "ana"))
      .thenTold([
        "06:20 ana seat-yielded 1 questions",
        "06:20 ana segment-ended seat-1/present skipped",
        "06:20 clock proposal-closed lapsed",
      ]);
  });

  it("11.2 lapses when a seat it is about begins or is passed", () => {
    const late = [...started(), swap("ben", "dee", "16:50", "ben")];
    given(late)
      .when(tick("17:00"))
      .thenTold([
        "17:00 clock segment-ended seat-1/handover deadline",
        "17:00 clock proposal-closed lapsed",
      ]);
    given(asked)
      .when(pass("dee", "06:10"))
      .thenTold(["06:10 dee seat-released dee passed", "06:10 clock proposal-closed lapsed"]);
  });

  it("11.2 lapses when a pause begins in the seat it is about", () => {
    given([...presenting, yieldTo("ben", "seat-1/present", "06:00", "ana")])
      .when(pause("seat-1/present", "06:10"))
      .thenTold(["06:10 dee paused seat until 07:10", "06:10 clock proposal-closed lapsed"]);
  });

  it("11.2 lapses when whoever should get something has left", () => {
    given([...presenting, yieldTo("ben", "seat-1/present", "06:00", "ana")])
      .when(leave("ben", "06:10"))
      .thenTold(["06:10 clock member-left ben since 06:10", "06:10 clock proposal-closed lapsed"]);
  });

  it("11.2 lapses when nobody who could pay is there any more", () => {
    const donate = [...beganAt("04:00"), extend("seat-1/present", 60, "08:00", "ana")];
    const left = [...donate, leave("ben", "08:10"), leave("cho", "08:10")];
    given(left)
      .when(leave("dee", "08:10"))
      .thenTold(["08:10 clock member-left dee since 08:10", "08:10 clock proposal-closed lapsed"]);
  });

  it("11.2 to end lapses when whoever asked is lost and has the chair no more", () => {
    given([...started(), end("20:00"), leave("dee", "20:02"), tick("20:21.999")])
      .when(tick("20:22"))
      .thenTold(["20:22 clock chair-taken cho absent", "20:22 clock proposal-closed lapsed"]);
  });

  it("11.2 lapses when the share it asks for has begun", () => {
    // Ana came too late; Dee sits last, from 36:00 on.
    const ask = [...startedWithout("ana"), arrive("ana", "12:00"), askSeat("ana", "35:50")];
    const before = [...ask, tick("35:59.999")];
    given(before)
      .when(tick("36:00"))
      .thenTold([
        "36:00 clock segment-ended seat-3/handover deadline",
        "36:00 clock proposal-closed lapsed",
      ]);
  });
});

describe("a question whose answers are in", () => {
  /** Cho was lost at 19:25 and is gone at 20:25; the others have agreed. */
  const lost = [...started(), leave("cho", "19:25"), end("20:00")];
  const two = [
    ...lost,
    agree(question(lost), "20:05", "ana"),
    agree(question(lost), "20:06", "ben"),
  ];

  it("11.2 is decided at once when those who have not answered have gone", () => {
    given([...two, tick("20:24.999")])
      .when(tick("20:25"))
      .thenTold([
        "20:25 clock member-gone cho",
        "20:25 clock order-changed ana,ben,dee,cho absent",
        "20:25 clock proposal-closed accepted",
        "20:25 clock session-ended agreed",
      ]);
  });

  it("11.2 waits for whoever was lost just now, and may come back to answer", () => {
    expect(sessionAfter([...two, tick("20:24.999")]).status).toBe("running");
    given([...two, arrive("cho", "20:10")])
      .when(decline(question(lost), "20:12", "cho"))
      .thenTold(["20:12 cho proposal-closed declined"]);
  });

  it("11.2 is not decided by a drop of everybody else", () => {
    const ending = [...started(), end("20:00"), leave("ana", "20:10"), leave("ben", "20:10")];
    given(ending).when(leave("cho", "20:10")).thenTold(["20:10 clock member-left cho since 20:10"]);
  });

  it("11.2 goes on when those who have answered have left", () => {
    const ending = [...started(), end("20:00")];
    given([...ending, agree(question(ending), "20:05", "ana")])
      .when(leave("ana", "20:10"))
      .thenTold(["20:10 clock member-left ana since 20:10"]);
  });

  it("11.2 about a share is decided by those who have not gone", () => {
    // Dee is gone at 12:20.
    const ask = [
      ...startedWithout("ana"),
      leave("dee", "11:20"),
      arrive("ana", "12:00"),
      askSeat("ana", "12:10"),
    ];
    const agreed = [
      ...ask,
      agree(question(ask), "12:11", "ben"),
      agree(question(ask), "12:12", "cho"),
    ];
    given([...agreed, tick("12:19.999")])
      .when(tick("12:20"))
      .thenTold([
        "12:20 clock member-gone dee",
        "12:20 clock proposal-closed accepted",
        "12:20 clock seat-granted ana seats",
      ]);
  });

  it("11.2 is not agreed to by nobody: a share that all have left unanswered lapses", () => {
    const ask = [...startedWithout("ana"), arrive("ana", "12:00"), askSeat("ana", "12:10")];
    const left = ["ben", "cho", "dee"].map((member) => leave(member, "12:15", "11:30"));
    expect(storyOf([...ask, ...left, tick("12:45")]).join()).not.toContain("seat-granted");
  });

  it("11.2 about seconds of the reserve takes effect when nobody is left to object", () => {
    // Begun 3:00 late, a reserve of 1:00; the first seat begins at 06:00.
    const scarce = [...beganAt("03:00"), extend("seat-1/present", 30, "06:30", "ana")];
    const left = [...scarce, leave("ben", "06:31"), leave("cho", "06:31")];
    given(left)
      .when(leave("dee", "06:31"))
      .thenTold([
        "06:31 clock member-left dee since 06:31",
        "06:31 clock proposal-closed accepted",
        "06:31 clock seat-extended 1 reserve",
      ]);
  });
});

describe("questions of a kind", () => {
  it("11.3 are asked one at a time", () => {
    given(asked)
      .when(swap("cho", "dee", "06:10", "cho"))
      .thenRejected("already-asked");
    given([...presenting, end("06:00")])
      .when(end("06:10"))
      .thenRejected("already-asked");
    given([...presenting, yieldTo("ben", "seat-1/present", "06:00", "ana")])
      .when(yieldTo("cho", "seat-1/present", "06:10", "ana"))
      .thenRejected("already-asked");
  });

  it("11.3 and of another kind may be open at the same time", () => {
    given(asked).when(end("06:10")).thenTold(["06:10 dee proposed end until 06:40"]);
    const both = sessionAfter([...asked, end("06:10")]);
    expect(viewOf(both, "ana")?.proposals.map(({ wish }) => wish.type)).toEqual(["swap", "end"]);
  });

  it("11.3 may be asked again after an answer", () => {
    given([...asked, decline(id, "06:05", "dee")])
      .when(swap("ben", "dee", "06:10", "ben"))
      .thenTold(["06:10 ben proposed swap ben dee until 06:40"]);
  });

  it("11.3 are taken back by whoever has asked", () => {
    given(asked)
      .when(decline(id, "06:10", "ben"))
      .thenTold(["06:10 ben proposal-closed withdrawn"]);
  });

  it("11.3 are closed by one refusal of somebody who was asked, and by nobody else's", () => {
    given(asked)
      .when(decline(id, "06:10", "dee"))
      .thenTold(["06:10 dee proposal-closed declined"]);
    given(asked)
      .when(decline(id, "06:10", "cho"))
      .thenRejected("not-asked");
    given(asked)
      .when(decline(id, "06:10", "eve"))
      .thenRejected("not-a-member");
    given(asked)
      .when(decline(id + 1, "06:10", "dee"))
      .thenRejected("no-such-proposal");
  });

  it("11.3 are answered once", () => {
    given(asked)
      .when(agree(id, "06:10", "ben"))
      .thenRejected("already-answered");
  });

  it("11.3 about giving time stay open when one will not give it", () => {
    const donate = [...beganAt("04:00"), extend("seat-1/present", 60, "08:00", "ana")];
    const refused = [...donate, decline(question(donate), "08:10", "ben")];
    given(donate)
      .when(decline(question(donate), "08:10", "ben"))
      .then([]);
    given(refused)
      .when(agree(question(refused), "08:20", "dee"))
      .thenTold([
        "08:20 dee agreed dee",
        "08:20 dee proposal-closed accepted",
        "08:20 dee seat-extended 1 dee",
      ]);
  });

  it("11.3 outlive the chair of whoever asked", () => {
    const ending = [...started(), end("20:00")];
    given(ending).when(handChair("ana", "20:05")).thenTold(["20:05 dee chair-taken ana handed"]);
  });
});

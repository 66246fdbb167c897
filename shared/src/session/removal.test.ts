import { describe, expect, it } from "vitest";
import { given, sessionAfter, storyOf } from "../testing/given.ts";
import {
  START,
  arrive,
  askSeat,
  autoAdvance,
  begun,
  emergency,
  end,
  excuse,
  gathered,
  group,
  handChair,
} from "../testing/sample.ts";
import {
  hourAfter,
  leave,
  pause,
  remove,
  resume,
  start,
  started,
  startedWithout,
  swap,
  takeChair,
  tick,
} from "../testing/sample.ts";
import { hourOf, seatsOf } from "../testing/timetable.ts";
import { viewOf } from "./view.ts";

const presenting = [...started(), tick("06:00")];

describe("somebody who is removed", () => {
  it("5.8 gives seat and turns to the others, and the turns to advise are shared out anew", () => {
    given(presenting)
      .when(remove("ben", "06:00"))
      .thenTold(["06:00 dee member-removed ben", "06:00 dee seat-released ben removed"]);
    // 12:00 for the one who sits and the two to come.
    expect(seatsOf(hourAfter([tick("06:00"), remove("ben", "06:00")]))).toEqual([
      "ana 16:00",
      "cho 16:00",
      "dee 16:00",
    ]);
    expect(hourOf(hourAfter([tick("06:00"), remove("ben", "06:00")])).at(-3)).toBe("55:30 closing");
  });

  it("5.8 is broken off in the hot seat, also while promising", () => {
    given(presenting)
      .when(remove("ana", "06:00"))
      .thenTold([
        "06:00 dee member-removed ana",
        "06:00 dee seat-released ana removed",
        "06:00 dee segment-ended seat-1/present absent",
      ]);
    given([...started(), tick("15:30")])
      .when(remove("ana", "15:30"))
      .thenTold([
        "15:30 dee member-removed ana",
        "15:30 dee seat-released ana removed",
        "15:30 dee segment-ended seat-1/commit absent",
      ]);
  });

  it("5.8 leads nothing any more: whoever has the chair does", () => {
    // Dee will not come, so that Cho leads the opening, and hands the chair to Ana.
    const led = [...gathered({}, "dee"), excuse("dee", START), start(START, "cho")];
    const out = begun([...led, handChair("ana", "00:10", "cho"), remove("cho", "00:20", "ana")]);
    const open = viewOf(out, "ana")?.plan.segments.find(({ id }) => id === "open");
    expect(open?.holder).toBe("ana");
  });

  it("5.8 has no pause any more, unless it is for all", () => {
    given([...presenting, pause("seat-1/present", "06:00", "ana")])
      .when(remove("ana", "06:20"))
      .thenTold([
        "06:20 dee resumed asked",
        "06:20 dee member-removed ana",
        "06:20 dee seat-released ana removed",
        "06:20 dee segment-ended seat-1/present absent",
      ]);
    given([...presenting, leave("ana", "06:00")])
      .when(remove("ana", "06:20"))
      .thenTold([
        "06:20 dee resumed without-holder",
        "06:20 dee member-removed ana",
        "06:20 dee seat-released ana removed",
        "06:20 dee segment-ended seat-1/present absent",
      ]);
    const distress = [...presenting, emergency("06:00", "ben")];
    given(distress).when(remove("ana", "06:20")).thenTold(["06:20 dee member-removed ana"]);
    expect(storyOf([...distress, remove("ana", "06:20"), resume("07:00")]).slice(-4)).toEqual([
      "06:20 dee member-removed ana",
      "07:00 dee resumed asked",
      "07:00 clock seat-released ana removed",
      "07:00 clock segment-ended seat-1/present absent",
    ]);
  });

  it("5.8 during the wait gives the seat away once it is over", () => {
    const waiting = startedWithout("ana", "ben", "cho");
    given(waiting).when(remove("ana", "01:00")).thenTold(["01:00 dee member-removed ana"]);
    expect(storyOf([...waiting, remove("ana", "01:00"), arrive("ben", "02:00")]).slice(-3)).toEqual(
      [
        "02:00 ben member-arrived ben",
        "02:00 clock segment-ended waiting begun",
        "02:00 clock seat-released ana removed",
      ],
    );
  });

  it("5.8 before the hour is planned without, as long as two are left", () => {
    const without = sessionAfter([...gathered(), remove("ben", START), start()]);
    expect(without.status === "running" && seatsOf(without)).toEqual([
      "ana 16:30",
      "cho 16:30",
      "dee 16:30",
    ]);
    given(gathered(group(2)))
      .when(remove("ana", START, "ben"))
      .thenRejected("too-few");
    given([...started(group(2)), tick("06:00")])
      .when(remove("ana", "06:00", "ben"))
      .thenTold([
        "06:00 ben member-removed ana",
        "06:00 ben seat-released ana removed",
        "06:00 ben segment-ended seat-1/present absent",
      ]);
  });

  it("5.8 cannot come back, do anything, or see anything", () => {
    const out = [...presenting, remove("ben", "06:00")];
    for (const command of [
      arrive("ben", "06:10"),
      takeChair("ben", "06:10"),
      askSeat("ben", "06:10"),
      emergency("06:10", "ben"),
    ]) {
      given(out).when(command).thenRejected("removed");
    }
    expect(viewOf(sessionAfter(out), "ben")).toBeNull();
    const seen = viewOf(sessionAfter(out), "ana")?.members.find(({ id }) => id === "ben");
    expect(seen).toMatchObject({ name: "Ben", removed: true, presence: "gone", seat: "released" });
    given(out).when(remove("ben", "06:20")).thenTold([]);
  });

  it("5.8 asks for nothing any more", () => {
    const asked = [...presenting, swap("ben", "dee", "06:00", "ben")];
    expect(storyOf([...asked, remove("ben", "06:10")]).slice(-1)).toEqual([
      "06:10 clock proposal-closed lapsed",
    ]);
    // What is asked of all goes on without them.
    const ending = [...presenting, end("06:00")];
    expect(sessionAfter([...ending, remove("ben", "06:10")])).toMatchObject({
      proposals: [{ wish: { type: "end" } }],
    });
  });

  it("5.8 leaves somebody else's overtime as it is", () => {
    const over = [...presenting, autoAdvance(false, "06:10"), tick("08:00")];
    const session = sessionAfter([...over, remove("ben", "08:10")]);
    expect(session).toMatchObject({ claim: { kind: "overtime" } });
  });

  it("5.8 is removed by whoever has the chair, and by nobody else", () => {
    given(presenting)
      .when(remove("ben", "06:00", "ana"))
      .thenRejected("not-chair");
    given(presenting).when(remove("dee", "06:00")).thenRejected("not-yourself");
    given(presenting).when(remove("eve", "06:00")).thenRejected("not-a-member");
    given([...started(), tick("60:00")])
      .when(remove("ben", "60:00"))
      .thenRejected("session-over");
  });

  it("5.9 is never the facilitator", () => {
    const handed = [...presenting, handChair("ana", "06:00")];
    given(handed)
      .when(remove("dee", "06:10", "ana"))
      .thenRejected("facilitator-stays");
    const gone = [...presenting, leave("dee", "06:00"), tick("07:30")];
    given(gone)
      .when(remove("dee", "07:30", "cho"))
      .thenRejected("facilitator-stays");
  });

  it("5.9 is nobody while the facilitator is there and somebody else took the chair", () => {
    const taken = [...presenting, takeChair("ana", "06:00")];
    given(taken)
      .when(remove("ben", "06:10", "ana"))
      .thenRejected("facilitator-decides");
    given([...taken, leave("dee", "06:10")])
      .when(remove("ben", "06:20", "ana"))
      .thenTold(["06:20 ana member-removed ben", "06:20 ana seat-released ben removed"]);
    const back = [...taken, takeChair("dee", "06:20")];
    given(back)
      .when(remove("ana", "06:30"))
      .thenTold([
        "06:30 dee member-removed ana",
        "06:30 dee seat-released ana removed",
        "06:30 dee segment-ended seat-1/present absent",
      ]);
  });

  it("5.9 may be removed by the deputy who stands in, and by whoever was handed the chair", () => {
    const standing = [...presenting, leave("dee", "06:00"), arrive("dee", "06:30")];
    given(standing)
      .when(remove("ben", "06:40", "cho"))
      .thenTold(["06:40 cho member-removed ben", "06:40 cho seat-released ben removed"]);
    given([...presenting, handChair("ana", "06:00")])
      .when(remove("ben", "06:40", "ana"))
      .thenTold(["06:40 ana member-removed ben", "06:40 ana seat-released ben removed"]);
  });
});

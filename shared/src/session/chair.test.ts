import { describe, expect, it } from "vitest";
import { given, sessionAfter, storyOf } from "../testing/given.ts";
import {
  START,
  arrive,
  at,
  create,
  excuse,
  gathered,
  group,
  handChair,
  hourAfter,
} from "../testing/sample.ts";
import { leave, start, started, startedWithout, takeChair, tick } from "../testing/sample.ts";
import type { Command } from "./command.ts";
import { viewOf } from "./view.ts";

/** Who has taken the chair when, without all else. */
function chairs(steps: readonly Command[]): string[] {
  return storyOf(steps).filter((line) => line.includes("chair-taken"));
}

describe("the chair", () => {
  it("5.1 is the facilitator's, and everybody sees who has which role", () => {
    const view = viewOf(hourAfter([]), "ana");
    expect(view).toMatchObject({ chair: "dee", you: { id: "ana", role: "member" } });
    expect(view?.members.map(({ role }) => role)).toEqual([
      "member",
      "member",
      "deputy",
      "facilitator",
    ]);
  });

  it("5.2 goes at 1:00 to the deputy when the facilitator has not come", () => {
    expect(chairs([...startedWithout("dee"), tick("00:59.999")])).toEqual([]);
    given(startedWithout("dee"))
      .when(tick("01:00"))
      .thenTold(["01:00 clock chair-taken cho absent", "01:00 clock segment-ended open deadline"]);
  });

  it("5.2 stays with the facilitator who comes in time", () => {
    expect(chairs([...startedWithout("dee"), arrive("dee", "00:59.999"), tick("20:00")])).toEqual(
      [],
    );
    expect(chairs([...startedWithout("dee"), arrive("dee", "01:00")])).toEqual([
      "01:00 clock chair-taken cho absent",
    ]);
  });

  it("5.2 waits for somebody who can take it", () => {
    const nobody = create({ scheduledFor: at("05:00") });
    expect(chairs([nobody, tick("07:00"), arrive("ana", "08:00")])).toEqual([
      "08:00 clock chair-taken ana absent",
    ]);
  });

  it("5.2 goes to the deputy as soon as the facilitator says that they will not come", () => {
    given(gathered({}, "dee"))
      .when(excuse("dee", START))
      .thenTold(["00:00 dee member-excused dee", "00:00 dee chair-taken cho absent"]);
    given([...gathered({}, "cho", "dee"), excuse("cho", START)])
      .when(excuse("dee", START))
      .thenTold(["00:00 dee member-excused dee", "00:00 dee chair-taken ana absent"]);
    // Whoever has taken it keeps it.
    given([...gathered({}, "dee"), takeChair("ben", START)])
      .when(excuse("dee", START))
      .thenTold(["00:00 dee member-excused dee"]);
  });

  it("5.2 then whoever has the chair opens the hour, until the facilitator comes all the same", () => {
    const opener = (steps: readonly Command[]) =>
      viewOf(sessionAfter(steps), "ana")?.plan.segments.find(({ id }) => id === "open")?.holder;
    const excused = [...gathered({}, "dee"), excuse("dee", START)];
    expect(opener(gathered({}, "dee"))).toBe("dee");
    expect(opener([...excused, start(START, "cho")])).toBe("cho");
    expect(opener([...excused, takeChair("ben", START)])).toBe("ben");
    const back = [...excused, arrive("dee", START)];
    expect(opener(back)).toBe("dee");
    expect(viewOf(sessionAfter(back), "ana")?.chair).toBe("cho");
  });

  it("5.2 goes in a rehearsal of 6:00 at 0:06", () => {
    const rehearsal = [...gathered({ hour: 360_000 }, "dee"), start()];
    expect(chairs([...rehearsal, tick("00:05.999")])).toEqual([]);
    expect(chairs([...rehearsal, tick("00:06")])).toEqual(["00:06 clock chair-taken cho absent"]);
  });

  it("5.3 goes to the deputy when whoever has it is lost for 20 s", () => {
    const lost = [...started(), leave("dee", "06:00")];
    expect(chairs([...lost, tick("06:19.999")])).toEqual([]);
    expect(chairs([...lost, tick("06:20")])).toEqual(["06:20 clock chair-taken cho absent"]);
  });

  it("5.3 counts from the last sign of life", () => {
    const lost = [...started(), leave("dee", "06:10", "06:00")];
    expect(chairs([...lost, tick("06:20")])).toEqual(["06:20 clock chair-taken cho absent"]);
    expect(chairs([...started(), leave("dee", "06:30", "06:00")])).toEqual([
      "06:30 clock chair-taken cho absent",
    ]);
  });

  it("5.3 stays with whoever is back in time", () => {
    const lost = [...started(), leave("dee", "06:00")];
    expect(chairs([...lost, arrive("dee", "06:19.999"), tick("20:00")])).toEqual([]);
  });

  it("5.3 is lost by whoever has it, not only by the facilitator", () => {
    const handed = [...started(), handChair("ana", "02:00"), leave("ana", "02:10")];
    expect(chairs([...handed, tick("02:30")])).toEqual([
      "02:00 dee chair-taken ana handed",
      "02:30 clock chair-taken cho absent",
    ]);
  });

  it("5.3 in a rehearsal of 3:00 it takes 5 s", () => {
    const lost = [...started(180_000), leave("dee", "00:10")];
    expect(chairs([...lost, tick("00:14.999")])).toEqual([]);
    expect(chairs([...lost, tick("00:15")])).toEqual(["00:15 clock chair-taken cho absent"]);
  });

  it("5.4 passes over the deputy who is not there", () => {
    expect(chairs([...startedWithout("cho", "dee"), tick("01:00")])).toEqual([
      "01:00 clock chair-taken ana absent",
    ]);
    const lost = [...started(), leave("cho", "06:10"), leave("dee", "06:00")];
    expect(chairs([...lost, tick("06:30")])).toEqual(["06:30 clock chair-taken ben absent"]);
  });

  it("5.4 passes over the deputy who is in the hot seat", () => {
    // Cho sits from 29:00 to 41:00.
    const lost = [...started(), leave("dee", "30:00"), tick("30:20")];
    expect(chairs(lost)).toEqual(["30:20 clock chair-taken ana absent"]);
  });

  it("5.4 passes over everybody in the hot seat", () => {
    // Ana sits from 05:00 to 17:00 and would be the next after Dee.
    const lost = [...started(), leave("cho", "06:00"), tick("07:30"), leave("dee", "07:30")];
    expect(chairs([...lost, tick("07:50")])).toEqual(["07:50 clock chair-taken ben absent"]);
  });

  it("5.4 goes to the holder when nobody else is there", () => {
    const lost = ["ben", "cho", "dee"].map((member) => leave(member, "06:00"));
    expect(chairs([...started(), ...lost, tick("06:20")])).toEqual([
      "06:20 clock chair-taken ana absent",
    ]);
  });

  it("5.4 goes to the facilitator when only they are there", () => {
    const pair = group(2);
    const steps = [...started(pair), takeChair("ana", "02:00"), leave("ana", "02:10")];
    expect(chairs([...steps, tick("02:30")])).toEqual([
      "02:00 ana chair-taken ana taken",
      "02:30 clock chair-taken ben absent",
    ]);
  });

  it("5.5 does not go back by itself", () => {
    const back = [...started(), leave("dee", "06:00"), arrive("dee", "06:30")];
    expect(chairs([...back, tick("52:00")])).toEqual(["06:20 clock chair-taken cho absent"]);
  });

  it("5.5 goes back by one tap", () => {
    given([...started(), leave("dee", "06:00"), arrive("dee", "06:30")])
      .when(takeChair("dee", "06:40"))
      .thenTold(["06:40 dee chair-taken dee taken"]);
  });

  it("5.5 can be taken by anybody who is there, before and during the hour", () => {
    given([...started(), tick("06:00")])
      .when(takeChair("ana", "06:00"))
      .thenTold(["06:00 ana chair-taken ana taken"]);
    given(gathered()).when(takeChair("ben", START)).thenTold(["00:00 ben chair-taken ben taken"]);
    given(started()).when(takeChair("dee", "00:10")).thenRejected("already-chair");
    given(startedWithout("ana")).when(takeChair("ana", "00:10")).thenRejected("not-there");
    given(started()).when(takeChair("eve", "00:10")).thenRejected("not-a-member");
    given([...started(), tick("60:00")])
      .when(takeChair("ana", "60:10"))
      .thenRejected("session-over");
  });

  it("5.6 can be handed to somebody who is there", () => {
    given(started()).when(handChair("ana", "00:10")).thenTold(["00:10 dee chair-taken ana handed"]);
    given(started())
      .when(handChair("ana", "00:10", "ben"))
      .thenRejected("not-chair");
    given(started()).when(handChair("dee", "00:10")).thenRejected("already-chair");
    given(started()).when(handChair("eve", "00:10")).thenRejected("not-a-member");
    given(startedWithout("ana")).when(handChair("ana", "00:10")).thenRejected("not-there");
  });

  it("5.6 once handed is no longer the one's who had it", () => {
    given([...started(), handChair("ana", "00:10")])
      .when(handChair("ben", "00:20"))
      .thenRejected("not-chair");
  });

  it("5.7 may be empty: an hour that everybody has left goes on to its end", () => {
    const left = ["ana", "ben", "cho", "dee"].map((member) => leave(member, "30:00"));
    const steps = [...started(), ...left, tick("60:00")];
    expect(storyOf(steps).at(-1)).toBe("60:00 clock session-ended hour-over");
    expect(chairs(steps)).toEqual([]);
    expect(sessionAfter(steps)).toMatchObject({ chair: "dee", endedAt: at("60:00") });
  });

  it("5.7 may be empty: an hour in which nobody presses anything goes through all of it", () => {
    const story = storyOf([...startedWithout("dee"), tick("60:00")]);
    expect(story.slice(-3)).toEqual([
      "59:00 clock segment-ended next-call deadline",
      "60:00 clock segment-ended goodbye deadline",
      "60:00 clock session-ended hour-over",
    ]);
  });
});

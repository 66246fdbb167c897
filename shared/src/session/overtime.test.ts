import { describe, expect, it } from "vitest";
import { accountability } from "../agenda/presets.ts";
import { given, storyOf } from "../testing/given.ts";
import { advance, arrive, autoAdvance, emergency, hourAfter, leave } from "../testing/sample.ts";
import { pass, skip, started, startedWithout, tick, yieldTo } from "../testing/sample.ts";
import { hourOf, lengthOf, lengthsOf, seatsOf } from "../testing/timetable.ts";
import type { Command } from "./command.ts";
import { planOf } from "./plan.ts";

/** Segments do not end by themselves from the second 00:10 on. */
const off = autoAdvance(false, "00:10");
/** The same from a moment on. */
const offAt = (when: string) => autoAdvance(false, when);

const by = (steps: readonly Command[], when: string) => [...started(), ...steps, tick(when)];

/** How much the phases of Ana's seat that give way have in all, in seconds, without one. */
function elastic(steps: readonly Command[], without: string): number {
  return planOf(hourAfter(steps))
    .segments.filter(({ id }) => /^seat-1\/(present|clarify|advise|open)/.test(id))
    .filter(({ id }) => id !== without)
    .reduce((sum, { startsAt, endsAt }) => sum + (endsAt - startsAt) / 1000, 0);
}

describe("segments that do not end by themselves", () => {
  it("6.10 are turned on and off by the chair", () => {
    given(started()).when(off).thenTold(["00:10 dee auto-advance-set false"]);
    given(started())
      .when(autoAdvance(false, "00:10", "ana"))
      .thenRejected("not-chair");
    given(started()).when(autoAdvance(true, "00:10")).then([]);
    given([...started(), off])
      .when(autoAdvance(true, "00:20"))
      .thenTold(["00:20 dee auto-advance-set true"]);
  });

  it("6.10 a phase runs over at its end", () => {
    given(by([offAt("06:00")], "06:59.999"))
      .when(tick("07:00"))
      .thenTold(["07:00 clock overtime-began seat-1/present"]);
  });

  it("6.10 a phase takes from the later ones, then from the commitment, then from the reserve", () => {
    // 2:00, 4:00 and 1:30; 0:45; 2:00: 10:15 in all, until 17:15.
    const steps = [offAt("06:00")];
    given(by(steps, "17:14.999"))
      .when(tick("17:15"))
      .thenTold(["17:15 clock segment-ended seat-1/present deadline"]);
    const used = hourAfter([...steps, tick("17:15")]);
    expect(lengthsOf(used, "seat-1/")).toEqual([
      "present 12:15",
      "think 0:30",
      "commit 0:45",
      "handover 0:30",
    ]);
    expect(hourOf(used).slice(2)).toEqual([
      "05:00 seat-1 ana",
      "19:00 seat-2 ben",
      "31:00 seat-3 cho",
      "43:00 seat-4 dee",
      "55:00 closing",
      "57:00 next-call",
      "59:00 goodbye",
    ]);
  });

  it("6.10 no adviser's turn pays for another's", () => {
    // 1:30 of open talk, 0:45 and 2:00: until 15:05.
    const steps = [offAt("10:00")];
    given(by(steps, "15:04.999"))
      .when(tick("15:05"))
      .thenTold(["15:05 clock segment-ended seat-1/advise-1 deadline"]);
    expect(lengthsOf(hourAfter([...steps, tick("15:05")]), "seat-1/").slice(3)).toEqual([
      "advise-1 5:35",
      "advise-2 1:20",
      "advise-3 1:20",
      "commit 0:45",
      "handover 0:30",
    ]);
  });

  it("6.10 any other part takes from the reserve", () => {
    given(by([off], "02:59.999"))
      .when(tick("03:00"))
      .thenTold(["03:00 clock segment-ended open deadline"]);
    expect(storyOf(by([off], "01:00")).at(-1)).toBe("01:00 clock overtime-began open");
    expect(seatsOf(hourAfter([off, tick("03:00")]))).toEqual([
      "ana 12:00",
      "ben 12:00",
      "cho 12:00",
      "dee 12:00",
    ]);
    expect(storyOf(by([offAt("01:30")], "02:00")).at(-1)).toBe(
      "02:00 clock overtime-began review-1",
    );
    const floor = [...started({ agenda: accountability }), offAt("52:00"), tick("53:00")];
    expect(storyOf(floor).at(-1)).toBe("53:00 clock overtime-began floor");
  });

  it("6.10 where nothing can pay, a part ends all the same", () => {
    // After an opening of 3:00 the reserve has nothing.
    expect(storyOf(by([off], "04:00")).at(-1)).toBe("04:00 clock segment-ended review-1 deadline");
  });
});

describe("overtime", () => {
  const over = [offAt("06:00"), tick("07:00")];

  it("6.11 ends when there is nothing left to take", () => {
    expect(storyOf(by([off], "03:00")).slice(-2)).toEqual([
      "01:00 clock overtime-began open",
      "03:00 clock segment-ended open deadline",
    ]);
  });

  it("6.11 ends when the chair moves on, and what it has not used goes back", () => {
    const moved = [...over, advance("seat-1/present", "08:00")];
    expect(lengthOf(hourAfter(moved), "seat-1/present")).toBe("3:00");
    // 1:00 is paid by the 7:30 of the later phases; commitment and reserve have all they had.
    expect(elastic(moved, "seat-1/present")).toBe(390);
    expect(lengthOf(hourAfter(moved), "seat-1/commit")).toBe("1:30");
    expect(lengthOf(hourAfter(moved), "reserve")).toBe("2:00");
    expect(seatsOf(hourAfter(moved))).toEqual(["ana 12:00", "ben 12:00", "cho 12:00", "dee 12:00"]);
  });

  it.each([
    ["14:30", 0, "1:30", "2:00"],
    ["14:40", 0, "1:20", "2:00"],
    ["15:15", 0, "0:45", "2:00"],
    ["15:45", 0, "0:45", "1:30"],
  ])(
    "6.11 at %s leaves %i s of talk, a commitment of %s and a reserve of %s",
    (when, talk, commit, reserve) => {
      const moved = [...over, advance("seat-1/present", when)];
      expect(elastic(moved, "seat-1/present")).toBe(talk);
      expect(lengthOf(hourAfter(moved), "seat-1/commit")).toBe(commit);
      expect(lengthOf(hourAfter(moved), "reserve")).toBe(reserve);
    },
  );

  it("6.11 ends when segments end by themselves again", () => {
    given([...started(), ...over])
      .when(autoAdvance(true, "08:00"))
      .thenTold([
        "08:00 dee auto-advance-set true",
        "08:00 clock segment-ended seat-1/present deadline",
      ]);
    expect(elastic([...over, autoAdvance(true, "08:00")], "seat-1/present")).toBe(390);
  });

  it("6.11 does not end when somebody else gives up a seat", () => {
    given([...started(), ...over])
      .when(pass("ben", "08:00"))
      .thenTold(["08:00 ben seat-released ben passed"]);
  });

  it("6.11 does not end when a seat is released at 10:00", () => {
    // Ben has not come, and Ana's seat begins at 04:00.
    const late = [...startedWithout("ben"), offAt("05:00"), tick("09:59.999")];
    given(late).when(tick("10:00")).thenTold(["10:00 clock seat-released ben no-show"]);
  });

  it("6.11 ends also when the holder is done or skips the phase", () => {
    expect(elastic([...over, advance("seat-1/present", "08:00", "ana")], "seat-1/present")).toBe(
      390,
    );
    expect(elastic([...over, skip("seat-1/present", "08:00", "ana")], "seat-1/present")).toBe(390);
  });

  it("6.11 in open talk is paid by the commitment and the reserve", () => {
    const steps = [offAt("14:00"), tick("15:00")];
    expect(storyOf([...started(), ...steps]).at(-1)).toBe("15:00 clock overtime-began seat-1/open");
    const moved = hourAfter([...steps, advance("seat-1/open", "16:00")]);
    expect(lengthOf(moved, "seat-1/commit")).toBe("0:45");
    expect(lengthOf(moved, "reserve")).toBe("1:45");
  });

  it("6.11 in a commitment is paid by the reserve", () => {
    const moved = hourAfter([offAt("16:00"), advance("seat-1/commit", "17:00")]);
    expect(lengthOf(moved, "seat-1/commit")).toBe("2:00");
    expect(lengthOf(moved, "reserve")).toBe("1:30");
  });

  it.each([
    ["a handover", "16:40", "17:00 clock segment-ended seat-1/handover deadline"],
    ["the reserve", "54:00", "55:00 clock segment-ended reserve deadline"],
    ["a turn in the closing round", "55:10", "55:30 clock segment-ended closing-1 deadline"],
    ["the next call", "58:00", "59:00 clock segment-ended next-call deadline"],
  ])("6.11 there is none in %s", (_, when, line) => {
    expect(storyOf(by([offAt(when)], line.slice(0, 5))).at(-1)).toBe(line);
  });

  it("6.11 there is none in the goodbye: the hour ends", () => {
    expect(storyOf(by([offAt("59:10")], "60:00")).at(-1)).toBe(
      "60:00 clock session-ended hour-over",
    );
  });

  it("7.1 ends when the holder is done with the seat, and the reserve gets what was not used", () => {
    const done = hourAfter([...over, yieldTo("reserve", "seat-1/present", "08:00", "ana")]);
    // From 08:00 on the seat had 9:00, of which 2:00 are commitment and handover.
    expect(hourOf(done).slice(2, 4)).toEqual(["05:00 seat-1 ana", "10:00 seat-2 ben"]);
    expect(lengthOf(done, "reserve")).toBe("9:00");
  });

  it("9.5 ends when the holder is lost", () => {
    given([...started(), ...over])
      .when(leave("ana", "08:00"))
      .thenTold([
        "08:00 clock member-left ana since 08:00",
        "08:00 clock overtime-ended",
        "08:00 clock paused drop until 09:00",
      ]);
  });

  it("9.5 ends when there is an emergency", () => {
    given([...started(), ...over])
      .when(emergency("08:00", "ben"))
      .thenTold(["08:00 ben overtime-ended", "08:00 ben paused emergency until 13:00"]);
  });

  it("6.10 begins anew after a drop", () => {
    const steps = [...started(), ...over, leave("ana", "08:00"), arrive("ana", "08:20")];
    expect(storyOf([...steps, tick("08:30")]).slice(-3)).toEqual([
      "08:20 ana member-arrived ana",
      "08:20 clock resumed returned",
      "08:20 clock overtime-began seat-1/present",
    ]);
  });
});

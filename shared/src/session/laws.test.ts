import { describe, expect, it } from "vitest";
import { accepted, given } from "../testing/given.ts";
import {
  advance,
  agree,
  arrive,
  autoAdvance,
  beganAt,
  begun,
  emergency,
} from "../testing/sample.ts";
import { end, extend, grant, hourAfter, leave, pass, pause, question } from "../testing/sample.ts";
import { release, resume, skip, start, started, startedWithout, swap } from "../testing/sample.ts";
import { tick, yieldTo } from "../testing/sample.ts";
import { hourOf, lengthOf, partsOf, seatsOf } from "../testing/timetable.ts";
import type { Command } from "./command.ts";
import type { SessionEvent } from "./event.ts";
import { replay } from "./evolve.ts";
import { noSession } from "./session.ts";
import type { Session } from "./session.ts";

const give = [...started(), yieldTo("ben", "seat-1/clarify", "07:10", "ana")];

/** Hours in which seconds move about. */
const stories: readonly (readonly [string, readonly Command[]])[] = [
  ["a late beginning", beganAt("05:20")],
  ["somebody who does not come", [...startedWithout("ben"), tick("10:00")]],
  ["a part that ends early", [...started(), advance("open", "00:40")]],
  ["a phase that is skipped", [...started(), skip("seat-1/advise-1", "10:00", "ana")]],
  ["a seat that is passed", [...started(), pass("ben", "06:00")]],
  ["a seat that is given away", [...give, agree(question(give), "07:10", "ben")]],
  ["an extension", [...started(), extend("seat-1/present", 60, "06:00")]],
  ["a pause", [...started(), pause("seat-1/present", "06:00"), resume("06:20")]],
  ["an emergency", [...started(), emergency("06:00", "ben"), resume("08:00")]],
  ["a drop", [...started(), leave("ana", "06:00"), tick("07:00")]],
  ["overtime", [...started(), autoAdvance(false, "06:00"), advance("seat-1/present", "08:00")]],
  [
    "a seat from the reserve",
    [...startedWithout("ana"), arrive("ana", "12:00"), grant("ana", "12:30")],
  ],
  [
    "a release by the chair",
    [...started(), leave("ana", "06:00"), tick("07:30"), release("ana", "08:00")],
  ],
];

/** All that happens in a story and then to the end of the hour, with the state before each. */
function livedThrough(steps: readonly Command[]) {
  const moments: { readonly event: SessionEvent; readonly after: Session }[] = [];
  let session: Session = noSession;
  for (const command of [...steps, tick("70:00")]) {
    for (const event of accepted(session, command)) {
      session = replay([event], session);
      moments.push({ event, after: session });
    }
  }
  return moments;
}

describe("L1: the hour", () => {
  it.each(stories)("L1 ends at 60:00 also with %s", (_, steps) => {
    const last = livedThrough(steps).at(-1);
    expect(last?.event).toMatchObject({ type: "session-ended", cause: "hour-over" });
    expect(last?.after).toMatchObject({ endedAt: begun(steps).startedAt + 3_600_000 });
  });

  it("L1 has no override: nothing makes it longer, and nobody starts it again", () => {
    given([...started(), tick("59:59")])
      .when(extend("goodbye", 60, "59:59"))
      .thenRejected("not-in-seat");
    given([...started(), tick("59:59")])
      .when(emergency("59:59", "ana"))
      .thenRejected("closing-block");
    given([...started(), tick("60:00")])
      .when(start("60:01"))
      .thenRejected("session-over");
  });
});

describe("L2: a shortfall", () => {
  it("L2 is shared equally by the seats that have not begun, and by no other", () => {
    // Ana sits. 2:00 are paid by the reserve and 3:00 by three seats.
    expect(seatsOf(hourAfter([emergency("06:00", "ben")])).slice(1)).toEqual([
      "ben 11:00",
      "cho 11:00",
      "dee 11:00",
    ]);
  });

  it("L2 of one seat is not the others': an overrun of Ana's costs Ana", () => {
    const steps = [autoAdvance(false, "06:00"), tick("17:15"), autoAdvance(true, "17:15")];
    expect(seatsOf(hourAfter(steps)).slice(1)).toEqual(["ben 12:00", "cho 12:00", "dee 12:00"]);
  });

  it("L2 is not made by an early end: all seats keep their time", () => {
    expect(seatsOf(hourAfter([advance("open", "00:40"), advance("review-2", "01:50")]))).toEqual([
      "ana 12:00",
      "ben 12:00",
      "cho 12:00",
      "dee 12:00",
    ]);
  });
});

describe("L3: the closing block", () => {
  it.each(stories)("L3 keeps its time with %s", (_, steps) => {
    const session = begun(steps);
    expect(hourOf(session).slice(-2)).toEqual(["57:00 next-call", "59:00 goodbye"]);
    // 0:30 for each who has a turn in the closing round: it is 55:00 for four and 55:30 for three.
    const turns = partsOf(session, "closing-");
    expect(hourOf(session).at(-3)).toBe(turns.length === 4 ? "55:00 closing" : "55:30 closing");
    for (const line of turns) expect(lengthOf(session, line.split(" ")[1] ?? "")).toBe("0:30");
  });

  it("L3 is not what pays when nothing else is left", () => {
    const spent = [...beganAt("04:00"), tick("44:00")];
    given(spent)
      .when(extend("seat-4/present", 30, "44:00"))
      .thenRejected("no-seconds");
    given(spent).when(pause("seat-4/present", "44:00")).thenRejected("no-seconds");
  });
});

describe("L4: seconds", () => {
  it.each(stories)("L4 are neither made nor lost by %s", (_, steps) => {
    for (const { event, after } of livedThrough(steps)) {
      if ("changes" in event) expect(event.changes.reduce((sum, { by }) => sum + by, 0)).toBe(0);
      if (after.status === "none") continue;
      expect(after.boxes.reduce((sum, { length }) => sum + length, 0)).toBe(3_600_000);
      expect(after.boxes.filter(({ length }) => length < 0 || !Number.isInteger(length))).toEqual(
        [],
      );
    }
  });

  it("L4 name their source: what one segment gains another loses, in the event", () => {
    given([...started(), tick("06:00")])
      .when(extend("seat-1/present", 60, "06:00"))
      .then([
        {
          type: "seat-extended",
          seat: 1,
          source: "reserve",
          changes: [
            { segment: "seat-1/present", by: 60_000 },
            { segment: "reserve", by: -60_000 },
          ],
          at: hourAfter([]).startedAt + 360_000,
          by: "dee",
        },
      ]);
  });
});

describe("L5: every change", () => {
  it.each(stories)("L5 says when and by whom, with %s", (_, steps) => {
    for (const { event } of livedThrough(steps)) {
      expect(Number.isSafeInteger(event.at)).toBe(true);
      expect(["ana", "ben", "cho", "dee", "clock", "operator"]).toContain(event.by);
    }
  });

  it("L5 is there with its reason", () => {
    const causes = livedThrough([
      ...startedWithout("ben"),
      swap("ana", "ben", "00:30"),
      end("20:00"),
    ])
      .flatMap(({ event }) => ("cause" in event ? [`${event.type} ${event.cause}`] : []))
      .filter((line, i, all) => all.indexOf(line) === i);
    expect(causes).toEqual([
      "order-changed swapped-alone",
      "segment-ended deadline",
      "segment-ended absent",
      "order-changed absent",
      "seat-released no-show",
      "session-ended hour-over",
    ]);
  });
});

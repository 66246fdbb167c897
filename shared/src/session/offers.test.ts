import { describe, expect, it } from "vitest";
import { sessionAfter } from "../testing/given.ts";
import {
  START,
  announceDelay,
  arrive,
  at,
  end,
  excuse,
  gathered,
  leave,
} from "../testing/sample.ts";
import {
  pause,
  question,
  started,
  startedWithout,
  swap,
  tick,
  yieldTo,
} from "../testing/sample.ts";
import type { Command } from "./command.ts";
import { viewOf } from "./view.ts";
import type { Offers } from "./offers.ts";

/** The buttons of a member: those that do something. */
function buttons(steps: readonly Command[], viewer: string): Partial<Offers> {
  const offers = viewOf(sessionAfter(steps), viewer)?.offers;
  const isOffered = (value: unknown) =>
    value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(offers ?? {}).filter(([, value]) => isOffered(value)));
}

const names = (steps: readonly Command[], viewer: string) =>
  Object.keys(buttons(steps, viewer)).toSorted();

const presenting = [...started(), tick("06:00")];

describe("the buttons of a member", () => {
  it("11.7 in the lobby: to take the chair", () => {
    expect(names(gathered(), "ana")).toEqual(["takeChair"]);
  });

  it("11.7 in the lobby, with the chair: the order and the controls", () => {
    expect(buttons(gathered({}, "ben"), "dee")).toEqual({
      reorder: true,
      handChair: ["ana", "cho"],
      excuse: ["ben"],
      remove: ["ana", "ben", "cho"],
    });
  });

  it("11.7 not there yet: to say that they come late or not at all", () => {
    expect(buttons(gathered({}, "ben"), "ben")).toEqual({ excuse: ["ben"], announceDelay: true });
    const announced = [...startedWithout("ben"), announceDelay("ben", 1, "00:10")];
    expect(buttons(announced, "ben")).toMatchObject({ excuse: ["ben"], announceDelay: true });
    expect(names([...gathered({}, "ben"), excuse("ben", START)], "ben")).toEqual(["announceDelay"]);
  });

  it("11.7 in the hot seat", () => {
    expect(buttons(presenting, "ana")).toEqual({
      done: { segment: "seat-1/present", from: at("05:00") },
      skip: "seat-1/present",
      yield: { segment: "seat-1/present", to: ["reserve", "questions", "ben", "cho", "dee"] },
      extend: {
        segment: "seat-1/present",
        options: [
          { seconds: 30, price: "reserve", reserveAfter: 90_000 },
          { seconds: 60, price: "reserve", reserveAfter: 60_000 },
        ],
      },
      pause: "seat-1/present",
      emergency: "seat-1/present",
      takeChair: true,
    });
  });

  it("11.7 whose seat is to come", () => {
    expect(buttons(presenting, "ben")).toEqual({
      pass: true,
      swap: [
        { a: "ben", b: "cho" },
        { a: "ben", b: "dee" },
      ],
      emergency: "seat-1/present",
      takeChair: true,
    });
  });

  it("11.7 who advises: to be done with it", () => {
    const advising = [...started(), tick("09:30")];
    expect(buttons(advising, "ben")["done"]).toEqual({
      segment: "seat-1/advise-1",
      from: at("09:30"),
    });
    expect(names(advising, "cho")).not.toContain("done");
    expect(names(advising, "ana")).not.toContain("done");
    expect(buttons(advising, "ana").skip).toBe("seat-1/advise-1");
  });

  it("11.7 in a commitment: to be done after 0:45", () => {
    const committing = [...started(), tick("15:00")];
    expect(buttons(committing, "ana").done).toEqual({
      segment: "seat-1/commit",
      from: at("15:45"),
    });
    const later = [...started(), tick("15:50"), leave("cho", "15:50")];
    expect(buttons(later, "ana").done).toEqual({ segment: "seat-1/commit", from: at("15:50") });
  });

  it("11.7 with the chair", () => {
    expect(names(presenting, "dee")).toEqual([
      "autoAdvance",
      "emergency",
      "end",
      "extend",
      "handChair",
      "pass",
      "pause",
      "remove",
      "skip",
      "swap",
    ]);
    expect(buttons(presenting, "dee").swap).toEqual([
      { a: "ben", b: "cho" },
      { a: "ben", b: "dee" },
      { a: "cho", b: "dee" },
    ]);
  });

  it("11.7 with the chair, for those who have gone or come back", () => {
    const gone = [...started(), leave("cho", "06:00"), tick("07:00")];
    expect(buttons(gone, "dee").release).toEqual(["cho"]);
    expect(names([...started(), leave("cho", "06:00")], "dee")).not.toContain("release");
    const back = [...startedWithout("ana"), arrive("ana", "12:00")];
    expect(buttons(back, "dee").grant).toEqual(["ana"]);
    expect(buttons(back, "ana").askSeat).toBe(true);
    expect(buttons(back, "ben").askSeat).toBeUndefined();
  });

  it("11.7 while the seat is paused: to go on", () => {
    const paused = [...presenting, pause("seat-1/present", "06:00", "ana")];
    expect(names(paused, "ana")).toEqual(["emergency", "resume", "takeChair"]);
    expect(names(paused, "dee")).toContain("resume");
    expect(names(paused, "ben")).not.toContain("resume");
  });

  it("11.7 who is asked: to agree or to refuse; who has asked: to take it back", () => {
    const asked = [...presenting, swap("ben", "dee", "06:00", "ben")];
    const id = question(asked);
    expect(buttons(asked, "dee")).toMatchObject({ agree: [id], decline: [id] });
    expect(buttons(asked, "ben").agree).toBeUndefined();
    expect(buttons(asked, "ben").decline).toEqual([id]);
    expect(names(asked, "cho")).not.toContain("decline");
  });

  it("11.7 who is asked to give time: to agree or to say not me", () => {
    const asked = [...presenting, yieldTo("ben", "seat-1/present", "06:00", "ana")];
    expect(buttons(asked, "ben")).toMatchObject({
      agree: [question(asked)],
      decline: [question(asked)],
    });
  });

  it("11.7 to end: asked by the chair, at once in the closing block or alone", () => {
    expect(buttons(presenting, "dee").end).toBe("ask");
    expect(buttons(presenting, "ana").end).toBeUndefined();
    expect(buttons([...started(), tick("55:00")], "dee").end).toBe("now");
    const alone = ["ben", "cho", "dee"].map((member) => leave(member, "06:00"));
    expect(buttons([...started(), ...alone, tick("07:00")], "ana").end).toBe("now");
    expect(buttons([...presenting, end("06:00")], "dee").end).toBeUndefined();
  });

  it("11.7 after the end: none", () => {
    for (const { id } of [{ id: "ana" }, { id: "dee" }]) {
      expect(buttons([...started(), tick("60:00")], id)).toEqual({});
    }
  });
});

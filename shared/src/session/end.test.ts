import { describe, expect, it } from "vitest";
import { given, sessionAfter } from "../testing/given.ts";
import { START, advance, advanced, agree, arrive, at, autoAdvance } from "../testing/sample.ts";
import { decline, end, gathered, leave, over, question, reorder } from "../testing/sample.ts";
import { start, started, swap, takeChair, tick } from "../testing/sample.ts";
import type { Command } from "./command.ts";
import { nextDeadline } from "./deadline.ts";
import { decide } from "./decide.ts";
import { evolve, replay } from "./evolve.ts";
import { viewOf } from "./view.ts";

const ended = [...started(), tick("60:00")];

describe("the end of the hour", () => {
  it("10.1 ends the session, and not a millisecond earlier", () => {
    given([...started(), tick("59:59.999")])
      .when(tick("59:59.999"))
      .then([]);
    expect(sessionAfter([...started(), tick("59:59.999")]).status).toBe("running");
    given([...started(), tick("59:59.999")])
      .when(tick("60:00"))
      .thenTold([
        "60:00 clock segment-ended goodbye deadline",
        "60:00 clock session-ended hour-over",
      ]);
    expect(sessionAfter(ended)).toMatchObject({
      status: "ended",
      cause: "hour-over",
      endedAt: at("60:00"),
    });
  });

  it("10.1 counts from the start", () => {
    const late = [...gathered(), start("07:00")];
    expect(sessionAfter([...late, tick("66:59.999")]).status).toBe("running");
    expect(sessionAfter([...late, tick("67:00")])).toMatchObject({ endedAt: at("67:00") });
  });

  it("10.1 ends whatever is going on", () => {
    const busy = [
      ...started(),
      autoAdvance(false, "58:00"),
      leave("ana", "59:30"),
      leave("dee", "59:50"),
    ];
    given(busy)
      .when(tick("60:00"))
      .thenTold([
        "60:00 clock segment-ended goodbye deadline",
        "60:00 clock session-ended hour-over",
      ]);
  });

  it.each([60_000, 61_001, 180_000])("10.1 of a rehearsal of %i ms comes after that", (hour) => {
    expect(sessionAfter([...started(hour), tick(START + hour - 1)]).status).toBe("running");
    expect(sessionAfter([...started(hour), tick(START + hour)])).toMatchObject({
      status: "ended",
      endedAt: START + hour,
    });
  });
});

describe("ending earlier", () => {
  const asked = [...started(), end("20:00")];
  const id = question(asked);

  it("10.2 is asked by the chair, and all who are there have to agree", () => {
    given([...started(), tick("20:00")])
      .when(end("20:00"))
      .thenTold(["20:00 dee proposed end until 20:30"]);
    const two = [...asked, agree(id, "20:05", "ana"), agree(id, "20:06", "ben")];
    expect(sessionAfter(two).status).toBe("running");
    given(two)
      .when(agree(id, "20:07", "cho"))
      .thenTold([
        "20:07 cho agreed cho",
        "20:07 cho proposal-closed accepted",
        "20:07 cho session-ended agreed",
      ]);
  });

  it("10.2 is declined by one", () => {
    given([...asked, agree(id, "20:05", "ana")])
      .when(decline(id, "20:06", "ben"))
      .thenTold(["20:06 ben proposal-closed declined"]);
  });

  it("10.2 is asked by nobody else", () => {
    given([...started(), tick("20:00")])
      .when(end("20:00", "ana"))
      .thenRejected("not-chair");
    given(gathered()).when(end(START)).thenRejected("not-started");
  });

  it("10.2 is done at once by whoever is alone, with or without the chair", () => {
    const left = ["ben", "cho", "dee"].map((member) => leave(member, "20:00"));
    given([...started(), ...left, tick("21:00")])
      .when(end("21:00", "ana"))
      .thenTold(["21:00 ana session-ended closed"]);
    given([...started(), ...left.slice(0, 2), tick("21:00")])
      .when(end("21:00", "ana"))
      .thenRejected("not-chair");
  });

  it("10.2 is not done at once while the place of another is held", () => {
    const left = ["ben", "cho", "dee"].map((member) => leave(member, "20:00"));
    given([...started(), ...left])
      .when(end("20:10", "ana"))
      .thenRejected("not-chair");
  });

  it("10.2 is for who is there", () => {
    const left = ["ana", "ben", "cho", "dee"].map((member) => leave(member, "20:00"));
    given([...started(), ...left])
      .when(end("20:10"))
      .thenRejected("not-there");
    given([...started(), ...left, tick("21:30")])
      .when(end("21:30"))
      .thenRejected("not-there");
  });

  it("10.3 in the closing block the chair ends it at once", () => {
    given([...started(), tick("54:59.999")])
      .when(end("54:59.999"))
      .thenTold(["54:59.999 dee proposed end until 55:29.999"]);
    for (const when of ["55:00", "57:30", "59:59.999"]) {
      given([...started(), tick(when)])
        .when(end(when))
        .thenTold([`${when} dee session-ended closed`]);
      given([...started(), tick(when)])
        .when(end(when, "ana"))
        .thenRejected("not-chair");
    }
  });

  it("10.3 tells who did it, and not that all agreed", () => {
    const closed = sessionAfter([...started(), tick("57:30"), end("57:30")]);
    expect(viewOf(closed, "ana")?.ended).toEqual({ at: at("57:30"), cause: "closed", by: "dee" });
  });

  it("10.3 also when the closing block came earlier", () => {
    given([...started(), advance("reserve", "53:30")])
      .when(end("53:40"))
      .thenTold(["53:40 dee session-ended closed"]);
  });
});

describe("after the end", () => {
  it("10.5 nothing is due any more, and no tick does anything", () => {
    expect(nextDeadline(sessionAfter(ended))).toBeNull();
    given(ended).when(tick("600:00")).then([]);
  });

  it.each<[string, Command]>([
    ["start", start("60:10")],
    ["advance", advance("goodbye", "60:10")],
    ["end", end("60:10")],
    ["swap", swap("ana", "ben", "60:10", "ana")],
    ["reorder", reorder(["dee", "cho", "ben", "ana"], "60:10")],
    ["take-chair", takeChair("ana", "60:10")],
    ["set-auto-advance", autoAdvance(false, "60:10")],
    ["agree", agree(1, "60:10", "ana")],
  ])("10.5 %s is refused", (_, command) => {
    given(ended).when(command).thenRejected("session-over");
    // The same when nobody has seen the hour end yet.
    given(started()).when(command).thenRejected("session-over");
  });

  it("10.5 coming and going leave no trace", () => {
    given(ended).when(arrive("ana", "60:10")).then([]);
    given(ended).when(leave("ana", "60:10")).then([]);
  });

  it("10.5 an event that claims to be later changes nothing", () => {
    const session = sessionAfter(ended);
    for (const event of [over("61:00"), advanced("goodbye", "61:00")]) {
      expect(evolve(session, event)).toBe(session);
    }
    const decision = decide(session, tick("61:00"));
    expect(decision.ok && replay(decision.events, session)).toBe(session);
  });
});

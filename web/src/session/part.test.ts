import { describe, expect, it } from "vitest";
import { viewOf } from "@hotseat/shared";
import type { Command, SessionView } from "@hotseat/shared";
import { sessionAfter } from "../../../shared/src/testing/given.ts";
import {
  START,
  at,
  create,
  excuse,
  gathered,
  pause,
  start,
  started,
  tick,
} from "../../../shared/src/testing/sample.ts";
import { arrive, beganAt, emergency, leave } from "../../../shared/src/testing/sample.ts";
import { en } from "../language/en.ts";
import { id } from "../language/id.ts";
import { carriedOn } from "./carry-on.ts";
import { idleReason, partOf } from "./part.ts";
import { paymentOf } from "./payment.ts";

function viewAfter(steps: readonly Command[], viewer = "dee"): SessionView {
  const view = viewOf(sessionAfter(steps), viewer);
  if (!view) throw new Error(`${viewer} sees nothing`);
  return view;
}

describe("who pays for a pause", () => {
  const said = (steps: readonly Command[], words = en) => {
    const { pause } = viewAfter(steps);
    return pause && paymentOf(pause, words.pause);
  };
  const lost = (from: string, when: string) => [...beganAt(from), leave("ana", when)];

  it("4.2 is the reserve, then the seat, and never a reserve that is empty", () => {
    expect(said([...started(), leave("ana", "06:00")])).toBe("The reserve pays.");
    // Begun 3:30 late, with a reserve of 0:30; begun 4:00 late, with none (2.3).
    expect(said(lost("03:30", "07:00"))).toBe("The reserve pays, then the rest of this seat.");
    expect(said(lost("04:00", "08:00"))).toBe("The rest of this seat pays.");
    expect(said(lost("04:00", "08:00"), id)).toBe("Sisa kursi ini membayar.");
  });

  it("9.3 of an emergency also the seats to come", () => {
    expect(said([...started(), emergency("06:00", "ben")])).toBe(
      "The reserve pays, then the seats to come.",
    );
    expect(said([...beganAt("04:00"), emergency("08:00", "ben")], id)).toBe(
      "Kursi-kursi yang akan datang membayar.",
    );
  });
});

describe("why the chair has no button", () => {
  it("11.7 is said by what goes on", () => {
    const reason = (steps: readonly Command[]) => idleReason(viewAfter(steps), en);
    expect(reason(gathered())).toBe("");
    expect(reason([create(), arrive("dee", START), start()])).toBe(en.action.waiting);
    expect(reason([...started(), tick("58:00")])).toBe(en.action.keeps);
    expect(reason([...started(), tick("59:30")])).toBe(en.action.last);
  });

  it("L1 the end of the hour is not said while a pause was on when the server was lost", () => {
    const paused = viewAfter([...started(), pause("seat-1/present", "06:00")]);
    expect(paused.action).toBeNull();
    expect(idleReason(paused, en)).toBe(en.action.goesOn);
    expect(idleReason(carriedOn(paused, "seat-1/clarify"), en)).toBe(en.action.goesOn);
    expect(idleReason(carriedOn(paused, "goodbye"), en)).toBe(en.action.last);
  });
});

describe("the lobby", () => {
  const said = (steps: readonly Command[], viewer: string) =>
    partOf(viewAfter(steps, viewer), en).what;

  it("2.1 says who starts the hour, and what can be done while they are not there", () => {
    expect(said(gathered(), "ana")).toBe("Dee starts the hour");
    expect(said(gathered(), "dee")).toBe(en.part.lobby.yours);
    expect(said(gathered({}, "dee"), "ana")).toMatch(/^Dee .* not here yet.* Take the chair/);
    expect(said(gathered({ scheduledFor: at("05:00") }), "ana")).toBe(en.part.lobby.byItself);
  });

  it("5.2 names the deputy once the facilitator has said that they will not come", () => {
    const excused = [...gathered({}, "dee"), excuse("dee", START)];
    expect(said(excused, "ana")).toBe("Cho starts the hour");
    expect(said([...excused, start(START, "cho")], "ana")).toBe("Cho opens the hour");
  });
});

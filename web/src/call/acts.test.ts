import { describe, expect, it } from "vitest";
import { viewOf } from "@hotseat/shared";
import type { Command } from "@hotseat/shared";
import { sessionAfter } from "../../../shared/src/testing/given.ts";
import { arrive, autoAdvance, beganAt, pause } from "../../../shared/src/testing/sample.ts";
import { started, startedWithout, tick } from "../../../shared/src/testing/sample.ts";
import { en } from "../language/en.ts";
import { inside as insideEn } from "../language/en/inside.ts";
import { actsOf, isDirect } from "./acts.ts";

const words = { ...en, ...insideEn };

function acts(steps: readonly Command[], viewer: string) {
  const view = viewOf(sessionAfter(steps), viewer);
  if (!view) throw new Error(`${viewer} sees nothing`);
  return new Map(actsOf(view, words).map((act) => [act.id, act]));
}

/** What stands under the choices of an act. */
function hints(steps: readonly Command[], viewer: string, id: string) {
  return acts(steps, viewer)
    .get(id)
    ?.choices.map(({ hint, inert }) => `${hint}${inert ? " (inert)" : ""}`);
}

const presenting = [...started(), tick("06:00")];

describe("what takes seconds", () => {
  it("L4 is not done by the first tap, and says who pays where it is chosen", () => {
    const offered = acts(presenting, "dee");
    for (const id of ["hold", "pause", "extend"]) {
      const act = offered.get(id);
      expect(act && isDirect(act), id).toBe(false);
      for (const { hint } of act?.choices ?? []) expect(hint, id).toMatch(/reserve/);
    }
    expect(hints(presenting, "dee", "pause")).toEqual(["Once, for up to 1:00; the reserve pays"]);
  });

  it("L4 a pause is no longer than the reserve can pay", () => {
    // Begun 3:30 late, with a reserve of 0:30 (2.3).
    expect(hints([...beganAt("03:30"), tick("07:00")], "dee", "pause")).toEqual([
      "Once, for up to 0:30; the reserve pays",
    ]);
  });

  it("3.3 a share is asked for once it is said who has to agree", () => {
    const late = [...startedWithout("ben"), tick("10:00"), arrive("ben", "11:00")];
    expect(hints(late, "ben", "ask-seat")).toEqual([words.act.askSeat.hint]);
  });

  it("6.6 what takes nothing is done by one tap", () => {
    const skip = acts(presenting, "ana").get("skip");
    expect(skip && isDirect(skip)).toBe(true);
    const letGo = acts([...presenting, autoAdvance(false, "06:10")], "dee").get("hold");
    expect(letGo && isDirect(letGo)).toBe(true);
  });
});

describe("more time", () => {
  it("7.9 stays to be seen when nobody can pay it, and cannot be chosen", () => {
    const sentence = "The reserve has only 0:00, and nobody can give it (inert)";
    const last = [...beganAt("04:00"), tick("44:00")];
    expect(hints(last, "dee", "extend")).toEqual([sentence, sentence]);
  });

  it("7.8 can be chosen when only a donor can pay it", () => {
    const sentence = words.act.price.donor("0:00");
    expect(hints([...beganAt("04:00"), tick("08:00")], "ana", "extend")).toEqual([
      sentence,
      sentence,
    ]);
  });

  it("7.6 in part, when the reserve has only the smaller amount", () => {
    // A reserve of 0:45, and Dee's is the last seat.
    const little = [...beganAt("03:15"), tick("43:00")];
    expect(hints(little, "dee", "extend")).toEqual([
      words.act.price.reserve("0:15"),
      `${words.act.price.nobody("0:45")} (inert)`,
    ]);
  });

  it("9.1 is not offered while the clock stands still", () => {
    expect(acts([...presenting, pause("seat-1/present", "06:10")], "dee").has("extend")).toBe(
      false,
    );
  });
});

import { describe, expect, it } from "vitest";
import { fourSeats, twoDeep } from "../agenda/presets.ts";
import type { Agenda } from "../agenda/agenda.ts";
import { sessionAfter } from "../testing/given.ts";
import { agree, at, autoAdvance, begun, question, started, tick } from "../testing/sample.ts";
import { yieldTo } from "../testing/sample.ts";
import type { Command } from "./command.ts";
import { currentSegment } from "./plan.ts";
import type { Session } from "./session.ts";
import { viewOf } from "./view.ts";
import { yieldWorth } from "./yield-worth.ts";

/** What Ben is shown of a seat whose rest was offered to him, and what he then gets. */
function shownAndGiven(before: readonly Command[], asked: string, answered: string) {
  const segment = currentSegment(begun([...before, tick(asked)]))?.id ?? "";
  const offered = [...before, yieldTo("ben", segment, asked, "ana")];
  const waited = sessionAfter([...offered, tick(answered)]);
  const proposal = viewOf(waited, "ben")?.proposals[0];
  if (!proposal?.terms) throw new Error("nothing is offered");
  const worth = yieldWorth(proposal.terms, at(answered));
  const after = sessionAfter([...offered, agree(question(offered), answered, "ben")]);
  const gains = (id: (name: string) => boolean) => lengthOf(after, id) - lengthOf(waited, id);
  return {
    shown: { worth, over: Math.max(0, worth - proposal.terms.room) },
    gained: gains((id) => id.startsWith("seat-2/")),
    reserve: gains((id) => id === "reserve"),
  };
}

function lengthOf(session: Session, isMeant: (id: string) => boolean): number {
  if (session.status === "none") return 0;
  return session.boxes.reduce((sum, { id, length }) => (isMeant(id) ? sum + length : sum), 0);
}

describe("what a yield would give, shown to whoever is asked to take it", () => {
  it.each<[string, string, Agenda]>([
    ["05:00", "05:20", fourSeats],
    ["06:00", "06:29.999", fourSeats],
    ["06:50", "07:10", fourSeats],
    ["09:30.400", "09:31", fourSeats],
    ["15:00", "15:25", fourSeats],
    ["15:30", "15:50", fourSeats],
    ["15:46", "16:10", fourSeats],
    ["12:00", "12:20", twoDeep],
  ])(
    "7.2 is what they and the reserve get, asked at %s and answered at %s",
    (asked, when, agenda) => {
      const { shown, gained, reserve } = shownAndGiven(started({ agenda }), asked, when);
      expect(gained).toBe(shown.worth - shown.over);
      expect(reserve).toBe(shown.over);
    },
  );

  it("7.2 says what goes to the reserve because a seat is never longer than the longest", () => {
    const { shown, gained } = shownAndGiven(started(), "05:00", "05:10");
    // 9:50 are left up to the commitment; Ben's 12:00 can become 20:00.
    expect(shown).toEqual({ worth: 590_000, over: 110_000 });
    expect(gained).toBe(480_000);
  });

  it.each([
    ["in an early phase", "06:30", "07:20", "07:40", 440_000],
    ["in the last before the commitment", "14:00", "15:20", "15:30", 0],
  ])("6.11 leaves out what overtime has only set aside, %s", (_, off, asked, when, worth) => {
    const over = [...started(), autoAdvance(false, off)];
    const { shown, gained } = shownAndGiven(over, asked, when);
    expect(shown.worth).toBe(worth);
    expect(gained).toBe(shown.worth - shown.over);
  });
});

import { describe, expect, it } from "vitest";
import { accountability, fourSeats, turnAway, twoDeep } from "../agenda/presets.ts";
import type { Agenda } from "../agenda/agenda.ts";
import { given, sessionAfter, storyOf } from "../testing/given.ts";
import {
  START,
  advance,
  agree,
  announceDelay,
  arrive,
  at,
  autoAdvance,
  begun,
  create,
  emergency,
  excuse,
  extend,
  gathered,
  grant,
  group,
  leave,
  pass,
  question,
  release,
  start,
  started,
  startedWithout,
  swap,
  takeChair,
  tick,
  yieldTo,
} from "../testing/sample.ts";
import type { Command } from "./command.ts";
import { decide } from "./decide.ts";
import { offersTo } from "./offers.ts";
import type { Running } from "./session.ts";
import { viewOf } from "./view.ts";

/** Cases in which a property once broke, each as small as it could be made. */

function lengthOf({ boxes }: Pick<Running, "boxes">, id: string): number | undefined {
  return boxes.find((box) => box.id === id)?.length;
}

/** An agenda of one's own in which a seat has only these phases. */
function withPhases(
  agenda: Agenda,
  phases: readonly (readonly [string, number, boolean])[],
): Agenda {
  return {
    ...agenda,
    id: "own",
    blocks: agenda.blocks.map((block) =>
      block.kind === "seats"
        ? {
            ...block,
            phases: phases.map(([id, seconds, elastic]) => ({
              id: id as (typeof block.phases)[number]["id"],
              seconds,
              elastic,
            })),
          }
        : block,
    ),
  };
}

describe("seconds", () => {
  it("L4 a seat that is granted anew when only its commitment is left takes what it is granted", () => {
    const agenda = withPhases(accountability, [
      ["present", 600, true],
      ["commit", 60, false],
      ["handover", 30, false],
    ]);
    const back = [
      ...started({ agenda: { ...agenda, seats: 1 } }),
      advance("open", at("00:00")),
      leave("ana", at("01:00")),
      arrive("ana", at("03:00")),
      grant("ana", at("03:00")),
    ];
    const session = begun(back);
    expect(lengthOf(session, "seat-1/commit")).toBe(90_000);
    expect(lengthOf(session, "seat-1/handover")).toBe(30_000);
    expect(session.boxes.reduce((sum, { length }) => sum + length, 0)).toBe(session.hour);
  });

  it("3.7 a closing turn that is given away when the reserve is over goes to the goodbye", () => {
    const late = [
      ...gathered({ agenda: twoDeep }, "cho"),
      announceDelay("cho", 59, at("00:00")),
      start(at("00:00")),
      tick(at("52:30")),
    ];
    const before = begun(late);
    const after = begun([...late, excuse("cho", at("52:30"))]);
    expect(lengthOf(after, "closing-3")).toBe(0);
    expect(lengthOf(after, "reserve")).toBe(lengthOf(before, "reserve"));
    expect(lengthOf(after, "goodbye")).toBe((lengthOf(before, "goodbye") ?? 0) + 75_000);
  });

  it("7.5 an extension is not lost where no phase that can give way has time", () => {
    const agenda = withPhases(fourSeats, [
      ["think", 40, true],
      ["present", 400, false],
      ["commit", 250, false],
      ["handover", 30, false],
    ]);
    const silence = [
      ...started({ agenda }),
      ...["open", "review-1", "review-2", "review-3", "review-4"].map((id) =>
        advance(id, at("00:00")),
      ),
    ];
    const session = begun([...silence, extend("seat-1/think", 30, at("00:00"), "ana")]);
    expect(lengthOf(session, "seat-1/commit")).toBe(280_000);
  });

  it("7.5 an extension is not lost where nothing is to come that could take it", () => {
    const agenda = withPhases(fourSeats, [
      ["present", 640, true],
      ["think", 40, true],
      ["commit", 1, true],
      ["handover", 30, false],
    ]);
    const silence = [
      ...started({ agenda }),
      ...["open", "review-1", "review-2", "review-3", "review-4"].map((id) =>
        advance(id, at("00:00")),
      ),
      advance("seat-1/present", at("00:00")),
    ];
    const before = begun(silence);
    const after = begun([...silence, extend("seat-1/think", 30, at("00:00"), "ana")]);
    const seat = ({ boxes }: Pick<Running, "boxes">) =>
      boxes.reduce(
        (sum, box) => (box.turn === 1 && box.block === "seat" ? sum + box.length : sum),
        0,
      );
    expect(lengthOf(before, "seat-1/commit")).toBe(0);
    expect(seat(after)).toBe(seat(before) + 30_000);
  });

  it("9.3 whoever comes at the moment of a pause does not take what was set aside for it", () => {
    const paused = [
      ...started(),
      leave("ben", at("01:00")),
      tick(at("04:00")),
      emergency(at("04:00"), "cho"),
    ];
    const before = begun(paused);
    const after = begun([...paused, arrive("ben", at("04:00"))]);
    expect(lengthOf(after, "seat-1/present")).toBe(lengthOf(before, "seat-1/present"));
  });

  it("6.11 a seat that is given away meanwhile does not end somebody else's overtime", () => {
    const overtime = [
      ...startedWithout("dee"),
      takeChair("cho", at("00:00")),
      autoAdvance(false, at("00:00"), "cho"),
      ...["open", "review-1", "review-2", "review-3"].map((id) => advance(id, at("00:00"), "cho")),
    ];
    const before = begun([...overtime, tick(at("09:59"))]);
    const after = begun([...overtime, tick(at("10:00"))]);
    expect(before.status === "running" && before.claim?.kind).toBe("overtime");
    expect(after.status === "running" && after.claim).toEqual(
      before.status === "running" && before.claim,
    );
  });
});

describe("seats", () => {
  it("1.6 where fewer come than an agenda has seats, all of them sit", () => {
    const { members, facilitator } = group(3);
    const session = sessionAfter([
      create({ agenda: { ...twoDeep, seats: 3 }, members, facilitator }),
      excuse("ana", at("00:00")),
    ]);
    const holders = session.status === "lobby" && session.boxes.map(({ holder }) => holder);
    expect(holders).toContain("ben");
    expect(holders).not.toContain("ana");
  });

  it("1.9 whoever comes back as a seat begins that has to wait for its holder advises in it", () => {
    // Ana's seat should begin at 05:10, and only Ben's could go before it.
    const waiting = [
      ...gathered({ agenda: twoDeep }, "ana"),
      start(at("00:00")),
      leave("ben", at("00:10")),
      tick(at("05:10")),
    ];
    const session = begun([...waiting, arrive("ben", at("05:10"))]);
    const turns = session.boxes.filter(({ turn, adviser }) => turn === 1 && adviser !== null);
    expect(turns).toHaveLength(3);
    expect(new Set(turns.map(({ length }) => length)).size).toBe(1);
    expect(session.boxes[session.position]?.holder).toBe("ben");
  });

  it("1.8 a seat that was given away does not begin when others move behind it", () => {
    const steps = [
      ...gathered({}, "ana", "ben"),
      start(at("00:00")),
      pass("cho", at("00:10")),
      tick(at("05:00")),
    ];
    const story = storyOf(steps).join("\n");
    expect(story).toContain("order-changed");
    expect(story).not.toContain("segment-ended seat-3");
    const session = begun(steps);
    expect(session.boxes[session.position]?.holder).toBe("dee");
  });

  it("8.2 a swap at the moment in which a turn of advice begins does not put another in its place", () => {
    const asked = [
      ...started(),
      tick(at("09:30")),
      emergency(at("09:30"), "ben"),
      swap("cho", "dee", at("09:30"), "cho"),
    ];
    const session = begun([...asked, agree(question(asked), at("09:30"), "dee")]);
    const before = begun(asked);
    expect(session.order).toEqual(["ana", "ben", "dee", "cho"]);
    expect(session.boxes[session.position]).toEqual(before.boxes[before.position]);
    expect(session.boxes[session.position + 1]?.id).toBe(before.boxes[before.position + 1]?.id);
  });

  it("4.7 whoever has had their seat cannot be granted another", () => {
    const done = [
      ...started({ agenda: turnAway }),
      advance("open", at("00:00")),
      yieldTo("reserve", "seat-1/present", at("00:00"), "ana"),
      tick(at("03:00")),
    ];
    given(done)
      .when(grant("ana", at("03:00")))
      .thenRejected("seat-left");
  });

  it("4.8 a seat whose clock stands still is not given away", () => {
    const distress = [
      ...started(),
      tick(at("05:00")),
      leave("ana", at("06:00")),
      emergency(at("06:30"), "ben"),
    ];
    given(distress)
      .when(release("ana", at("07:00")))
      .thenRejected("paused");
    given(distress)
      .when(excuse("ana", at("07:00")))
      .thenRejected("paused");
  });

  it("8.3 a second click does not change two seats back", () => {
    const swapped = [
      ...startedWithout("cho"),
      announceDelay("cho", 30, at("00:00")),
      swap("ben", "cho", at("01:00")),
    ];
    given(swapped)
      .when(swap("ben", "cho", at("01:00")))
      .thenRejected("already-swapped");
  });
});

describe("asking", () => {
  it("1.9 more time for a seat that begins with advice leaves its turns alike, should it have to wait", () => {
    const agenda = withPhases(fourSeats, [
      ["advise", 400, true],
      ["present", 200, true],
      ["commit", 60, false],
      ["handover", 30, false],
    ]);
    const begins = [
      ...started({ agenda }),
      ...["open", "review-1", "review-2", "review-3", "review-4"].map((id) =>
        advance(id, at("00:00")),
      ),
      extend("seat-1/advise-1", 60, at("00:00"), "ana"),
      leave("ana", at("00:00")),
    ];
    const { boxes } = begun(begins);
    const turns = boxes.filter(({ phase, turn }) => phase === "advise" && turn === 1);
    const lengths = turns.map(({ length }) => length);
    expect(lengths.length).toBe(3);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
  });

  it("4.8 nobody's seat is given away before the hour has begun", () => {
    const alone = [
      ...gathered({}, "ana", "ben", "dee"),
      start(START),
      leave("cho", at("00:10")),
      tick(at("02:00")),
    ];
    given(alone)
      .when(release("cho", at("02:00")))
      .thenRejected("waiting");
  });

  it("7.2 a seat in which nothing can give way is shown to gain nothing, and gains nothing", () => {
    const agenda = withPhases(fourSeats, [
      ["clarify", 400, false],
      ["advise", 284, false],
      // Too short for talk, so its seconds are given to the advice; none are left for the promise.
      ["open", 600, true],
      ["commit", 1, true],
      ["handover", 30, false],
    ]);
    const asked = [
      ...started({ agenda }),
      tick(at("06:00")),
      yieldTo("ben", "seat-1/clarify", at("06:00"), "ana"),
    ];
    const before = begun(asked);
    expect(viewOf(before, "ben")?.proposals[0]?.terms?.room).toBe(0);
    const after = begun([...asked, agree(question(asked), at("06:10"), "ben")]);
    const seat = ({ boxes }: Pick<Running, "boxes">) =>
      boxes.reduce((sum, { turn, length }) => (turn === 2 ? sum + length : sum), 0);
    expect(seat(after)).toBe(seat(before));
  });

  it("7.1 a second click in a commitment gives nothing away and is refused", () => {
    const giving = [
      ...started(),
      ...["open", "review-1", "review-2", "review-3", "review-4"].map((id) =>
        advance(id, at("00:00")),
      ),
      yieldTo("reserve", "seat-1/present", at("00:00"), "ana"),
      yieldTo("reserve", "seat-1/commit", at("00:10"), "ana"),
    ];
    given(giving)
      .when(yieldTo("reserve", "seat-1/commit", at("00:10"), "ana"))
      .thenRejected("commitment-first");
  });

  it("9.2 a second click for a pause that is over does not end the drop that came after it", () => {
    const dropped = [
      ...started(),
      tick(at("05:00")),
      leave("ana", at("06:00")),
      emergency(at("06:10"), "ben"),
    ];
    const resume = (when: string): Command => ({
      type: "resume",
      since: at("06:10"),
      at: at(when),
      by: "dee",
    });
    const after = [...dropped, resume("06:20")];
    const session = begun(after);
    expect(session.status === "running" && session.pause?.kind).toBe("drop");
    given(after).when(resume("06:21")).thenRejected("not-paused");
  });

  it("L5 nobody from outside says who comes and goes", () => {
    given(started())
      .when({ ...leave("ana", at("01:00")), by: "eve" })
      .thenRejected("not-a-member");
    given(startedWithout("ana"))
      .when({ ...arrive("ana", at("01:00")), by: "eve" })
      .thenRejected("not-a-member");
  });

  it("11.7 the chair is offered what they can grant themselves", () => {
    const back = [...started(), pass("dee", at("01:00"))];
    const session = begun(back);
    expect(decide(session, grant("dee", session.at)).ok).toBe(true);
    expect(offersTo(session, "dee").grant).toContain("dee");
  });
});

import { describe, expect, it } from "vitest";
import { fourSeats } from "../agenda/four-seats.ts";
import { FULL_HOUR } from "../time.ts";
import { sessionAfter } from "../testing/given.ts";
import { START, advance, arrive, at, create, hourAfter, leave } from "../testing/sample.ts";
import { people, tick } from "../testing/sample.ts";
import { timetable } from "../testing/timetable.ts";
import type { SessionEvent } from "./event.ts";
import { planOf } from "./plan.ts";
import { noSession } from "./session.ts";
import { viewOf } from "./view.ts";

const lobby = sessionAfter([create()]);
const running = hourAfter([tick(at("07:00"))]);
const ended = hourAfter([tick(at("60:00"))]);
const statuses = { lobby, running, ended };

describe("a stranger", () => {
  it.each(["eve", "", "operator", "clock"])("%j sees nothing, in any status", (viewer) => {
    for (const session of [noSession, lobby, running, ended]) {
      expect(viewOf(session, viewer)).toBeNull();
    }
  });

  it("is everybody, as long as there is no session", () => {
    expect(viewOf(noSession, "dee")).toBeNull();
  });
});

describe("a member", () => {
  it.each(["lobby", "running", "ended"] as const)("has no action in status %s", (status) => {
    for (const { id } of people.slice(0, 3)) {
      expect(viewOf(statuses[status], id)).toMatchObject({
        status,
        action: null,
        you: { id, role: "member" },
      });
    }
  });

  it("sees the same hour as the facilitator", () => {
    for (const session of [lobby, running, ended]) {
      const member = viewOf(session, "ana");
      const facilitator = viewOf(session, "dee");
      expect({ ...member, you: null, action: null }).toEqual({
        ...facilitator,
        you: null,
        action: null,
      });
    }
  });
});

describe("the facilitator's one button", () => {
  it("in the lobby starts the hour", () => {
    expect(viewOf(lobby, "dee")).toMatchObject({
      you: { id: "dee", role: "facilitator" },
      action: { type: "start" },
    });
  });

  it.each(
    timetable.slice(0, -1).map(({ id, from }, i) => [id, from, timetable[i + 1]?.id] as const),
  )("in %s (second %i) leads to %s", (segment, from, next) => {
    const session = hourAfter([tick(START + from * 1000)]);
    expect(viewOf(session, "dee")?.action).toEqual({ type: "advance", segment, next });
  });

  it("is gone in the last part and after the hour", () => {
    expect(viewOf(hourAfter([tick(at("59:00"))]), "dee")?.action).toBeNull();
    expect(viewOf(ended, "dee")?.action).toBeNull();
  });

  it("does what it says when it is pressed", () => {
    const action = viewOf(running, "dee")?.action;
    if (action?.type !== "advance") throw new Error("no button");
    const after = hourAfter([tick(at("07:00")), advance(action.segment, at("07:30"))]);
    expect(viewOf(after, "dee")?.current).toBe(action.next);
  });
});

describe("the view", () => {
  it("has the plan, the version and what is current", () => {
    expect(viewOf(running, "ana")).toMatchObject({
      status: "running",
      version: running.version,
      agenda: "four-seats",
      hour: FULL_HOUR,
      plan: planOf(running),
      current: "seat-1/clarify",
      ended: null,
    });
    expect(viewOf(lobby, "ana")).toMatchObject({ version: 1, current: null, ended: null });
  });

  it("says when and why the hour ended", () => {
    expect(viewOf(ended, "ana")).toMatchObject({
      current: null,
      ended: { at: at("60:00"), cause: "hour-over" },
    });
  });

  it.each([
    [60_000, true],
    [3_599_999, true],
    [3_600_000, false],
  ])("of an hour of %i ms: rehearsal is %s", (hour, rehearsal) => {
    expect(viewOf(hourAfter([], hour), "ana")).toMatchObject({ hour, rehearsal });
  });

  it("shows who is here, and who is here again", () => {
    const here = (...steps: Parameters<typeof hourAfter>[0]) =>
      viewOf(hourAfter(steps), "ana")
        ?.members.filter((member) => member.here)
        .map(({ id }) => id);
    const both = [arrive("cho", at("00:10")), arrive("ben", at("00:20"))];
    expect(here()).toEqual([]);
    expect(here(...both)).toEqual(["ben", "cho"]);
    expect(here(...both, leave("cho", at("00:30")))).toEqual(["ben"]);
    expect(here(...both, leave("cho", at("00:30")), arrive("cho", at("00:40")))).toEqual([
      "ben",
      "cho",
    ]);
  });

  it("names the members in seat order, each with role and colour", () => {
    expect(viewOf(lobby, "ana")?.members).toEqual([
      { id: "ana", name: "Ana", role: "member", colour: 0, here: false },
      { id: "ben", name: "Ben", role: "member", colour: 1, here: false },
      { id: "cho", name: "Cho", role: "member", colour: 2, here: false },
      { id: "dee", name: "Dee", role: "facilitator", colour: 3, here: false },
    ]);
  });

  it("leaves each person the same colour when the seats are in another order", () => {
    const rotated: SessionEvent = {
      type: "session-created",
      agenda: fourSeats,
      hour: FULL_HOUR,
      members: people,
      order: ["ben", "cho", "dee", "ana"],
      facilitator: "dee",
      at: START,
      by: "operator",
    };
    const members = viewOf(sessionAfter([rotated]), "ana")?.members;
    expect(members?.map(({ id, colour }) => `${id} ${colour}`)).toEqual([
      "ben 1",
      "cho 2",
      "dee 3",
      "ana 0",
    ]);
  });

  it("survives being sent", () => {
    for (const session of [lobby, running, ended]) {
      const view = viewOf(session, "dee");
      expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    }
  });
});

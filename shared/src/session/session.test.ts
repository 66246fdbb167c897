import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { fourSeats } from "../agenda/four-seats.ts";
import { FULL_HOUR } from "../time.ts";
import { sessionAfter } from "../testing/given.ts";
import { START, advance, arrive, at, create, hourAfter } from "../testing/sample.ts";
import { people, started, tick } from "../testing/sample.ts";
import type { SessionEvent } from "./event.ts";
import { currentSegment, planOf } from "./plan.ts";
import { evolve, noSession, replay } from "./session.ts";
import type { Session } from "./session.ts";
import { stageAt } from "./stage.ts";
import { viewOf } from "./view.ts";

const stamp = { at: at("10:00"), by: "clock" } as const;
const created: SessionEvent = {
  ...stamp,
  type: "session-created",
  agenda: fourSeats,
  hour: FULL_HOUR,
  members: people,
  order: people.map(({ id }) => id),
  facilitator: "dee",
};
const events: readonly SessionEvent[] = [
  created,
  { ...stamp, type: "member-arrived", member: "ana" },
  { ...stamp, type: "member-left", member: "ana" },
  { ...stamp, type: "session-started" },
  { ...stamp, type: "segment-ended", segment: "open", cause: "deadline" },
  { ...stamp, type: "session-ended", cause: "hour-over" },
];
const states: Record<Session["status"], Session> = {
  none: noSession,
  lobby: sessionAfter([create()]),
  running: hourAfter([]),
  ended: hourAfter([tick(at("60:00"))]),
};

describe("an event that does not fit leaves the session as it is", () => {
  it.each([
    [
      "none",
      ["member-arrived", "member-left", "session-started", "segment-ended", "session-ended"],
    ],
    ["lobby", ["session-created", "segment-ended", "session-ended"]],
    ["running", ["session-created", "session-started"]],
    ["ended", ["session-created", "session-started", "segment-ended", "session-ended"]],
  ] as const)("in status %s: %j", (status, types) => {
    const misfits = events.filter(({ type }) => types.some((misfit) => misfit === type));
    expect(misfits).toHaveLength(types.length);
    for (const event of misfits) expect(evolve(states[status], event)).toBe(states[status]);
  });

  it("and somebody who arrives again is here once", () => {
    const twice = [1, 2].map((n): SessionEvent => ({
      at: START + n,
      by: "ana",
      type: "member-arrived",
      member: "ana",
    }));
    expect(replay(twice, hourAfter([]))).toMatchObject({ here: ["ana"] });
  });

  it("also when it is of a type from the future", () => {
    const future = JSON.parse('{"type":"seat-swapped","at":1,"by":"dee"}') as SessionEvent;
    for (const session of Object.values(states)) expect(evolve(session, future)).toBe(session);
  });
});

describe("any history", () => {
  const history = fc.array(
    fc.tuple(fc.constantFrom(...events), fc.integer({ min: -1000, max: FULL_HOUR + 1000 })),
    { maxLength: 80 },
  );

  it("leads to a session that can be planned, staged and seen", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const session = replay(steps.map(([event, offset]) => ({ ...event, at: START + offset })));
        if (session.status === "none") return;
        const plan = planOf(session);
        expect(plan.segments).toHaveLength(48);
        expect(() => stageAt(plan, currentSegment(session), START)).not.toThrow();
        expect(viewOf(session, "dee")).toMatchObject({ status: session.status });
      }),
      { seed: 20_260_103, numRuns: 200 },
    );
  });
});

describe("replay", () => {
  const story = [arrive("ana", at("00:10")), advance("open", at("00:20")), tick(at("60:00"))];

  it("counts every event in the version and keeps the time of the last", () => {
    const session = hourAfter(story.slice(0, 2));
    expect(session).toMatchObject({ version: 4, at: at("00:20"), endings: [at("00:20")] });
  });

  it("can go on from any state", () => {
    const list = events.slice(0, 5);
    for (let cut = 0; cut <= list.length; cut += 1) {
      expect(replay(list.slice(cut), replay(list.slice(0, cut)))).toEqual(replay(list));
    }
  });

  it("of nothing is no session", () => {
    expect(replay([])).toBe(noSession);
  });

  it("leads to the same after the state was stored", () => {
    const session = hourAfter(story);
    expect(JSON.parse(JSON.stringify(session))).toEqual(session);
  });
});

describe("the rules read no clock, no chance and no surroundings", () => {
  const forbidden = ["Date", "performance", "setTimeout", "setInterval", "setImmediate", "fetch"];

  function without<T>(run: () => T): T {
    const refuse = (name: string) =>
      function refused(): never {
        throw new Error(`${name} was used`);
      };
    for (const name of [...forbidden, "crypto", "process"]) {
      vi.stubGlobal(name, new Proxy(refuse(name), { get: refuse(name), construct: refuse(name) }));
    }
    const random = vi.spyOn(Math, "random").mockImplementation(refuse("Math.random"));
    try {
      return run();
    } finally {
      vi.unstubAllGlobals();
      random.mockRestore();
    }
  }

  function wholeSession() {
    const steps = [arrive("ana", at("00:05")), advance("open", at("00:20")), tick(at("33:33"))];
    const halfway = sessionAfter([...started(), ...steps]);
    const over = sessionAfter([...started(), ...steps, tick(at("60:00"))]);
    const views = [halfway, over].map((session) => viewOf(session, "dee"));
    const stages = views.map(
      (view) => view && stageAt(view.plan, view.plan.segments[13] ?? null, START),
    );
    return { halfway, over, views, stages };
  }

  it("so a whole session runs without any of them", () => {
    const alone = without(wholeSession);
    expect(alone.over.status).toBe("ended");
    expect(alone).toEqual(wholeSession());
  });

  it("and this test would notice", () => {
    expect(() => without(() => Date.now())).toThrow("Date was used");
    expect(() => without(() => new Date())).toThrow("Date was used");
    expect(() => without(() => Math.random())).toThrow("Math.random was used");
  });
});

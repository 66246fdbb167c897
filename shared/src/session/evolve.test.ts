import { describe, expect, it, vi } from "vitest";
import { fourSeats } from "../agenda/presets.ts";
import { FULL_HOUR } from "../time.ts";
import { sessionAfter } from "../testing/given.ts";
import { START, advance, arrive, at, create, emergency, gathered } from "../testing/sample.ts";
import { hourAfter, leave, pass, people, resume, started, tick } from "../testing/sample.ts";
import type { SessionEvent } from "./event.ts";
import { evolve, replay } from "./evolve.ts";
import { noSession } from "./session.ts";
import type { Session } from "./session.ts";
import { stageAt } from "./stage.ts";
import { viewOf } from "./view.ts";

const stamp = { at: at("10:00"), by: "clock" } as const;
const events: readonly SessionEvent[] = [
  {
    ...stamp,
    type: "session-created",
    agenda: fourSeats,
    hour: FULL_HOUR,
    members: people,
    order: people.map(({ id }) => id),
    facilitator: "dee",
    deputy: "cho",
    scheduledFor: null,
    practice: false,
    sealed: false,
    broughtForward: [],
  },
  { ...stamp, type: "session-started", changes: [] },
  { ...stamp, type: "segment-ended", segment: "open", cause: "deadline", changes: [] },
  { ...stamp, type: "paused", kind: "seat", until: at("11:00"), changes: [] },
  { ...stamp, type: "resumed", cause: "asked", changes: [] },
  { ...stamp, type: "seat-released", member: "ana", cause: "passed", changes: [] },
  { ...stamp, type: "session-ended", cause: "hour-over" },
];
const states: Record<Session["status"], Session> = {
  none: noSession,
  lobby: sessionAfter([create()]),
  running: hourAfter([]),
  ended: hourAfter([tick("60:00")]),
};

describe("an event that does not fit leaves the session as it is", () => {
  const running = ["segment-ended", "paused", "resumed", "seat-released", "session-ended"] as const;

  it.each([
    ["none", ["session-started", ...running]],
    ["lobby", ["session-created", ...running]],
    ["running", ["session-created", "session-started"]],
    ["ended", ["session-created", "session-started", ...running]],
  ] as const)("11.5 in status %s: %j", (status, types) => {
    const misfits = events.filter(({ type }) => types.some((misfit) => misfit === type));
    expect(misfits).toHaveLength(types.length);
    for (const event of misfits) expect(evolve(states[status], event)).toBe(states[status]);
  });

  it("11.5 and somebody who arrives again is here once", () => {
    const again: SessionEvent = {
      at: START + 1,
      by: "ana",
      type: "member-arrived",
      member: "ana",
      changes: [],
    };
    const session = replay([again, again], hourAfter([]));
    expect(viewOf(session, "ana")?.members.filter(({ here }) => here)).toHaveLength(4);
  });

  it("11.5 also when it is of a type from the future", () => {
    const future = JSON.parse('{"type":"seat-sold","at":1,"by":"dee"}') as SessionEvent;
    expect(evolve(noSession, future)).toBe(noSession);
    const { boxes, position, attendance, version } = hourAfter([]);
    const same = { boxes, position, attendance, version: version + 1 };
    expect(evolve(hourAfter([]), future)).toMatchObject(same);
  });
});

describe("replay", () => {
  const story = [
    ...started(),
    advance("open", "00:20"),
    leave("ben", "02:00"),
    arrive("ben", "02:30"),
    pass("cho", "07:00"),
    emergency("08:00", "ana"),
    resume("09:00"),
  ];

  it("11.5 counts every event in the version and keeps the time of the last", () => {
    expect(sessionAfter(gathered())).toMatchObject({ version: 5, at: START });
    const session = sessionAfter([...started(), advance("open", "00:20")]);
    expect(session).toMatchObject({ version: 7, at: at("00:20") });
  });

  it("11.5 can go on from any state", () => {
    for (let cut = 0; cut <= events.length; cut += 1) {
      expect(replay(events.slice(cut), replay(events.slice(0, cut)))).toEqual(replay(events));
    }
  });

  it("11.5 of nothing is no session", () => {
    expect(replay([])).toBe(noSession);
  });

  it("11.5 leads to the same after the state was stored", () => {
    const session = sessionAfter(story);
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
    const steps = [
      leave("ana", "00:05"),
      advance("open", "00:20"),
      pass("cho", "10:00"),
      emergency("33:00", "ben"),
      tick("33:33"),
    ];
    const halfway = sessionAfter([...started(), ...steps]);
    const over = sessionAfter([...started(), ...steps, tick("60:00")]);
    const views = [halfway, over].map((session) => viewOf(session, "dee"));
    const stages = views.map(
      (view) => view && stageAt(view.plan, view.plan.segments[13] ?? null, START),
    );
    return { halfway, over, views, stages };
  }

  it("11.5 so a whole session runs without any of them", () => {
    const alone = without(wholeSession);
    expect(alone.over.status).toBe("ended");
    expect(alone).toEqual(wholeSession());
  });

  it("11.5 and this test would notice", () => {
    expect(() => without(() => Date.now())).toThrow("Date was used");
    expect(() => without(() => new Date())).toThrow("Date was used");
    expect(() => without(() => Math.random())).toThrow("Math.random was used");
  });
});

import { describe, expect, it } from "vitest";
import { oneDeep } from "../agenda/presets.ts";
import { FULL_HOUR } from "../time.ts";
import { sessionAfter } from "../testing/given.ts";
import {
  START,
  advance,
  announceDelay,
  arrive,
  at,
  autoAdvance,
  beganAt,
  create,
} from "../testing/sample.ts";
import {
  emergency,
  extend,
  excuse,
  gathered,
  handChair,
  hourAfter,
  leave,
} from "../testing/sample.ts";
import { pass, pause, people, reorder, skip, start, started } from "../testing/sample.ts";
import { startedWithout, swap, tick, yieldTo } from "../testing/sample.ts";
import { told } from "../testing/told.ts";
import { timetable } from "../testing/timetable.ts";
import type { Command } from "./command.ts";
import { planOf } from "./plan.ts";
import { noSession } from "./session.ts";
import { viewOf } from "./view.ts";

const lobby = sessionAfter(gathered());
const running = hourAfter([tick("07:00")]);
const ended = hourAfter([tick("60:00")]);
const statuses = { lobby, running, ended };

/** What a member of the hour sees of another after these steps. */
function seen(steps: readonly Command[], member: string) {
  return viewOf(sessionAfter(steps), "dee")?.members.find(({ id }) => id === member);
}

describe("a stranger", () => {
  it.each(["eve", "", "operator", "clock"])("11.7 %j sees nothing, in any status", (viewer) => {
    for (const session of [noSession, lobby, running, ended]) {
      expect(viewOf(session, viewer)).toBeNull();
    }
  });

  it("11.7 is everybody, as long as there is no session", () => {
    expect(viewOf(noSession, "dee")).toBeNull();
  });
});

describe("a member", () => {
  it.each(["lobby", "running", "ended"] as const)(
    "11.7 without the chair has no primary action in status %s",
    (status) => {
      for (const { id } of people.slice(0, 3)) {
        const role = id === "cho" ? "deputy" : "member";
        expect(viewOf(statuses[status], id)).toMatchObject({
          status,
          action: null,
          you: { id, role },
        });
      }
    },
  );

  it("11.7 sees the same hour as the facilitator, with other buttons", () => {
    for (const session of [lobby, running, ended]) {
      const same = { you: null, action: null, offers: null };
      expect({ ...viewOf(session, "ana"), ...same }).toEqual({
        ...viewOf(session, "dee"),
        ...same,
      });
    }
  });
});

describe("the chair's one button", () => {
  it("11.7 in the lobby starts the hour, unless it starts by itself", () => {
    expect(viewOf(lobby, "dee")).toMatchObject({
      you: { id: "dee", role: "facilitator" },
      action: { type: "start" },
    });
    const scheduled = sessionAfter([create({ scheduledFor: at("10:00") })]);
    expect(viewOf(scheduled, "dee")).toMatchObject({ action: null, scheduledFor: at("10:00") });
  });

  it.each(
    timetable.slice(0, -1).map(({ id, from }, i) => [id, from, timetable[i + 1]?.id] as const),
  )("11.7 in %s (second %i) leads to %s", (segment, from, next) => {
    const session = hourAfter([tick(START + from * 1000)]);
    const action = viewOf(session, "dee")?.action;
    if (segment === "next-call") expect(action).toBeNull();
    else {
      const wait = segment.endsWith("/commit") ? 45 : 0;
      const button = { type: "advance", segment, next, from: START + (from + wait) * 1000 };
      expect(action).toEqual(button);
    }
  });

  it("11.7 is gone where nothing can be ended", () => {
    for (const session of [
      hourAfter([tick("59:00")]),
      ended,
      sessionAfter(startedWithout("ana", "ben", "cho")),
      hourAfter([pause("seat-1/present", "06:00")]),
    ]) {
      expect(viewOf(session, "dee")?.action).toBeNull();
    }
  });

  it("11.7 leads past what does not happen", () => {
    const session = sessionAfter([...startedWithout("ben"), excuse("ben", "00:30")]);
    expect(viewOf(session, "dee")?.action).toMatchObject({ segment: "open", next: "review-1" });
    const later = sessionAfter([...startedWithout("ben"), excuse("ben", "00:30"), tick("01:00")]);
    expect(viewOf(later, "dee")?.action).toMatchObject({ segment: "review-1", next: "review-3" });
  });

  it("11.7 is the chair's, whoever that is", () => {
    const handed = hourAfter([handChair("ana", "00:10")]);
    expect(viewOf(handed, "dee")?.action).toBeNull();
    expect(viewOf(handed, "ana")?.action).toMatchObject({ segment: "open", next: "review-1" });
  });

  it("11.7 does what it says when it is pressed", () => {
    const action = viewOf(running, "dee")?.action;
    if (action?.type !== "advance") throw new Error("no button");
    const after = hourAfter([tick("07:00"), advance(action.segment, "07:30")]);
    expect(viewOf(after, "dee")?.current).toBe(action.next);
  });
});

describe("the view", () => {
  it("11.7 has the plan, the version and what is current", () => {
    expect(viewOf(running, "ana")).toMatchObject({
      status: "running",
      version: running.version,
      agenda: "four-seats",
      hour: FULL_HOUR,
      plan: planOf(running),
      current: "seat-1/clarify",
      automatic: true,
      reserve: 120_000,
      pause: null,
      overtimeSince: null,
      proposals: [],
      ended: null,
    });
    expect(viewOf(lobby, "ana")).toMatchObject({ version: 5, current: null, reserve: 120_000 });
  });

  it("11.7 says when and why the hour ended", () => {
    expect(viewOf(ended, "ana")).toMatchObject({
      current: null,
      ended: { at: at("60:00"), cause: "hour-over" },
    });
  });

  it.each([
    [60_000, true],
    [3_599_999, true],
    [3_600_000, false],
  ])("11.7 of an hour of %i ms: rehearsal is %s", (hour, rehearsal) => {
    expect(viewOf(hourAfter([], hour), "ana")).toMatchObject({ hour, rehearsal });
  });

  it("11.7 says whether it is practice", () => {
    expect(viewOf(sessionAfter([create({ practice: true })]), "ana")).toMatchObject({
      practice: true,
    });
    expect(viewOf(lobby, "ana")).toMatchObject({ practice: false });
  });

  it("11.7 says what stands still, since when and until when", () => {
    const paused = hourAfter([emergency("06:00", "ben")]);
    expect(viewOf(paused, "ana")?.pause).toEqual({
      kind: "emergency",
      by: "ben",
      since: at("06:00"),
      until: at("11:00"),
      paidBy: ["reserve", "seats"],
    });
  });

  it("L4 says who pays for what stands still, as they do", () => {
    const payers = (steps: readonly Command[]) => viewOf(sessionAfter(steps), "ben")?.pause?.paidBy;
    const lost = (clock: string) => leave("ana", clock);
    expect(payers([...started(), pause("seat-1/present", "06:00")])).toEqual(["reserve"]);
    expect(payers([...started(), lost("06:00")])).toEqual(["reserve"]);
    // Begun 3:30 late, with a reserve of 0:30; begun 4:00 late, with none (2.3).
    expect(payers([...beganAt("03:30"), lost("07:00")])).toEqual(["reserve", "seat"]);
    expect(payers([...beganAt("04:00"), lost("08:00")])).toEqual(["seat"]);
    expect(payers([...beganAt("04:00"), emergency("08:00", "ben")])).toEqual(["seats"]);
    expect(payers([...beganAt("04:00"), tick("44:00"), emergency("44:00", "ben")])).toEqual([
      "seat",
    ]);
  });

  it("11.7 says since when the current part runs over", () => {
    const late = hourAfter([autoAdvance(false, "06:00"), tick("07:30")]);
    expect(viewOf(late, "ana")).toMatchObject({ automatic: false, overtimeSince: at("07:00") });
  });

  it("11.7 shows an open question to everybody, and who is asked", () => {
    const session = hourAfter([swap("ben", "dee", "06:00", "ben")]);
    expect(viewOf(session, "ana")?.proposals).toEqual([
      {
        id: session.version,
        by: "ben",
        wish: { type: "swap", a: "ben", b: "dee" },
        agreed: ["ben"],
        asked: ["ben", "dee"],
        terms: null,
        giving: [],
        until: at("06:30"),
      },
    ]);
  });

  it("11.7 names the members in seat order, each with role and colour", () => {
    const members = viewOf(lobby, "ana")?.members;
    expect(members?.[3]).toEqual({
      id: "dee",
      name: "Dee",
      role: "facilitator",
      colour: 3,
      here: true,
      presence: "here",
      heldUntil: null,
      late: null,
      announced: null,
      seat: "to-come",
      removed: false,
    });
    expect(members?.map(({ id, role, colour }) => `${id} ${role} ${colour}`)).toEqual([
      "ana member 0",
      "ben member 1",
      "cho deputy 2",
      "dee facilitator 3",
    ]);
  });

  it("11.7 leaves each person the same colour when the seats are in another order", () => {
    const rotated = sessionAfter([...gathered(), reorder(["ben", "cho", "dee", "ana"])]);
    expect(viewOf(rotated, "ana")?.members.map(({ id, colour }) => `${id} ${colour}`)).toEqual([
      "ben 1",
      "cho 2",
      "dee 3",
      "ana 0",
    ]);
  });

  it("11.7 shows who is here, lost, gone, expected or will not come", () => {
    const lost = [...started(), leave("cho", "06:00")];
    expect(seen(started(), "cho")).toMatchObject({ presence: "here", here: true });
    expect(seen(lost, "cho")).toMatchObject({
      presence: "lost",
      here: false,
      heldUntil: at("07:00"),
    });
    expect(seen([...lost, tick("07:00")], "cho")).toMatchObject({
      presence: "gone",
      heldUntil: null,
    });
    expect(seen([...lost, arrive("cho", "06:10")], "cho")).toMatchObject({ presence: "here" });
    expect(seen(startedWithout("cho"), "cho")).toMatchObject({ presence: "expected" });
    expect(seen([...gathered({}, "cho"), excuse("cho", START)], "cho")).toMatchObject({
      presence: "excused",
      seat: "none",
    });
  });

  it("11.7 shows by how much somebody will be late", () => {
    const announced = [...startedWithout("cho"), announceDelay("cho", 7, "00:10")];
    expect(seen(announced, "cho")).toMatchObject({ announced: 420_000 });
  });

  it("11.7 shows what became of each seat", () => {
    const seats = (steps: readonly Command[]) =>
      viewOf(sessionAfter(steps), "ana")?.members.map(({ id, seat }) => `${id} ${seat}`);
    expect(seats(gathered())).toEqual(["ana to-come", "ben to-come", "cho to-come", "dee to-come"]);
    expect(seats([...started(), pass("cho", "18:00")])).toEqual([
      "ana over",
      "ben running",
      "cho released",
      "dee to-come",
    ]);
    expect(seats([...started(), tick("60:00")])).toEqual([
      "ana over",
      "ben over",
      "cho over",
      "dee over",
    ]);
    expect(seats(started({ agenda: oneDeep }))).toEqual([
      "ana to-come",
      "ben none",
      "cho none",
      "dee none",
    ]);
  });

  it("3.4 says that the hour was planned without whoever comes all the same", () => {
    const excused = [...gathered({}, "cho"), excuse("cho", START)];
    expect(seen(excused, "cho")).toMatchObject({ seat: "none" });
    const came = [...excused, start(), arrive("cho", "02:00")];
    expect(seen(came, "cho")).toMatchObject({ presence: "here", seat: "left-out" });
    expect(seen(came, "ana")).toMatchObject({ seat: "to-come" });
  });

  it("11.7 says that a seat is over also when parts of it were skipped", () => {
    const skipped = [...started(), skip("seat-1/advise-1", "09:30", "ana"), tick("18:00")];
    expect(seen(skipped, "ana")).toMatchObject({ seat: "over" });
    const given = [
      ...started(),
      yieldTo("reserve", "seat-1/present", "06:00", "ana"),
      tick("18:00"),
    ];
    expect(seen(given, "ana")).toMatchObject({ seat: "over" });
  });

  it("11.7 survives being sent", () => {
    for (const session of [lobby, running, ended]) {
      const view = viewOf(session, "dee");
      expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    }
  });
});

describe("the news", () => {
  const news = (...steps: readonly Command[]) =>
    viewOf(sessionAfter([...started(), ...steps]), "ana")?.news.map(({ event }) => told(event));

  it("L5 tell everybody what changed, by whom and why", () => {
    expect(news(pass("ben", "06:00"), extend("seat-1/present", 30, "06:10", "ana"))).toEqual([
      "06:00 ben seat-released ben passed",
      "06:10 ana seat-extended 1 reserve",
    ]);
  });

  it("L5 leave out what is seen anyway: coming, the start, and parts that end in time", () => {
    expect(news(tick("18:00"))).toEqual([]);
    expect(viewOf(sessionAfter([...gathered(), start()]), "ana")?.news).toEqual([]);
  });

  it("L5 keep the last six", () => {
    const on = [true, false, true, false, true, false, true];
    const steps = on.map((_, i) => autoAdvance(i % 2 === 1, START + i * 1000));
    expect(news(...steps)).toHaveLength(6);
    expect(news(...steps)?.at(-1)).toBe("00:06 dee auto-advance-set false");
  });

  it("L5 are the same for everybody", () => {
    const session = hourAfter([pass("ben", "06:00")]);
    for (const { id } of people) {
      expect(viewOf(session, id)?.news).toEqual(viewOf(session, "dee")?.news);
    }
  });
});

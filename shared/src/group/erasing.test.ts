import { describe, expect, it } from "vitest";
import { fourSeats } from "../agenda/presets.ts";
import { nextCall } from "../series/schedule.ts";
import { HOURS_OF_WEEK } from "../series/slots.ts";
import type { GroupWish } from "./command.ts";
import { decideGroup } from "./decide.ts";
import { formerMembers, withoutMember } from "./erasing.ts";
import type { GroupEvent } from "./event.ts";
import { replayGroup } from "./group.ts";
import type { Founded } from "./group.ts";

const start = Date.parse("2026-11-20T00:00:00Z");
const ids = ["ayu", "budi", "citra"] as const;

/** A group whose history is kept. */
class History {
  events: GroupEvent[] = [];

  constructor() {
    const members = ids.map((id) => ({ id, name: `Mr ${id}`, zone: "Asia/Jakarta" }));
    this.does(
      {
        type: "found",
        name: "Three of us",
        purpose: "",
        members,
        facilitator: "ayu",
        deputy: "budi",
        agenda: fourSeats,
        series: { zone: "UTC", starts: "2026-11-25T14:00", rule: "FREQ=WEEKLY" },
      },
      "operator",
    );
  }

  get group(): Founded {
    const group = replayGroup(this.events);
    if (group.status === "none") throw new Error("no group");
    return group;
  }

  tries(wish: GroupWish, by: string): string | readonly string[] {
    const decision = decideGroup(replayGroup(this.events), { ...wish, at: start, by });
    if (!decision.ok) return decision.refusal;
    this.events.push(...decision.events);
    return decision.events.map(({ type }) => type);
  }

  does(wish: GroupWish, by: string): void {
    const done = this.tries(wish, by);
    if (typeof done === "string") throw new Error(done);
  }
}

describe("erasing a member", () => {
  it("is for nobody but the member, and not during a call", () => {
    const history = new History();
    const erase = (by: string) => history.tries({ type: "erase", member: "citra" }, by);
    for (const by of ["ayu", "operator", "clock"]) expect(erase(by)).toBe("not-yourself");
    const { span, original } = nextCall(history.group.schedule, start);
    history.does({ type: "open-call", call: { span, original }, session: "s" }, "clock");
    expect(erase("citra")).toBe("call-open");
    history.does({ type: "close-call", held: false }, "clock");
    expect(erase("citra")).toEqual(["member-parted"]);
    expect(erase("citra")).toBe("not-in-group");
  });

  it("hands on roles, and archives what would be too small for good", () => {
    const history = new History();
    expect(history.tries({ type: "erase", member: "ayu" }, "ayu")).toEqual([
      "roles-changed",
      "member-parted",
    ]);
    expect(history.group).toMatchObject({ facilitator: "budi", deputy: "citra" });
    expect(history.tries({ type: "erase", member: "budi" }, "budi")).toEqual([
      "group-archived",
      "roles-changed",
      "member-parted",
    ]);
    expect(history.group).toMatchObject({ status: "archived", facilitator: "citra" });
    expect(history.tries({ type: "reopen" }, "citra")).toBe("too-few-members");
    expect(history.tries({ type: "erase", member: "citra" }, "citra")).toBe("too-few-members");
  });

  it("leaves a history of the same length that comes to the same group, without a trace of them", () => {
    const history = new History();
    const { span, original } = nextCall(history.group.schedule, start);
    const call = { span, original };
    const eva = { id: "eva", name: "Mr eva", zone: "Europe/Berlin" };
    history.does({ type: "add-member", member: eva }, "ayu");
    for (const by of ["eva", "budi"]) {
      const hours = Array.from({ length: HOURS_OF_WEEK }, () => "good" as const);
      history.does({ type: "set-week", week: { zone: "Pacific/Chatham", hours } }, by);
      history.does({ type: "answer", call, answer: "late" }, by);
    }
    expect(formerMembers(history.events, history.group.members)).toEqual([]);
    history.does({ type: "part", member: "eva" }, "eva");
    history.does({ type: "part", member: "citra" }, "ayu");
    expect(formerMembers(history.events, history.group.members)).toEqual([
      { id: "eva", name: "Mr eva" },
      { id: "citra", name: "Mr citra" },
    ]);
    const left = ["eva", "citra"].reduce(
      (events, member) => events.map((event) => withoutMember(event, member)),
      history.events,
    );
    expect(left).toHaveLength(history.events.length);
    expect(replayGroup(left)).toEqual(history.group);
    expect(formerMembers(left, history.group.members)).toEqual([]);
    const text = JSON.stringify(left);
    for (const gone of ["Mr eva", "Mr citra", "Europe/Berlin"]) expect(text).not.toContain(gone);
    expect(left.filter(({ type }) => type === "erased")).toHaveLength(2);
    expect(text.split("Pacific/Chatham")).toHaveLength(2);
  });
});

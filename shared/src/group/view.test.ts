import { describe, expect, it } from "vitest";
import { fourSeats } from "../agenda/presets.ts";
import { nextCall } from "../series/schedule.ts";
import { HOURS_OF_WEEK } from "../series/slots.ts";
import { noGroup, replayGroup } from "./group.ts";
import type { GroupEvent } from "./event.ts";
import { absentFrom, viewOfGroup } from "./view.ts";

const now = Date.parse("2026-10-20T00:00:00Z");
const founded: GroupEvent = {
  type: "group-founded",
  at: now,
  by: "operator",
  name: "Four of us",
  purpose: "Honest hours",
  members: [
    { id: "ayu", name: "Ayu", zone: "Asia/Jakarta" },
    { id: "eva", name: "Eva", zone: "Europe/Berlin" },
    { id: "dewi", name: "Dewi", zone: "Asia/Makassar" },
  ],
  facilitator: "dewi",
  deputy: "ayu",
  agenda: fourSeats,
  series: { zone: "Asia/Jakarta", starts: "2026-10-21T14:00", rule: "FREQ=WEEKLY" },
};
const week = {
  zone: "Europe/Berlin",
  hours: Array.from({ length: HOURS_OF_WEEK }, () => "good" as const),
};

describe("the view of a group", () => {
  it("has the next calls, everybody's answers, and the viewer's own change of clocks", () => {
    const group = replayGroup([founded]);
    const call = { span: 0, original: "2026-10-28T14:00" };
    const answered: GroupEvent = {
      type: "answered",
      at: now,
      by: "eva",
      call,
      member: "eva",
      answer: "no",
    };
    const view = viewOfGroup(replayGroup([answered], group), "eva", now);
    expect(view?.you).toEqual({ id: "eva", role: "member", zone: "Europe/Berlin" });
    expect(view?.calls).toHaveLength(8);
    expect(view?.calls[1]).toMatchObject({ ...call, answers: [{ member: "eva", answer: "no" }] });
    // Berlin goes back an hour on 25 October.
    expect(view?.shift).toMatchObject({ call, before: "09:00", after: "08:00" });
    expect(viewOfGroup(group, "ayu", now)?.shift).toBeNull();
  });

  it("is for members alone, and nobody sees another one's hours", () => {
    const set: GroupEvent = { type: "week-set", at: now, by: "eva", member: "eva", week };
    const group = replayGroup([founded, set]);
    expect(viewOfGroup(group, "budi", now)).toBeNull();
    expect(viewOfGroup(noGroup, "ayu", now)).toBeNull();
    expect(viewOfGroup(group, "eva", now)?.hours).toHaveLength(HOURS_OF_WEEK);
    const others = viewOfGroup(group, "ayu", now);
    expect(others?.hours).toBeNull();
    expect(others?.members.map(({ hasHours }) => hasHours)).toEqual([false, true, false]);
    expect(JSON.stringify(others)).not.toContain(`"good"`);
  });

  it("says who will be absent, and has no calls once the group is archived", () => {
    const group = replayGroup([founded]);
    if (group.status === "none") throw new Error("no group");
    const call = nextCall(group.schedule, now);
    const no: GroupEvent = {
      type: "answered",
      at: now,
      by: "ayu",
      call,
      member: "ayu",
      answer: "no",
    };
    const after = replayGroup([no], group);
    expect(after.status !== "none" && absentFrom(after, call)).toEqual(["ayu"]);
    const archived = replayGroup([{ type: "group-archived", at: now, by: "dewi" }], group);
    expect(viewOfGroup(archived, "ayu", now)).toMatchObject({
      status: "archived",
      calls: [],
      shift: null,
    });
  });
});

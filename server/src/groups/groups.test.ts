import { fourSeats } from "@hotseat/shared";
import { LOBBY_OPENS, answersTo, localAt, nextCall } from "@hotseat/shared/group";
import type { Founded } from "@hotseat/shared/group";
import { describe, expect, it } from "vitest";
import { readClock } from "../clock/clock.ts";
import { groupStore } from "../store/group-store.ts";
import { VersionConflict } from "../store/version-conflict.ts";
import { MovableClock } from "../testing/box.ts";
import { stores } from "../testing/database.ts";
import { Groups } from "./groups.ts";

const members = ["ayu", "budi", "citra", "dewi"].map((id) => ({
  id,
  name: id,
  zone: "Asia/Jakarta",
}));
const hashes = new Map(members.map(({ id }) => [id, `hash of ${id}`]));
const wish = {
  type: "found",
  name: "Four of us",
  purpose: "",
  members,
  facilitator: "dewi",
  deputy: "ayu",
  agenda: fourSeats,
  series: {
    zone: "Asia/Jakarta",
    starts: localAt(Date.now() + 7 * 86_400_000, "Asia/Jakarta"),
    rule: "FREQ=WEEKLY",
  },
} as const;

describe.each(stores)("on %s", (_, openStore) => {
  async function opened() {
    const database = await openStore();
    const store = groupStore(database.db);
    const clock = new MovableClock(await readClock(database.now));
    return { store, groups: new Groups(store, clock) };
  }

  async function founded() {
    const { store, groups } = await opened();
    const outcome = await groups.found("g", wish, hashes);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return { store, groups, group: outcome.group };
  }

  describe("groups", () => {
    it("are stored with their links, all or nothing", async () => {
      const { store, groups, group } = await founded();
      expect(await groups.read("g")).toEqual(group);
      expect(await store.proofHash("g", "ayu")).toBe("hash of ayu");
      expect(await store.proofHash("g", "eva")).toBeNull();
      const next = nextCall(group.schedule, group.at).at;
      expect(await store.all()).toEqual([
        {
          id: "g",
          version: 1,
          status: "active",
          nextCall: next,
          deadline: next - LOBBY_OPENS,
          openSession: null,
        },
      ]);
      expect(await groups.found("h", { ...wish, deputy: "dewi" }, hashes)).toEqual({
        ok: false,
        refusal: "bad-roles",
      });
      expect((await groups.read("h")).status).toBe("none");
    });

    it("answer commands with what is in the store, and refusals change nothing", async () => {
      const { store, groups, group } = await founded();
      const call = nextCall(group.schedule, group.at);
      const answered = await groups.command("g", { type: "answer", call, answer: "late" }, "budi");
      expect(answered.ok && answersTo(answered.group, call).get("budi")).toBe("late");
      const refused = await groups.command("g", { type: "archive" }, "budi");
      expect(refused).toEqual({ ok: false, refusal: "not-facilitator" });
      expect(await store.eventsAfter("g", 0)).toHaveLength(2);
      expect(await groups.command("h", { type: "archive" }, "dewi")).toEqual({
        ok: false,
        refusal: "no-such-group",
      });
    });

    it("take all of many commands at once, in some order", async () => {
      const { groups, group } = await founded();
      const call = nextCall(group.schedule, group.at);
      const outcomes = await Promise.all(
        members.map(({ id }) => groups.command("g", { type: "answer", call, answer: "yes" }, id)),
      );
      expect(outcomes.every(({ ok }) => ok)).toBe(true);
      const now = (await groups.read("g")) as Founded;
      expect(now.version).toBe(5);
      expect(answersTo(now, call).size).toBe(4);
    });

    it("refuse what was decided on an old version", async () => {
      const { store, groups, group } = await founded();
      await groups.command("g", { type: "describe", name: "Us", purpose: "" }, "dewi");
      const late = { type: "group-archived", at: group.at, by: "dewi" } as const;
      await expect(store.append("g", group, [late])).rejects.toThrow(VersionConflict);
      expect((await groups.read("g")).status).toBe("active");
    });

    it("let the links of those who part go with them, and have no next call once archived", async () => {
      const { store, groups } = await founded();
      await groups.command("g", { type: "part", member: "budi" }, "budi");
      expect(await store.proofHash("g", "budi")).toBeNull();
      expect(await store.proofHash("g", "ayu")).not.toBeNull();
      const link = { member: "ayu", proofHash: "another", publicKey: null, vouchers: null };
      await store.setLink("g", link);
      expect(await store.proofHash("g", "ayu")).toBe("another");
      await groups.command("g", { type: "archive" }, "dewi");
      expect((await store.all())[0]).toMatchObject({ status: "archived", nextCall: null });
    });
  });
});

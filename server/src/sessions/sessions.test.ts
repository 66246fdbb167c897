import { fourSeats, planOf } from "@hotseat/shared";
import { describe, expect, it, onTestFinished } from "vitest";
import { readClock } from "../clock/clock.ts";
import { VersionConflict, sessionStore } from "../store/session-store.ts";
import { MovableClock } from "../testing/box.ts";
import { stores } from "../testing/database.ts";
import { Sessions } from "./sessions.ts";

const members = ["a", "b", "c", "d"].map((id) => ({ id, name: id.toUpperCase() }));
const wish = {
  type: "create",
  agenda: fourSeats,
  hour: 3_600_000,
  members,
  facilitator: "d",
} as const;
const hashes = new Map(members.map(({ id }) => [id, id]));

describe.each(stores)("on %s", (_, openStore) => {
  async function store() {
    const database = await openStore();
    return {
      database,
      store: sessionStore(database.db),
      clock: new MovableClock(await readClock(database.now)),
    };
  }

  type Opened = Awaited<ReturnType<typeof store>>;

  function serve({ store, database, clock }: Opened): Sessions {
    const sessions = new Sessions(store, database.announcements, clock, (error) => {
      throw error;
    });
    onTestFinished(() => sessions.close());
    return sessions;
  }

  describe("sessions", () => {
    it("are after a restart where they would have been", async () => {
      const opened = await store();
      const { clock } = opened;
      const first = serve(opened);
      await first.create("s", "room", wish, hashes);
      await first.command("s", { type: "start" }, "d");
      clock.pass(30_000);
      const before = await first.command("s", { type: "advance", segment: "open" }, "d");
      await first.close();

      clock.pass(60_000 + 60_000 + 1);
      const second = serve(opened);
      await second.resume();
      const after = await second.read("s");
      if (!before.ok || before.session.status !== "running" || after?.status !== "running")
        throw new Error("not running");
      expect(planOf(after).segments[after.endings.length]?.id).toBe("review-3");
      expect(JSON.stringify(planOf(after))).toBe(JSON.stringify(planOf(before.session)));
    });

    it("take a conflict with another server as a reason to read again", async () => {
      const opened = await store();
      const { store: events } = opened;
      const [one, other] = [serve(opened), serve(opened)];
      await one.create("s", "room", wish, hashes);
      await one.read("s");
      await other.read("s");
      const outcomes = await Promise.all([
        one.command("s", { type: "start" }, "d"),
        other.command("s", { type: "start" }, "d"),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
        rejection: { code: "already-started" },
      });
      expect(await events.eventsAfter("s", 0)).toHaveLength(2);
    });

    it("fire each deadline once, however many servers watch it", async () => {
      const opened = await store();
      const { store: events, clock } = opened;
      const servers = [serve(opened), serve(opened)];
      await servers[0]?.create("s", "room", wish, hashes);
      await servers[0]?.command("s", { type: "start" }, "d");
      clock.pass(60_000);
      await Promise.all(servers.map((server) => server.command("s", { type: "tick" }, "clock")));
      const types = (await events.eventsAfter("s", 0)).map(({ type }) => type);
      expect(types).toEqual(["session-created", "session-started", "segment-ended"]);
    });

    it("reject what does not exist", async () => {
      const opened = await store();
      const sessions = serve(opened);
      expect(await sessions.read("nothing")).toBeNull();
      expect(await sessions.command("nothing", { type: "tick" }, "clock")).toMatchObject({
        ok: false,
        rejection: { code: "no-such-session" },
      });
    });
  });

  describe("the store", () => {
    it("appends all or nothing", async () => {
      const opened = await store();
      const { store: events, clock } = opened;
      const sessions = serve(opened);
      const created = await sessions.create("s", "room", wish, hashes);
      if (!created.ok) throw new Error("not created");
      const stale = created.session;
      await sessions.command("s", { type: "start" }, "d");
      const event = { type: "session-started", at: clock.now(), by: "d" } as const;
      await expect(events.append("s", stale, [event])).rejects.toThrow(VersionConflict);
      expect(await events.find("s")).toMatchObject({ version: 2, status: "running" });
      expect(await events.eventsAfter("s", 1)).toHaveLength(1);
    });

    it("keeps no session whose links could not be kept", async () => {
      const opened = await store();
      const { store: events } = opened;
      const sessions = serve(opened);
      await sessions.create("s", "room", wish, hashes);
      await expect(sessions.create("t", "room", wish, hashes)).rejects.toThrow();
      expect(await events.find("t")).toBeNull();
      expect(await events.eventsAfter("t", 0)).toEqual([]);
    });
  });
});

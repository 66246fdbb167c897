import { chainOf, firstBreak, fourSeats, planOf } from "@hotseat/shared";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readClock } from "../clock/clock.ts";
import { sessionEvents } from "../store/schema.ts";
import { sessionStore } from "../store/session-store.ts";
import { VersionConflict } from "../store/version-conflict.ts";
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

  /** A session whose members are all there. */
  async function gathered(sessions: Sessions, id = "s", room = "room"): Promise<void> {
    await sessions.create(id, room, wish, hashes);
    for (const { id: member } of members)
      await sessions.command(id, { type: "arrive", member }, member);
  }

  const ARRIVALS = members.length;

  describe("sessions", () => {
    it("are after a restart where they would have been", async () => {
      const opened = await store();
      const { clock } = opened;
      const first = serve(opened);
      await gathered(first);
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
      expect(planOf(after).segments[after.position]?.id).toBe("review-3");
      expect(JSON.stringify(planOf(after))).toBe(JSON.stringify(planOf(before.session)));
    });

    it("take a conflict with another server as a reason to read again", async () => {
      const opened = await store();
      const { store: events } = opened;
      const [one, other] = [serve(opened), serve(opened)];
      await gathered(one);
      await other.read("s");
      const outcomes = await Promise.all([
        one.command("s", { type: "start" }, "d"),
        other.command("s", { type: "start" }, "d"),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
        rejection: { code: "already-started" },
      });
      expect(await events.eventsAfter("s", 1 + ARRIVALS)).toHaveLength(1);
    });

    it("fire each deadline once, however many servers watch it", async () => {
      const opened = await store();
      const { store: events, clock } = opened;
      const servers = [serve(opened), serve(opened)];
      if (servers[0]) await gathered(servers[0]);
      await servers[0]?.command("s", { type: "start" }, "d");
      clock.pass(60_000);
      await Promise.all(servers.map((server) => server.command("s", { type: "tick" }, "clock")));
      const types = (await events.eventsAfter("s", 1 + ARRIVALS)).map(({ type }) => type);
      expect(types).toEqual(["session-started", "segment-ended"]);
    });

    it("do what came due while the store did not answer as soon as it does again", async () => {
      const opened = await store();
      const { db } = opened.database;
      const failed = Promise.withResolvers<void>();
      const sessions = new Sessions(opened.store, opened.database.announcements, opened.clock, () =>
        failed.resolve(),
      );
      onTestFinished(() => sessions.close());
      await sessions.create("s", "room", { ...wish, hour: 60_000 }, hashes);
      for (const { id: member } of members)
        await sessions.command("s", { type: "arrive", member }, member);
      // The first part of an hour this short takes a second.
      await sessions.command("s", { type: "start" }, "d");
      await db.execute(sql`ALTER TABLE session_events RENAME TO elsewhere`);
      await failed.promise;
      const changed = new Promise<void>((done) => sessions.onChange(() => done()));
      await db.execute(sql`ALTER TABLE elsewhere RENAME TO session_events`);
      await changed;
      expect((await opened.store.eventsAfter("s", 0)).at(-1)).toMatchObject({
        type: "segment-ended",
      });
    });

    it("begin when they are scheduled, also beyond the longest wait of a timer", async () => {
      const opened = await store();
      const { clock } = opened;
      clock.hold();
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      onTestFinished(() => void vi.useRealTimers());
      const sessions = serve(opened);
      const longest = 2 ** 31 - 1;
      const scheduledFor = clock.now() + longest + 60_000;
      await sessions.create("s", "room", { ...wish, scheduledFor }, hashes);
      for (const { id: member } of members)
        await sessions.command("s", { type: "arrive", member }, member);
      const looks = vi.spyOn(clock, "now");
      // A timer that was asked for more would fire at once.
      await vi.advanceTimersByTimeAsync(longest - 1);
      expect(looks).not.toHaveBeenCalled();
      clock.pass(longest);
      await vi.advanceTimersByTimeAsync(1);
      expect(looks).toHaveBeenCalled();
      expect(await sessions.read("s")).toMatchObject({ status: "lobby" });
      const started = new Promise<string>((done) => {
        sessions.onChange((_id, { status }) => done(status));
      });
      clock.goTo(scheduledFor);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await started).toBe("running");
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
      await gathered(sessions);
      const stale = await sessions.read("s");
      if (!stale) throw new Error("not created");
      await sessions.command("s", { type: "start" }, "d");
      const started = { type: "session-started", changes: [] } as const;
      const event = { ...started, at: clock.now(), by: "d" };
      await expect(events.append("s", stale, [event])).rejects.toThrow(VersionConflict);
      const version = 2 + ARRIVALS;
      expect(await events.find("s")).toMatchObject({ version, status: "running" });
      expect(await events.eventsAfter("s", 1)).toHaveLength(version - 1);
    });

    it("12.2 chains every event to the one before, whichever server wrote it", async () => {
      const opened = await store();
      const { store: events, database, clock } = opened;
      const other = sessionStore(database.db);
      const [one, two] = [serve(opened), serve({ ...opened, store: other })];
      await gathered(one);
      await two.command("s", { type: "start" }, "d");
      clock.pass(30_000);
      await one.command("s", { type: "tick" }, "clock");
      await one.read("s");
      await two.command("s", { type: "advance", segment: "open" }, "d");
      const log = await events.log("s");
      expect(log).toEqual(chainOf("s", await events.eventsAfter("s", 0)));
      expect(firstBreak("s", log)).toBeNull();
    });

    it("12.2 shows an event that was changed in the database, or taken out of it", async () => {
      const opened = await store();
      const { store: events, database } = opened;
      await gathered(serve(opened));
      const log = await events.log("s");
      const third = log[2]?.event;
      if (!third) throw new Error("too short");
      await database.db
        .update(sessionEvents)
        .set({ event: { ...third, at: third.at + 1 } })
        .where(and(eq(sessionEvents.session, "s"), eq(sessionEvents.version, 3)));
      expect(firstBreak("s", await events.log("s"))).toBe(3);
      expect(firstBreak("s", log.toSpliced(1, 1))).toBe(2);
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

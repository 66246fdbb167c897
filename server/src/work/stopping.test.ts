import { fourSeats } from "@hotseat/shared";
import { describe, expect, inject, it } from "vitest";
import { readClock } from "../clock/clock.ts";
import { Rooms } from "../media/rooms.ts";
import { Presence } from "../sessions/presence.ts";
import { Sessions } from "../sessions/sessions.ts";
import { sessionStore } from "../store/session-store.ts";
import { emptyDatabase } from "../testing/database.ts";
import { testKeys } from "../testing/livekit.ts";
import { talkStore } from "../talk/talk-store.ts";
import { Talk } from "../talk/talk.ts";

const report = (error: unknown) => {
  throw error;
};

/** A store of which one question is answered only when the gate is opened. */
function slowed<S, Q extends keyof S>(store: S, question: Q) {
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const events: string[] = [];
  const ask = store[question] as (...args: unknown[]) => Promise<unknown>;
  const slow = async (...args: unknown[]) => {
    asked.resolve();
    await gate.promise;
    const answer = await ask.apply(store, args);
    events.push("answered");
    return answer;
  };
  /** What has happened in which order when it is stopped in the middle of the question. */
  const stopAmid = async (stop: () => void | Promise<void>) => {
    await asked.promise;
    const stopped = Promise.resolve(stop()).then(() => events.push("stopped"));
    await new Promise(setImmediate);
    gate.resolve();
    await stopped;
    return events;
  };
  return { store: { ...store, [question]: slow } as S, stopAmid };
}

/* The store is closed right after: a question to it that is under way then would fail. */
describe("what looks into the store again and again, when it is stopped", () => {
  const inOrder = ["answered", "stopped"];

  it("waits: who is in the call", async () => {
    const database = await emptyDatabase();
    const clock = await readClock(database.now);
    const { store, stopAmid } = slowed(sessionStore(database.db), "allLeases");
    const sessions = new Sessions(store, database.announcements, clock, report);
    const presence = new Presence({ store, sessions, clock, report });
    presence.start();
    expect(await stopAmid(() => presence.stop())).toEqual(inOrder);
    await sessions.close();
  });

  it("waits: what was said and is to be forgotten", async () => {
    const { db, announcements, now } = await emptyDatabase();
    const clock = await readClock(now);
    const events = sessionStore(db);
    const sessions = new Sessions(events, announcements, clock, report);
    const { store, stopAmid } = slowed(talkStore(db), "forgetClosed");
    const { announce } = events;
    const talk = new Talk({ store, announcements, announce, sessions, clock, report });
    talk.start();
    expect(await stopAmid(() => talk.stop())).toEqual(inOrder);
    await sessions.close();
  });

  it("waits: deadlines that nobody acted on", async () => {
    const database = await emptyDatabase();
    const clock = await readClock(database.now);
    const { store, stopAmid } = slowed(sessionStore(database.db), "overdue");
    const sessions = new Sessions(store, database.announcements, clock, report);
    await sessions.resume();
    expect(await stopAmid(() => sessions.close())).toEqual(inOrder);
  });

  it("waits: who was put out of the room", async () => {
    const database = await emptyDatabase();
    const clock = await readClock(database.now);
    const events = sessionStore(database.db);
    const sessions = new Sessions(events, database.announcements, clock, report);
    const members = ["a", "b", "c", "d"].map((id) => ({ id, name: id }));
    const hour = { agenda: fourSeats, hour: 3_600_000, members, facilitator: "d" };
    const hashes = new Map(members.map(({ id }) => [id, id]));
    await sessions.create("s", "room", { type: "create", ...hour }, hashes);
    const { store, stopAmid } = slowed(events, "find");
    const rooms = new Rooms({ url: inject("livekitUrl"), keys: testKeys, store, sessions, report });
    const removed = await sessions.command("s", { type: "remove", member: "a" }, "d");
    expect(removed.ok).toBe(true);
    expect(await stopAmid(() => rooms.stop())).toEqual(inOrder);
    await sessions.close();
  });
});

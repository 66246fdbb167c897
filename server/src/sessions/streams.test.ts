import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Recap } from "@hotseat/shared";
import { Box, pathOf } from "../testing/box.ts";
import { sql } from "drizzle-orm";
import { leases } from "../store/schema.ts";
import { sessionStore } from "../store/session-store.ts";
import { emptyDatabase } from "../testing/database.ts";
import { LEASE_MS } from "./presence.ts";

const entered = { type: "follow", since: null, place: "entering" };
const watching = { type: "follow", since: null, place: "door" };

describe("the stream", () => {
  it("sends the whole view first, then each change", async () => {
    const box = await Box.open();
    const { session, a, d } = await box.hour();
    const follower = box.follow(session, a);
    await follower.send(watching);
    const first = await follower.until(({ view }) => view);
    expect(first).toMatchObject({
      version: 1,
      status: "lobby",
      you: { id: a.id, role: "member" },
      action: null,
    });
    await box.command(session, d, { type: "start" });
    await follower.until(({ view }) => view?.status === "running");
  });

  it("resumes: nothing for a client that has everything, a fresh view for one that has not", async () => {
    const box = await Box.open();
    const { session, a, d } = await box.hour();
    const upToDate = box.follow(session, a);
    await upToDate.send({ ...watching, since: 1 });
    await upToDate.until(({ received }) =>
      received.some((m) => m.type === "current" && m.version === 1),
    );
    expect(upToDate.view).toBeNull();
    await box.command(session, d, { type: "start" });
    const behind = box.follow(session, a, { tab: "tab-00000002" });
    await behind.send({ ...watching, since: 1 });
    expect(await behind.until(({ view }) => view)).toMatchObject({ version: 2 });
    const impossible = box.follow(session, a, { tab: "tab-00000003" });
    await impossible.send({ ...watching, since: 99 });
    expect(await impossible.until(({ view }) => view)).toMatchObject({ version: 2 });
  });

  it("answers pings with the server's clock", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const follower = box.follow(session, a);
    const before = box.clock.precise();
    await follower.send({ type: "ping", sent: 12.5 });
    const pong = await follower.until(({ received }) =>
      received.find(({ type }) => type === "pong"),
    );
    expect(pong).toMatchObject({ type: "pong", sent: 12.5 });
    expect(pong.type === "pong" && pong.now >= before && pong.now <= box.clock.precise()).toBe(
      true,
    );
  });

  it.each([
    ["text that is no JSON", "{"],
    ["an unknown type", { type: "advance" }],
    ["a field too many", { ...entered, role: "facilitator" }],
    ["a command that there is not", { type: "command", id: 1, command: { type: "stop" } }],
    ["a command without a number", { type: "command", command: { type: "start" } }],
    ["a version that is no number", { type: "follow", since: "1", place: "call" }],
    // With which the store was asked for what comes after it, and could not answer.
    ["more messages than can be counted", { ...entered, said: 2 ** 31 }],
  ])("closes on %s", async (_, message) => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const follower = box.follow(session, a);
    await follower.send(message);
    expect(await follower.until(({ closed }) => closed)).toEqual({ code: 4400 });
  });

  it("closes on strangers and on other versions of the protocol", async () => {
    const box = await Box.open();
    const { session, a, b } = await box.hour();
    const stranger = box.follow(session, { ...a, cookie: b.cookie });
    expect(await stranger.until(({ closed }) => closed)).toEqual({ code: 4403 });
    const old = box.follow(session, a, { version: "0" });
    expect(await old.until(({ closed }) => closed)).toEqual({ code: 4426 });
  });
});

describe("commands over the stream", () => {
  it("are in the store when they are answered, after the view that came of them", async () => {
    const box = await Box.open();
    const { session, a, d } = await box.hour();
    const [facilitator, member] = [box.follow(session, d), box.follow(session, a)];
    await facilitator.send(watching);
    await member.send(watching);
    await member.until(({ view }) => view);
    await facilitator.send({ type: "command", id: 7, command: { type: "start" } });
    const done = await facilitator.until(({ received }) =>
      received.find(({ type }) => type === "done"),
    );
    const { version = 0 } = facilitator.view ?? {};
    expect(facilitator.view?.status).toBe("running");
    expect(done).toEqual({ type: "done", id: 7, version });
    await member.until(({ view }) => view?.version === version);
    expect(await sessionStore(box.database.db).log(session)).toHaveLength(version);
  });

  it("are refused as the same request would be, each by its own number", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const member = box.follow(session, a);
    await member.send({ type: "command", id: 1, command: { type: "start" } });
    await member.send({ type: "command", id: 2, command: { type: "resume" } });
    const refused = (id: number) =>
      member.until(({ received }) =>
        received.find((message) => message.type === "refused" && message.id === id),
      );
    for (const [id, command] of [{ type: "start" }, { type: "resume" }].entries()) {
      const { statusCode, ...reply } = await box.command(session, a, command);
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(await refused(id + 1)).toEqual({ type: "refused", id: id + 1, refusal: reply.json() });
    }
  });

  it("close the stream when the store does not answer, for whether they are done is unknown", async () => {
    const box = await Box.open({ failuresExpected: true });
    const { session, d } = await box.hour();
    const facilitator = box.follow(session, d);
    await facilitator.send(watching);
    await facilitator.until(({ view }) => view);
    const { db } = box.database;
    await db.execute(sql`ALTER TABLE session_events RENAME TO elsewhere`);
    onTestFinished(async () => {
      await db.execute(sql`ALTER TABLE elsewhere RENAME TO session_events`);
    });
    await facilitator.send({ type: "command", id: 1, command: { type: "start" } });
    expect(await facilitator.until(({ closed }) => closed)).toEqual({ code: 1011 });
  });
});

describe("presence", () => {
  it("shows who is in the call, not who stands at the door", async () => {
    const box = await Box.open();
    const { session, a, b } = await box.hour();
    const door = box.follow(session, a);
    await door.send(watching);
    const inside = box.follow(session, b);
    await inside.send(entered);
    const view = await door.until(({ view }) => view?.members[1]?.here && view);
    expect(view.members.map(({ here }) => here)).toEqual([false, true, false, false]);
    await inside.send({ type: "follow", since: null, place: "door" });
    await door.until(({ view }) => view?.members[1]?.here === false);
  });

  it("survives a broken connection until the lease has run out", async () => {
    const box = await Box.open();
    box.clock.hold();
    const { session, a, b } = await box.hour();
    const observer = box.follow(session, a);
    await observer.send(watching);
    const lost = box.follow(session, b);
    await lost.send(entered);
    const there = await observer.until(({ view }) => view?.members[1]?.here && view);
    lost.socket.terminate();
    const back = box.follow(session, b);
    await back.send({ type: "follow", since: there.version, place: "call" });
    await back.until(({ received }) =>
      received.some((m) => m.type === "current" && m.version === there.version),
    );
    back.socket.terminate();
    const { lostAt } = await lostLease(box);
    box.clock.goTo(lostAt + 9_999);
    await box.sweep();
    expect((await box.view(session, a)).members[1]?.here).toBe(true);
    box.clock.goTo(lostAt + 10_000);
    await box.sweep();
    await observer.until(({ view }) => view?.members[1]?.here === false);
    const log = await box.get(`${pathOf(session, a.id)}/recap`, a.cookie);
    expect(log.json<Recap>().entries.at(-1)?.event).toMatchObject({
      type: "member-left",
      member: b.id,
      since: lostAt,
    });
  });

  it("moves to the newest tab that entered and tells the other one", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const first = box.follow(session, a, { tab: "tab-00000001" });
    await first.send(entered);
    await first.until(({ view }) => view?.members[0]?.here);
    const second = box.follow(session, a, { tab: "tab-00000002" });
    await second.send(entered);
    await first.until(({ received }) => received.some(({ type }) => type === "elsewhere"));
    const view = await second.until(({ view }) => view);
    expect(view.members[0]?.here).toBe(true);
  });

  it("is not taken back by a tab that lost its connection before the member entered in another", async () => {
    const box = await Box.open();
    const { session, a } = await box.hour();
    const phone = box.follow(session, a, { tab: "tab-0000phone" });
    await phone.send(entered);
    await phone.until(({ view }) => view?.members[0]?.here);
    phone.socket.terminate();
    const laptop = box.follow(session, a, { tab: "tab-000laptop" });
    await laptop.send(entered);
    await laptop.until(({ view }) => view);

    const back = box.follow(session, a, { tab: "tab-0000phone" });
    await back.send({ type: "follow", since: null, place: "call" });
    await back.until(({ received }) => received.some(({ type }) => type === "elsewhere"));
    expect(laptop.received.some(({ type }) => type === "elsewhere")).toBe(false);
    expect((await box.view(session, a)).members[0]?.here).toBe(true);
  });

  it("is unknown, never absence, while no server was there", async () => {
    const database = await emptyDatabase();
    const first = await Box.open({ database });
    const { session, a, b } = await first.hour();
    const inside = first.follow(session, b);
    await inside.send(entered);
    await inside.until(({ view }) => view?.members[1]?.here);
    await first.app.close();

    // The lease is as old as can be by now, but nobody was there to renew it.
    await database.db.update(leases).set({ renewedAt: 0 });
    const second = await Box.open({ database });
    const observer = second.follow(session, a);
    await observer.send(watching);
    second.clock.pass(LEASE_MS / 2);
    await second.sweep();
    expect((await second.view(session, a)).members[1]?.here).toBe(true);
    second.clock.pass(LEASE_MS);
    await observer.until(({ view }) => view?.members[1]?.here === false);
  });
});

/** The lease of a connection that was seen to break, once that is stored. */
async function lostLease(box: Box): Promise<{ lostAt: number }> {
  return vi.waitFor(
    async () => {
      const [lease] = await box.database.db.select().from(leases);
      if (!lease || lease.lostAt === null) throw new Error("no connection has broken yet");
      return { lostAt: lease.lostAt };
    },
    { timeout: 10_000 },
  );
}

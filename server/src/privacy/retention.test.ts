import type { GroupExport, PrivacyReply } from "@hotseat/shared/group";
import { sql } from "drizzle-orm";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { readClock } from "../clock/clock.ts";
import { proofOf } from "../links/proof.ts";
import { openPostgres } from "../store/database.ts";
import { groups, outbox, sessionEvents, sessions, wrappedKeys } from "../store/schema.ts";
import { Box } from "../testing/box.ts";
import { emptyDatabase, stores } from "../testing/database.ts";
import { TestGroup, newPublicKey, newRoster, newSecret, newWrapped } from "../testing/group.ts";
import { createDatabase } from "../testing/postgres.ts";
import { Retention } from "./retention.ts";
import type { Deleted } from "./retention.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const nothing = { sessions: 0, unused: 0, mail: 0, archived: 0, invitations: 0, keys: 0 };

/** A session of no group whose hour is over. */
async function over(box: Box): Promise<string> {
  const { session, members } = await box.hour();
  const [follower] = await box.enter(session, ...members);
  await box.command(session, members[3], { type: "start" });
  box.clock.pass(61 * MINUTE);
  await follower?.until(({ view }) => view?.status === "ended");
  for (const each of [follower]) each?.socket.close();
  return session;
}

describe.each(stores)("what has been kept long enough, in %s,", (_, open) => {
  it("is deleted, and what has not been is not", async () => {
    const database = await open();
    const box = await Box.open({ database });
    const ended = await over(box);
    const { session: unused } = await box.hour();
    const group = await TestGroup.found(box);
    const kept = await TestGroup.found(box);
    const ayu = group.at(0);
    expect(await group.tries(ayu, "/commands", { type: "archive" })).toEqual([200]);
    const mail = (of: TestGroup, cycle: number) => ({
      group: of.id,
      member: of.at(1).id,
      kind: "recap" as const,
      call: `0 ${cycle}`,
      change: 0,
      cycle,
      until: box.clock.now(),
      state: "sent" as const,
      tryAt: box.clock.now(),
      endedAt: box.clock.now(),
    });
    await database.db.insert(outbox).values([mail(kept, 1), mail(kept, 2), mail(group, 1)]);
    const rest = async () => ({
      sessions: (await database.db.select().from(sessions)).map(({ id }) => id),
      mail: (await database.db.select().from(outbox)).length,
      groups: (await database.db.select().from(groups)).map(({ id }) => id).toSorted(),
    });
    box.clock.pass(30 * DAY - 10 * MINUTE);
    expect(await box.retention.look()).toEqual(nothing);
    box.clock.pass(10 * MINUTE);
    // The last cycle's mail still says how many there were in it.
    expect(await box.retention.look()).toEqual({ ...nothing, unused: 1, mail: 2 });
    const calls = (await rest()).sessions;
    expect(calls).toContain(ended);
    expect(calls).not.toContain(unused);
    box.clock.pass(60 * DAY);
    expect(await box.retention.look()).toEqual({ ...nothing, sessions: 1 });
    expect((await rest()).sessions).not.toContain(ended);
    expect((await rest()).groups).toEqual([group.id, kept.id].toSorted());
    // Whoever opens it again in time keeps it.
    box.clock.pass(274 * DAY);
    expect(await group.tries(ayu, "/commands", { type: "reopen" })).toEqual([200]);
    expect(await group.tries(ayu, "/commands", { type: "archive" })).toEqual([200]);
    box.clock.pass(2 * DAY);
    expect((await box.retention.look()).archived).toBe(0);
    box.clock.pass(364 * DAY);
    expect((await box.retention.look()).archived).toBe(1);
    expect(await rest()).toMatchObject({ groups: [kept.id], mail: 1 });
  });

  it("stays while somebody is at the door, and a server that knew it forgets it", async () => {
    const box = await Box.open({ database: await open() });
    const { session, members } = await box.hour();
    const [follower] = await box.enter(session, members[0]);
    box.clock.pass(40 * DAY);
    expect(await box.retention.look()).toEqual(nothing);
    follower?.socket.close();
    await expect
      .poll(async () => {
        box.clock.pass(MINUTE);
        await box.sweep();
        return (await box.view(session, members[1])).members.some(({ here }) => here);
      })
      .toBe(false);
    box.clock.pass(31 * DAY);
    const waits = box.follow(session, members[1]);
    await waits.send({ type: "follow", since: null, place: "door" });
    await waits.until(({ view }) => view);
    const closed = new Promise<number>((done) => waits.socket.once("close", done));
    expect(await box.retention.look()).toEqual({ ...nothing, unused: 1 });
    expect(await closed).toBe(4403);
    const command = await box.command(session, members[3], { type: "start" });
    expect(command.statusCode).toBe(401);
  });
});

describe("keeping", () => {
  it("is ended by one of several servers, once", async () => {
    const url = await createDatabase(inject("postgresUrl"));
    const databases = [await openPostgres(url), await openPostgres(url)];
    onTestFinished(async () => {
      for (const database of databases) await database.close();
    });
    const [one, two] = await Promise.all(databases.map((database) => Box.open({ database })));
    if (!one || !two) throw new Error("no servers");
    for (let i = 0; i < 60; i += 1) await one.hour();
    for (const box of [one, two]) box.clock.pass(31 * DAY);
    const deleted = await Promise.all([one.retention.look(), two.retention.look()]);
    expect(deleted.reduce((sum, { unused }) => sum + unused, 0)).toBe(60);
    expect(await one.database.db.select().from(sessions)).toEqual([]);
  });

  it("goes on of a session that begins in the very moment in which it is looked at", async () => {
    const url = await createDatabase(inject("postgresUrl"));
    const database = await openPostgres(url);
    onTestFinished(() => database.close());
    const box = await Box.open({ database });
    const begun = await box.hour();
    await box.hour();
    box.clock.pass(31 * DAY);
    const waiting = async () => {
      const { rows } = (await database.db.execute(sql`
        SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`)) as unknown as {
        rows: { count: number }[];
      };
      return rows[0]?.count;
    };
    let looked: Promise<Deleted> | undefined;
    await database.db.transaction(async (tx) => {
      // What another server stores when somebody begins the hour.
      await tx.execute(sql`
        UPDATE sessions SET version = version + 1, status = 'running' WHERE id = ${begun.session}`);
      await tx.execute(sql`
        INSERT INTO session_events (session, version, event, hash)
        SELECT session, version + 1, event, hash FROM session_events
        WHERE session = ${begun.session} ORDER BY version DESC LIMIT 1`);
      looked = box.retention.look();
      looked.catch(() => {});
      await expect.poll(waiting).toBe(1);
    });
    expect(await looked).toEqual({ ...nothing, unused: 1 });
    const kept = (await database.db.select().from(sessions)).map(({ id }) => id);
    expect(kept).toEqual([begun.session]);
    const log = await database.db.select().from(sessionEvents);
    expect(log.map(({ version }) => version)).toEqual([1, 2]);
  });

  it("of what was erased ends in the files too, by the next look when it could not at once", async () => {
    const { db, now } = await emptyDatabase();
    const failed: unknown[] = [];
    let done = 0;
    let table = "no_such_table";
    const retention = new Retention({
      db,
      rewrite: async () => {
        await db.execute(sql`VACUUM FULL ${sql.identifier(table)}`);
        done += 1;
      },
      keep: { sessions: 90, unused: 30, mail: 30, archived: 365 },
      clock: await readClock(now),
      closeStreams: async () => {},
      report: (error) => failed.push(error),
    });
    retention.erased();
    await expect.poll(() => failed.length).toBe(1);
    await expect(retention.look()).rejects.toThrow();
    table = "sessions";
    // Nothing more is deleted, and yet.
    expect(await retention.look()).toEqual(nothing);
    expect(done).toBe(1);
    await retention.look();
    expect(done).toBe(1);
  });

  it("of what cannot be deleted goes on until it can, and keeps nothing else; one failure is told once", async () => {
    const database = await emptyDatabase();
    const box = await Box.open({ database });
    const stuck = await box.hour();
    await box.hour();
    const archived = [await TestGroup.found(box), await TestGroup.found(box)];
    for (const group of archived) {
      expect(await group.tries(group.at(0), "/commands", { type: "archive" })).toEqual([200]);
    }
    // Nobody may delete them as long as these rows point to them.
    await database.db.execute(sql`
      CREATE TABLE holds (session text REFERENCES sessions (id), "group" text REFERENCES groups (id))`);
    await database.db.execute(sql`
      INSERT INTO holds VALUES (${stuck.session}, ${archived[0]?.id})`);
    box.clock.pass(366 * DAY);
    const left = async () => ({
      sessions: (await database.db.select().from(sessions)).map(({ id }) => id),
      groups: (await database.db.select().from(groups)).map(({ id }) => id),
    });
    const failures: unknown[] = [];
    const retention = new Retention({
      db: database.db,
      rewrite: null,
      keep: { sessions: 90, unused: 30, mail: 30, archived: 365 },
      clock: box.clock,
      closeStreams: async () => {},
      report: (error) => failures.push(error),
    });
    retention.start();
    await expect.poll(() => failures.length).toBe(1);
    await retention.stop();
    expect((failures[0] as AggregateError).errors).toHaveLength(2);
    expect(await left()).toEqual({ sessions: [stuck.session], groups: [archived[0]?.id] });
    await database.db.execute(sql`DELETE FROM holds`);
    expect(await box.retention.look()).toEqual({ ...nothing, unused: 1, archived: 1 });
    expect(await left()).toEqual({ sessions: [], groups: [] });
  });

  it("of mail does not hang on whether the sessions before it can even be read", async () => {
    const database = await emptyDatabase();
    const box = await Box.open({ database });
    const group = await TestGroup.found(box);
    expect(await group.tries(group.at(0), "/commands", { type: "archive" })).toEqual([200]);
    await database.db.insert(outbox).values({
      group: group.id,
      member: group.at(1).id,
      kind: "recap",
      call: "0 1",
      change: 0,
      cycle: 1,
      until: box.clock.now(),
      state: "sent",
      tryAt: box.clock.now(),
      endedAt: box.clock.now(),
    });
    box.clock.pass(31 * DAY);
    const { session } = await box.hour();
    await database.db.execute(sql`
      UPDATE session_events SET event = jsonb_set(event, '{at}', '"no instant"')
      WHERE session = ${session}`);
    await expect(box.retention.look()).rejects.toThrow("not all was deleted that is due");
    expect(await database.db.select().from(outbox)).toEqual([]);
  });

  it("of the keys of dead links ends when no roster in use names them", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    const [ayu, dewi] = [group.at(0), group.at(3)];
    expect(await group.tries(dewi, "/erase", { name: "Dewi" })).toEqual([204]);
    const rows = () => box.database.db.select().from(wrappedKeys);
    expect((await rows()).find(({ member }) => member === dewi.id)?.wrapped).toBeNull();
    expect((await box.retention.look()).keys).toBe(0);
    const left = group.people.filter((person) => person !== dewi);
    const wrapped = left.map(({ id }) => ({ member: id, wrapped: newWrapped() }));
    const roster = newRoster(left.length);
    expect(await group.tries(ayu, "/seal", { epoch: 2, wrapped, roster })).toEqual([204]);
    expect((await box.retention.look()).keys).toBe(1);
    expect((await rows()).some(({ member }) => member === dewi.id)).toBe(false);
  });

  it("of a link that waits for somebody to admit its holder ends, if nobody does", async () => {
    const box = await Box.open();
    const group = await TestGroup.found(box, { sealed: true });
    const [ayu, budi, dewi] = [group.at(0), group.at(1), group.at(3)];
    const give = (to: string) => {
      const vouchers = [ayu, budi].map(({ id }) => ({ member: id, wrapped: newWrapped() }));
      const seal = { publicKey: newPublicKey(), vouchers };
      return group.asOperator(`/links/${to}`, { proof: proofOf(dewi.secret), seal });
    };
    dewi.secret = newSecret();
    expect(await give(dewi.id)).toEqual([204]);
    expect(await group.claim(dewi)).toBe(204);
    box.clock.pass(30 * DAY - MINUTE);
    expect(await box.retention.look()).toEqual(nothing);
    box.clock.pass(MINUTE);
    expect(await box.retention.look()).toEqual({ ...nothing, invitations: 1 });
    expect(await group.claim(dewi)).toBe(403);
    // They are in the group still, and may be given another one.
    expect((await group.view(ayu)).members).toHaveLength(4);
    dewi.secret = newSecret();
    expect(await give(dewi.id)).toEqual([204]);
    expect(await group.claim(dewi)).toBe(204);
  });

  it("is told to everybody, and an export to nobody but oneself", async () => {
    const box = await Box.open();
    const told = (await box.get("/api/privacy")).json<PrivacyReply>();
    expect(told).toEqual({
      keep: { sessions: 90, unused: 30, mail: 30, archived: 365 },
      mail: false,
      database: "embedded",
    });
    const group = await TestGroup.found(box);
    const [ayu, budi] = [group.at(0), group.at(1)];
    expect((await box.get(`${group.path(ayu)}/export`, budi.cookie)).statusCode).toBe(401);
    const own = await group.get<GroupExport>(ayu, "/export");
    expect(own).toMatchObject({ kind: "group", member: { name: "Ayu", role: "facilitator" } });
    expect(JSON.stringify(own)).not.toContain("Budi");
  });
});

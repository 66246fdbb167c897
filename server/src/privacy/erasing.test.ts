import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstBreak } from "@hotseat/shared";
import type { Recap } from "@hotseat/shared";
import type { FormerReply, GroupExport, SessionExport } from "@hotseat/shared/group";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { Box } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { stores } from "../testing/database.ts";
import { TestGroup } from "../testing/group.ts";
import { openEmbedded } from "../store/database.ts";
import type { OpenDatabase } from "../store/database.ts";

const MINUTE = 60_000;

/** Every row of every table of the product, as JSON. */
async function dumpOf({ db }: OpenDatabase): Promise<string> {
  const { rows } = (await db.execute(sql`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
  `)) as unknown as { rows: { name: string }[] };
  expect(rows.length).toBeGreaterThan(15);
  const tables: unknown[] = [];
  for (const { name } of rows) {
    const all = await db.execute(sql`SELECT * FROM ${sql.identifier(name)}`);
    tables.push(name, (all as unknown as { rows: unknown[] }).rows);
  }
  return JSON.stringify(tables);
}

/** A group in which somebody has left a mark wherever one can be left, and a call that is over. */
async function marked(box: Box, mark: string) {
  const group = await TestGroup.found(box);
  const [ayu, budi, citra, dewi] = [0, 1, 2, 3].map((place) => group.at(place));
  if (!ayu || !budi || !citra || !dewi) throw new Error("nobody");
  const joined = await group.join(`${mark} name`);
  const [call] = (await group.view()).calls;
  if (!call) throw new Error("no call");
  const named = { span: call.span, original: call.original };
  const done = async (reply: Promise<[number, string?]>) =>
    expect((await reply)[1] ?? "done").toBe("done");
  const put = await box.app.inject({
    method: "PUT",
    url: `${group.path(joined)}/contact`,
    headers: { cookie: joined.cookie },
    payload: { email: `${mark}@example.org`, language: "id", off: ["soon"] },
  });
  expect(put.statusCode).toBe(204);
  const feed = await group.post(joined, "/calendar-feed", {});
  const { address } = feed.json<{ address: string }>();
  const hours = Array.from({ length: 168 }, () => "good");
  await done(
    group.tries(joined, "/commands", {
      type: "set-week",
      week: { zone: "Pacific/Chatham", hours },
    }),
  );
  await done(group.tries(joined, "/commands", { type: "answer", call: named, answer: "late" }));
  const brief = { question: `${mark} question`, context: `${mark} context`, tried: "", help: "" };
  await done(group.tries(joined, "/briefs", { call: named, brief }));
  const promise = {
    type: "promise",
    id: `p${mark}`,
    text: `${mark} promise`,
    doneWhen: `${mark} done`,
    ifThen: null,
    due: box.clock.now() + 8 * 86_400_000,
  };
  await done(group.tries(joined, "/commitments", promise));
  const { session, at } = await group.open();
  const [first, , , , last] = await group.enter(session, ayu, budi, citra, dewi, joined);
  await last?.send({ type: "say", id: 1, text: `${mark} message` });
  await last?.until(({ received }) => received.some((each) => each.type === "heard"));
  await last?.send({ type: "hand", id: 2, up: true });
  await first?.until(({ received }) =>
    received.some((each) => each.type === "talk" && each.hands.length > 0),
  );
  await group.until(at + 20 * MINUTE);
  await last?.until(({ view }) => view?.status === "running");
  const path = `/calls/${session}`;
  await done(group.tries(joined, `${path}/notes`, { text: `${mark} note` }));
  const seatNote = { holder: joined.id, text: `${mark} seat note` };
  await done(group.tries(ayu, `${path}/seat-notes`, seatNote));
  await done(group.tries(joined, `${path}/seat-notes`, { holder: ayu.id, text: "stays with Ayu" }));
  await done(group.tries(joined, `${path}/pulse`, { useful: 5, trust: 4, time: 3 }));
  await group.until(at + 61 * MINUTE);
  const thanks = (by: Member, to: string, text: string) =>
    group.tries(by, `${path}/remarks`, { kind: "thanks", to, text });
  await done(thanks(joined, ayu.id, `${mark} thanks`));
  await done(thanks(ayu, joined.id, `${mark} thanked`));
  await done(thanks(budi, ayu.id, "stays with Budi and Ayu"));
  return { group, ayu, budi, joined, session, address, call: named };
}

async function recapFor(group: TestGroup, person: Member, session: string): Promise<Recap> {
  const { id, cookie } = await group.seat(person, session);
  const reply = await group.box.get(`/api/sessions/${session}/members/${id}/recap`, cookie);
  return reply.json();
}

describe.each(stores)("somebody who is erased, in %s,", (_, open) => {
  it("is in no table any more, and the others keep what is theirs", async () => {
    const database = await open();
    const box = await Box.open({ database });
    const mark = "zq7marked";
    const { group, ayu, budi, joined, session, address } = await marked(box, mark);
    expect((await dumpOf(database)).split(mark).length).toBeGreaterThan(12);

    const exported = await group.get<GroupExport>(joined, "/export");
    const text = JSON.stringify(exported);
    for (const part of [
      "name",
      "question",
      "promise",
      "note",
      "seat note",
      "message",
      "thanks",
      "thanked",
    ]) {
      expect(text).toContain(`${mark} ${part}`);
    }
    expect(text).toContain(`${mark}@example.org`);
    expect(text).not.toContain("Budi and Ayu");
    expect(exported).toMatchObject({ hours: { zone: "Pacific/Chatham" }, contact: { feed: true } });

    const before = await recapFor(group, budi, session);
    expect(before.brokenAt).toBeNull();
    expect(await group.tries(joined, "/erase", { name: "somebody else" })).toEqual([
      422,
      "wrong-name",
    ]);
    const seat = await group.seat(joined, session);
    const [follower] = [box.follow(session, seat)];
    await follower?.send({ type: "follow", since: null, place: "door" });
    await follower?.until(({ received }) => received.some((each) => each.type === "view"));
    const closed = new Promise<number>((done) => follower?.socket.once("close", done));
    expect(await group.tries(joined, "/erase", { name: `${mark} name` })).toEqual([204]);
    expect(await closed).toBe(4403);

    const dump = await dumpOf(database);
    expect(dump).not.toContain(mark);
    expect(dump).not.toContain("Pacific/Chatham");
    expect(dump).toContain("stays with Ayu");
    expect(dump).toContain("stays with Budi and Ayu");
    expect((await box.get(group.path(joined), joined.cookie)).statusCode).toBe(401);
    expect((await box.get(new URL(address).pathname)).statusCode).toBe(404);
    expect(await group.claim(joined)).toBe(403);
    const own = await box.get(`/api/sessions/${session}/members/${joined.id}/recap`, seat.cookie);
    expect(own.statusCode).toBe(401);

    const after = await recapFor(group, budi, session);
    expect(after).toMatchObject({ brokenAt: null, head: before.head });
    expect(firstBreak(session, after.entries)).toBeNull();
    const named = before.members.map(({ id, name }) => (id === joined.id ? "" : name));
    expect(after.members.map(({ name }) => name)).toEqual(named);
    expect(named.toSorted()).toEqual(["", "Ayu", "Budi", "Citra", "Dewi"]);
    expect((await group.view(ayu)).members).toHaveLength(4);
    // The next call has its turn without them.
    const next = await group.open();
    expect(next.session).not.toBe(session);
  });

  it("may have left before, and is then erased by the facilitator", async () => {
    const database = await open();
    const box = await Box.open({ database });
    const mark = "xk3former";
    const { group, ayu, budi, joined } = await marked(box, mark);
    const former = () => group.get<FormerReply>(ayu, "/former");
    expect(await former()).toEqual({ former: [] });
    const erase = (by: Member, name = `${mark} name`) =>
      group.tries(by, `/former/${joined.id}/erase`, { name });
    expect(await erase(ayu)).toEqual([404, "no-such-former"]);
    expect(await group.tries(joined, "/commands", { type: "part", member: joined.id })).toEqual([
      200,
    ]);
    expect(await former()).toEqual({ former: [{ id: joined.id, name: `${mark} name` }] });
    expect(await dumpOf(database)).toContain(mark);
    expect(await erase(budi)).toEqual([403, "not-facilitator"]);
    expect(await erase(ayu, "wrong")).toEqual([422, "wrong-name"]);
    expect(await erase(ayu)).toEqual([204]);
    expect(await dumpOf(database)).not.toContain(mark);
    expect(await former()).toEqual({ former: [] });
    expect(await erase(ayu)).toEqual([404, "no-such-former"]);
  });

  it("goes with the whole group, by the facilitator or the operator, and not during a call", async () => {
    const database = await open();
    const box = await Box.open({ database });
    const { group, ayu, budi } = await marked(box, "vb9group");
    const name = "Four of us";
    expect(await group.tries(budi, "/erase-group", { name })).toEqual([403, "not-facilitator"]);
    expect(await group.tries(ayu, "/erase-group", { name: "Four" })).toEqual([422, "wrong-name"]);
    const call = await group.open();
    for (const path of ["/erase-group", "/erase"]) {
      const typed = path === "/erase" ? "Ayu" : name;
      expect(await group.tries(ayu, path, { name: typed })).toEqual([409, "call-open"]);
    }
    expect(await group.asOperator("/erase", { name })).toEqual([409, "call-open"]);
    await group.until(call.at + 20 * MINUTE);
    await group.until(call.at + 61 * MINUTE);
    const { past } = await group.view(ayu);
    expect(past.length).toBeGreaterThan(1);
    const other = await TestGroup.found(box, { sealed: true });
    expect(await group.tries(ayu, "/erase-group", { name })).toEqual([204]);
    const dump = await dumpOf(database);
    for (const gone of ["vb9group", group.id, ...past.map(({ session }) => session ?? "none")]) {
      expect(dump).not.toContain(gone);
    }
    expect(dump).toContain(other.id);
    expect((await box.get(group.path(ayu), ayu.cookie)).statusCode).toBe(401);
    expect(await other.asOperator("/erase", { name })).toEqual([204]);
    expect(await other.asOperator("/erase", { name })).toEqual([404, "no-such-group"]);
    expect(await dumpOf(database)).not.toContain(other.id);
  });
});

describe("erasing", () => {
  it("archives a group that would be too small, and ends with its last member", async () => {
    const database = await stores[0]?.[1]();
    if (!database) throw new Error("no store");
    const box = await Box.open({ database });
    const group = await TestGroup.found(box);
    const names = ["Ayu", "Budi", "Citra"];
    for (const [place, name] of names.entries()) {
      expect(await group.tries(group.at(place), "/erase", { name })).toEqual([204]);
    }
    const last = group.at(3);
    const { status, you } = await group.view(last);
    expect([status, you.role]).toEqual(["archived", "facilitator"]);
    expect(await group.tries(last, "/commands", { type: "reopen" })).toEqual([
      422,
      "too-few-members",
    ]);
    expect(await group.tries(last, "/erase", { name: "Dewi" })).toEqual([204]);
    expect(await dumpOf(database)).not.toContain(group.id);
  });

  it("takes somebody out of a single session once it is over", async () => {
    const database = await stores[0]?.[1]();
    if (!database) throw new Error("no store");
    const box = await Box.open({ database });
    const { session, members } = await box.hour();
    const [a, b, , d] = members;
    const path = (member: Member) => `/api/sessions/${session}/members/${member.id}`;
    const erase = async (member: Member, name: string) =>
      (await box.post(`${path(member)}/erase`, { name }, member.cookie)).statusCode;
    const [follower] = await box.enter(session, ...members);
    await box.command(session, d, { type: "start" });
    expect(await erase(a, "A")).toBe(409);
    box.clock.pass(61 * MINUTE);
    await follower?.until(({ view }) => view?.status === "ended");
    const exported = await box.get(`${path(a)}/export`, a.cookie);
    expect(exported.json<SessionExport>()).toMatchObject({ session, member: { name: "A" } });
    const head = async () => (await box.get(`${path(b)}/recap`, b.cookie)).json<Recap>();
    const before = await head();
    expect(await erase(a, "B")).toBe(422);
    expect(await erase(a, "A")).toBe(204);
    expect(await erase(a, "A")).toBe(401);
    const after = await head();
    expect(after).toMatchObject({ brokenAt: null, head: before.head });
    expect(after.members.map(({ name }) => name)).toEqual(["", "B", "C", "D"]);
    const file = await box.get(`${path(b)}/recap.md`, b.cookie);
    expect(file.body).toContain("a former member");
  });

  it("and an export are also for somebody who was put out of a single session, once it is over", async () => {
    const box = await Box.open();
    const { session, members, a, b, d } = await box.hour();
    const [, follower] = await box.enter(session, ...members);
    await box.command(session, d, { type: "start" });
    const out = await box.command(session, d, { type: "remove", member: a.id });
    expect(out.statusCode).toBe(200);
    const path = `/api/sessions/${session}/members/${a.id}`;
    const asked = async (cookie: string) => {
      const exported = await box.get(`${path}/export`, cookie);
      const erased = await box.post(`${path}/erase`, { name: "A" }, cookie);
      return [exported, erased].map((reply) => [
        reply.statusCode,
        reply.body && reply.json<{ code?: string }>().code,
      ]);
    };
    expect(await asked(a.cookie)).toEqual([
      [403, "removed"],
      [403, "removed"],
    ]);
    box.clock.pass(61 * MINUTE);
    await follower?.until(({ view }) => view?.status === "ended");
    expect(await asked(b.cookie)).toEqual([
      [401, "not-your-seat"],
      [401, "not-your-seat"],
    ]);
    // Theirs alone: what the others have of the hour stays closed to them.
    expect((await box.get(`${path}/recap`, a.cookie)).statusCode).toBe(403);
    expect(await asked(a.cookie)).toEqual([
      [200, undefined],
      [204, ""],
    ]);
    const recap = await box.get(`/api/sessions/${session}/members/${b.id}/recap`, b.cookie);
    expect(recap.json<Recap>().members.map(({ name }) => name)).toEqual(["", "B", "C", "D"]);
    expect((await box.get(`${path}/export`, a.cookie)).statusCode).toBe(401);
  });

  it("leaves nothing in the files of the embedded store, which are written anew once no hour runs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hotseat-erased-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const database = await openEmbedded(folder);
    const box = await Box.open({ database });
    const mark = "qj5ondisk";
    const { group, joined } = await marked(box, mark);
    const filesWith = (text: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => readFileSync(file).includes(text));
    await database.db.execute(sql`CHECKPOINT`);
    expect(filesWith(mark).length).toBeGreaterThan(0);
    expect(await group.tries(joined, "/erase", { name: `${mark} name` })).toEqual([204]);
    const inTables = () => filesWith(mark).filter((file) => !file.includes("pg_wal"));
    await expect.poll(inTables).toEqual([]);
    await box.app.close();
    await database.close();
  });
});

import { randomBytes, randomUUID } from "node:crypto";
import { localAt } from "@hotseat/shared/group";
import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { proofOf } from "../links/proof.ts";
import { openEmbedded } from "../store/database.ts";
import { Box, cookieIn, pathOf } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { startPost, from } from "../testing/post.ts";

const HOUR = 3_600_000;

/** Something that a member writes, and the table in which it is to be stored. */
type Writing = {
  readonly table: string;
  readonly method?: "POST" | "PUT";
  readonly route: string;
  /** The answer when it is stored; 204 unless it is said. */
  readonly status?: number;
  readonly body: (round: number) => object;
};

const nothingMore = "CONSTRAINT nothing_more CHECK (false)";

/** What people call themselves and write here; each begins so that it is found wherever it gets to. */
const mark = (what: string) => `Zzyzx-${what}`;

describe("the log", { timeout: 60_000 }, () => {
  it("has no name, address, text or secret of anybody, not even when everything fails", async () => {
    const lines: string[] = [];
    const logTo = { write: (line: string) => void lines.push(line) };
    const database = await openEmbedded(null);
    onTestFinished(() => database.close());
    const mail = await startPost();
    const box = await Box.open({
      database,
      logTo,
      failuresExpected: true,
      mail: { url: mail.url, from },
    });
    const operator = await box.claimOperator();
    const secrets = ["a", "b"].map(() => randomBytes(32).toString("base64url"));
    const people = secrets.map((secret, i) => ({
      name: mark(`name-${i}`),
      proof: proofOf(secret),
      zone: "Asia/Jakarta",
      email: `${mark("mail")}-${i}@example.org`,
      language: "en",
    }));
    const [starts, first] = [localAt(box.clock.now() + 50 * HOUR, "Asia/Jakarta"), 0];
    const founded = await box.post(
      "/api/operator/groups",
      {
        name: mark("group"),
        purpose: mark("purpose"),
        members: people,
        facilitator: first,
        deputy: 1,
        series: { zone: "Asia/Jakarta", starts, rule: "FREQ=WEEKLY" },
      },
      operator,
    );
    expect(founded.statusCode).toBe(201);
    const { group, members } = founded.json<{ group: string; members: { id: string }[] }>();
    const seats = await Promise.all(
      members.map(async ({ id }, i): Promise<Member> => {
        const secret = secrets[i] ?? "";
        const claim = await box.post(`/api/groups/${group}/members/${id}/claim`, {
          proof: proofOf(secret),
        });
        return { id, secret, cookie: cookieIn(claim) };
      }),
    );
    const [ayu, budi] = seats;
    if (!ayu || !budi) throw new Error("no group");
    const path = `/api/groups/${group}/members/${ayu.id}`;
    const { view } = (await box.get(path, ayu.cookie)).json<{
      view: { calls: { span: number; original: string; at: number }[] };
    }>();
    const [call] = view.calls;
    if (!call) throw new Error("no call");
    const name = { span: call.span, original: call.original };

    // Mail is refused with the address in the answer.
    mail.mood = { kind: "refusing", code: 450 };
    box.clock.pass(call.at - 47 * HOUR - box.clock.now());
    await box.mailer.sweep();

    // The call: it is written in, and the hour ends.
    box.clock.pass(call.at - 10 * 60_000 - box.clock.now());
    await box.look();
    const opened = await box.post(`${path}/call`, {}, ayu.cookie);
    const { session, member } = opened.json<{ session: string; member: string }>();
    const seat: Member = { ...ayu, id: member, cookie: cookieIn(opened) };
    const [follower] = await box.enter(session, seat);
    await follower?.send({ type: "say", id: 1, text: mark("said") });
    await follower?.until(({ received }) => received.some(({ type }) => type === "heard"));
    const headers = { cookie: ayu.cookie, "user-agent": mark("browser"), referer: mark("referer") };
    const write = async ({ method = "POST", route, body }: Writing, round: number) => {
      const payload = body(round);
      const reply = await box.app.inject({ method, url: `${path}${route}`, headers, payload });
      return `${route} ${reply.statusCode}`;
    };
    const texts: readonly Writing[] = [
      {
        table: "briefs",
        route: "/briefs",
        body: () => ({
          call: name,
          brief: { question: mark("brief"), context: mark("b"), tried: "", help: mark("c") },
        }),
      },
      { table: "notes", route: `/calls/${session}/notes`, body: () => ({ text: mark("note") }) },
      {
        table: "seat_notes",
        route: `/calls/${session}/seat-notes`,
        status: 201,
        body: () => ({ holder: member, text: mark("seat") }),
      },
      {
        table: "commitments",
        route: "/commitments",
        status: 200,
        body: () => ({
          type: "promise",
          id: randomUUID().slice(0, 12),
          text: mark("promise"),
          doneWhen: mark("done"),
          ifThen: mark("if"),
          due: box.clock.now() + 100 * HOUR,
        }),
      },
      {
        table: "group_events",
        route: "/commands",
        status: 200,
        body: (round) => ({ type: "describe", name: mark(`again-${round}`), purpose: mark("why") }),
      },
      {
        table: "contacts",
        method: "PUT",
        route: "/contact",
        body: (round) => ({
          email: `${mark("mail")}-${round}@example.org`,
          language: "en",
          off: [],
        }),
      },
    ];
    for (const writing of texts) {
      const { table, route, status = 204 } = writing;
      expect(await write(writing, 1)).toBe(`${route} ${status}`);
      // The table takes nothing any more, and what it would not take stands in PostgreSQL's error.
      await database.db.execute(sql.raw(`ALTER TABLE ${table} ADD ${nothingMore} NOT VALID`));
      expect(await write(writing, 2)).toBe(`${route} 500`);
      await database.db.execute(sql.raw(`ALTER TABLE ${table} DROP CONSTRAINT nothing_more`));
    }
    await database.db.execute(sql.raw(`ALTER TABLE messages ADD ${nothingMore} NOT VALID`));
    await follower?.send({ type: "say", id: 2, text: mark("said") });
    expect(await follower?.until(({ closed }) => closed)).toEqual({ code: 1011 });
    await box.post(`${path}/claim`, { proof: "A".repeat(43) }, ayu.cookie);
    await box.post(`${pathOf(session, member)}/wait`, { tab: mark("tab") }, "hotseat=forged");
    await fetch(`${box.url}/rtc?access_token=${mark("token")}`);
    await fetch(`${box.url}/${mark("path")}?${mark("query")}`, { headers: { cookie: "x=y" } });

    // Fastify's own word about where it listens comes before anybody is there.
    const said = lines.filter((line) => !line.includes('"Server listening at '));
    const log = said.join("");
    const events = new Set(said.map((line) => (JSON.parse(line) as { event?: string }).event));
    expect([...events]).toEqual(
      expect.arrayContaining(["mail-not-sent", "request-failed", "background-work-failed"]),
    );
    expect(log).not.toContain("Zzyzx");
    expect(log).not.toContain("example.org");
    expect(log).not.toContain("127.0.0.1");
    for (const { secret, cookie } of [...seats, seat]) {
      const value = cookie.split("=")[1] ?? cookie;
      for (const each of [secret, proofOf(secret), value, decodeURIComponent(value)]) {
        expect(log).not.toContain(each);
      }
    }
    for (const line of said) {
      const { event, msg } = JSON.parse(line) as { event?: string; msg?: string };
      expect([typeof event, msg]).toEqual(["string", expect.any(String)]);
    }
  });

  it("says when an hour is over", async () => {
    const lines: string[] = [];
    const box = await Box.open({ logTo: { write: (line) => void lines.push(line) } });
    const { session, d } = await box.hour({ length: 60_000 });
    await box.command(session, d, { type: "start" });
    box.clock.pass(60_000);
    await box.view(session, d);
    await box.join(session, d);
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ event: "session-ended", session }),
    );
  });
});

import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { proofOf } from "../links/proof.ts";
import { Box, cookieIn, pathOf } from "../testing/box.ts";
import type { Member } from "../testing/box.ts";
import { createDatabase } from "../testing/postgres.ts";
import { connectEmbedded, connectPostgres, openEmbedded, openPostgres } from "./database.ts";
import type { BareStore, Database, OpenDatabase } from "./database.ts";
import { version } from "../version.ts";
import { rowsOf } from "./versions.ts";

/** Dumps as each released version left them, written by test/releases/make.ts. */
const folder = join(import.meta.dirname, "releases");
const released = readdirSync(folder)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => name.slice(0, -".sql".length));

type Lobby = { session: string; hour: number; members: { id: string; secret: string }[] };

/** Both kinds of store, as that version left it and then opened by this one. */
const openers: readonly (readonly [string, (version: string) => Promise<OpenDatabase>])[] = [
  [
    "the embedded store",
    async (version) => {
      const path = mkdtempSync(join(tmpdir(), "hotseat-release-"));
      onTestFinished(() => rmSync(path, { recursive: true, force: true }));
      await load(await connectEmbedded(path), version);
      return openEmbedded(path);
    },
  ],
  [
    "PostgreSQL",
    async (version) => {
      const url = await createDatabase(inject("postgresUrl"));
      await load(await connectPostgres(url), version);
      return openPostgres(url);
    },
  ],
];

async function load(store: BareStore, version: string): Promise<void> {
  const dump = readFileSync(join(folder, `${version}.sql`), "utf8");
  for (const statement of dump.split("--> statement-breakpoint")) {
    await store.db.execute(sql.raw(statement));
  }
  await store.close();
}

/** Every column of every table, as the database has them. */
async function shapeOf(db: Database): Promise<string[]> {
  const columns = await db.execute(
    sql`SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS it
      FROM information_schema.columns WHERE table_schema = 'public' ORDER BY it`,
  );
  return rowsOf(columns).map(({ it: column }) => String(column));
}

describe.each(openers)("a store of a released version, in %s", (_, open) => {
  it.each(released)(
    "is brought up from %s, and an hour of then is held to its end",
    async (version) => {
      const database = await open(version);
      const fresh = await openEmbedded(null);
      onTestFinished(async () => void (await Promise.all([database.close(), fresh.close()])));
      expect(await shapeOf(database.db)).toEqual(await shapeOf(fresh.db));

      const box = await Box.open({ database });
      const lobby = JSON.parse(readFileSync(join(folder, `${version}.json`), "utf8")) as Lobby;
      const { session } = lobby;
      const members = await Promise.all(
        lobby.members.map(async ({ id, secret }): Promise<Member> => {
          const claim = await box.post(`${pathOf(session, id)}/claim`, { proof: proofOf(secret) });
          expect(claim.statusCode).toBe(204);
          return { id, secret, cookie: cookieIn(claim) };
        }),
      );
      const facilitator = members[3];
      if (!facilitator) throw new Error("no facilitator");
      await box.enter(session, ...members);
      expect((await box.command(session, facilitator, { type: "start" })).statusCode).toBe(200);
      box.clock.pass(lobby.hour);
      const late = { tab: "tab-00000001" };
      const path = pathOf(session, facilitator.id);
      const refused = await box.post(`${path}/join`, late, facilitator.cookie);
      expect(refused.json()).toMatchObject({ code: "session-over" });
      expect((await box.view(session, facilitator)).status).toBe("ended");
      expect((await box.get(`${path}/recap`, facilitator.cookie)).statusCode).toBe(200);
    },
  );
});

describe("the released versions", () => {
  it("have a dump each: the present one was written, and with it the members of its hour", () => {
    expect(released).toContain(version);
    const members = readdirSync(folder).filter((name) => name.endsWith(".json"));
    expect(members.map((name) => name.slice(0, -".json".length))).toEqual(released);
  });
});

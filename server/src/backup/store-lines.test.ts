import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { connectEmbedded, connectPostgres, openEmbedded, openPostgres } from "../store/database.ts";
import type { BareStore, Database } from "../store/database.ts";
import { appliedMigration, buildUpTo, knownMigrations } from "../store/versions.ts";
import { emptyDatabase } from "../testing/database.ts";
import { createDatabase } from "../testing/postgres.ts";
import { fillStore, isEmpty, readStore } from "./store-lines.ts";

const newStores: readonly (readonly [string, () => Promise<BareStore>])[] = [
  [
    "the embedded store",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "hotseat-lines-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      return connectEmbedded(join(folder, "store"));
    },
  ],
  ["PostgreSQL", async () => connectPostgres(await createDatabase(inject("postgresUrl")))],
];

/** Values that a detour through JavaScript would change. */
const awkward = ["", "null", 'a "quoted" \\ text', "two\nlines\t\u0001", "é 👋🏽 \u2028"];

async function filled(): Promise<Database> {
  const { db } = await emptyDatabase();
  await db.execute(sql`INSERT INTO groups (id, version, status, next_call)
    VALUES ('g', 1, 'active', 9007199254740991)`);
  await db.execute(sql`INSERT INTO sessions (id, room, version, status, "group")
    VALUES ('s', 'room', 1, 'ended', 'g'), ('t', 'other', 2500, 'running', NULL)`);
  for (const [i, text] of awkward.entries()) {
    await db.execute(sql`INSERT INTO messages (session, number, member, text, at)
      VALUES ('s', ${i}, 'm', ${text}, 1)`);
  }
  await db.execute(sql`INSERT INTO session_events (session, version, event, hash)
    SELECT 't', n, jsonb_build_object('type', 'x', 'at', 12345678901234567890.5, 'n', n), ''
    FROM generate_series(1, 2500) n`);
  await db.execute(sql`INSERT INTO contacts ("group", member, language, off)
    VALUES ('g', 'm', 'en', '["recap"]')`);
  return db;
}

function linesOf(db: Database): Promise<string[]> {
  return readStore(db, async (pieces) => {
    let all = "";
    for await (const piece of pieces) all += piece;
    return all.trimEnd().split("\n");
  });
}

function hashOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

describe.each(newStores)("a store as lines, in %s", (_, open) => {
  it("is the same to the last character", async () => {
    const lines = await linesOf(await filled());
    const store = await open();
    onTestFinished(() => store.close());
    expect(await isEmpty(store)).toBe(true);
    await fillStore(store, each(lines));
    expect(await isEmpty(store)).toBe(false);
    expect(hashOf(await linesOf(store.db))).toBe(hashOf(lines));
    expect(lines.length).toBeGreaterThan(2_500);
  });

  it("takes the place of what was there, or of nothing when it is not complete", async () => {
    const lines = await linesOf(await filled());
    const store = await open();
    onTestFinished(() => store.close());
    await fillStore(store, each(lines));
    await expect(fillStore(store, each(lines.slice(0, 40)))).rejects.toThrow("not complete");
    expect(hashOf(await linesOf(store.db))).toBe(hashOf(lines));
    await fillStore(store, each(lines));
    expect(hashOf(await linesOf(store.db))).toBe(hashOf(lines));
  });

  it("is refused when it comes from a newer program", async () => {
    const store = await open();
    onTestFinished(() => store.close());
    const newer = [JSON.stringify({ migration: 9_000_000_000_000 }), "0"];
    await expect(fillStore(store, each(newer))).rejects.toThrow("of a newer Hotseat");
    expect(await isEmpty(store)).toBe(true);
  });
});

describe("the lines of an older version", () => {
  it("fill a store as it was, which the next start brings up", async () => {
    const older = knownMigrations().at(-2)?.when ?? 0;
    const [from, to] = await Promise.all([
      createDatabase(inject("postgresUrl")),
      createDatabase(inject("postgresUrl")),
    ]);
    const [old, fresh] = await Promise.all([connectPostgres(from), connectPostgres(to)]);
    await old.db.transaction((tx) => buildUpTo(tx, older));
    await old.db.execute(sql`INSERT INTO groups (id, version, status) VALUES ('g', 1, 'active')`);
    const lines = await linesOf(old.db);
    expect(lines[0]).toBe(JSON.stringify({ migration: older }));
    await fillStore(fresh, each(lines));
    expect(await appliedMigration(fresh.db)).toBe(older);
    await Promise.all([old.close(), fresh.close()]);
    const database = await openPostgres(to);
    onTestFinished(() => database.close());
    expect(await appliedMigration(database.db)).toBe(knownMigrations().at(-1)?.when);
    const { rows } = (await database.db.execute(
      sql`SELECT id, version FROM groups`,
    )) as unknown as {
      rows: unknown[];
    };
    expect(rows).toEqual([{ id: "g", version: 1 }]);
  });
});

describe("a store that a newer program has used", () => {
  const stepAhead = sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at)
    VALUES (${randomBytes(8).toString("hex")}, 9000000000000)`;

  it("is not opened: PostgreSQL", async () => {
    const url = await createDatabase(inject("postgresUrl"));
    const database = await openPostgres(url);
    await database.db.execute(stepAhead);
    await database.close();
    await expect(openPostgres(url)).rejects.toThrow("by a newer Hotseat than this one");
  });

  it("is not opened: the embedded store", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hotseat-newer-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const database = await openEmbedded(folder);
    await database.db.execute(stepAhead);
    await database.close();
    await expect(openEmbedded(folder)).rejects.toThrow("by a newer Hotseat than this one");
  });
});

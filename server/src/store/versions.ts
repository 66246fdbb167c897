import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { Failure } from "../failure.ts";
import type { Database, Transaction } from "./database.ts";

/** The steps by which the tables became what they are, as drizzle-kit wrote them. */
export const migrationsFolder = fileURLToPath(new URL("migrations", import.meta.url));

/** One migration. Its instant is its name in every store: drizzle keeps the order by it. */
type Migration = { readonly when: number; readonly tag: string };
type Journal = { readonly entries: readonly Migration[] };

/** The migrations that this program knows, oldest first. */
export function knownMigrations(): readonly Migration[] {
  return journal().entries;
}

/** The newest migration that a store has had; null for a store without tables. */
export async function appliedMigration(db: Pick<Database, "execute">): Promise<number | null> {
  const [table] = rowsOf(
    await db.execute(sql`SELECT to_regclass('drizzle.__drizzle_migrations') AS found`),
  );
  if (!table?.["found"]) return null;
  const [newest] = rowsOf(
    await db.execute(sql`SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations`),
  );
  const at = newest?.["at"] ?? null;
  return at === null ? null : Number(at);
}

/** Whether a store has had every migration that this program knows. */
export async function isMigrated(db: Pick<Database, "execute">): Promise<boolean> {
  return ((await appliedMigration(db)) ?? 0) >= (knownMigrations().at(-1)?.when ?? 0);
}

/** @throws {Failure} when the store was written by a newer program: nothing leads back. */
export async function refuseNewer(db: Pick<Database, "execute">): Promise<void> {
  const applied = await appliedMigration(db);
  if (applied === null || applied <= (knownMigrations().at(-1)?.when ?? 0)) return;
  throw new Failure(
    "The store was last used by a newer Hotseat than this one; run that version, or restore a backup into an empty store.",
  );
}

/**
 * Makes the tables in an empty store as they were after one of the migrations, within a transaction of
 * the caller's: drizzle's own migrator commits by itself. It goes on from here at the next start.
 */
export async function buildUpTo(tx: Transaction, when: number): Promise<void> {
  await tx.execute(sql`CREATE SCHEMA drizzle`);
  await tx.execute(
    sql`CREATE TABLE drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)`,
  );
  for (const migration of readMigrationFiles({ migrationsFolder })) {
    if (migration.folderMillis > when) continue;
    for (const statement of migration.sql) await tx.execute(sql.raw(statement));
    await tx.execute(
      sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at)
        VALUES (${migration.hash}, ${migration.folderMillis})`,
    );
  }
}

function journal(): Journal {
  return JSON.parse(readFileSync(join(migrationsFolder, "meta/_journal.json"), "utf8")) as Journal;
}

export function rowsOf(result: unknown): Record<string, unknown>[] {
  return (result as { rows: Record<string, unknown>[] }).rows;
}

import { sql } from "drizzle-orm";
import { inject, onTestFinished } from "vitest";
import { openEmbedded, openPostgres } from "../store/database.ts";
import type { OpenDatabase } from "../store/database.ts";
import { createDatabase } from "./postgres.ts";

let opened: Promise<OpenDatabase> | null = null;

/** An empty store. Starting one takes a second, so the tests of a file, which run one by one, share it. */
export async function emptyDatabase(): Promise<OpenDatabase> {
  opened ??= openEmbedded(null);
  const database = await opened;
  await database.db.execute(sql`TRUNCATE sessions, groups, wrapped_keys, rosters CASCADE`);
  return database;
}

/** Both kinds of store, for tests that must hold on either; each call gives an empty one. */
export const stores: readonly (readonly [string, () => Promise<OpenDatabase>])[] = [
  ["the embedded store", emptyDatabase],
  [
    "PostgreSQL",
    async () => {
      const database = await openPostgres(await createDatabase(inject("postgresUrl")));
      onTestFinished(() => database.close());
      return database;
    },
  ],
];

import { sql } from "drizzle-orm";
import { openEmbedded } from "../store/database.ts";
import type { OpenDatabase } from "../store/database.ts";

let opened: Promise<OpenDatabase> | null = null;

/** An empty store. Starting one takes a second, so the tests of a file, which run one by one, share it. */
export async function emptyDatabase(): Promise<OpenDatabase> {
  opened ??= openEmbedded(null);
  const database = await opened;
  await database.db.execute(sql`TRUNCATE leases, links, session_events, sessions`);
  return database;
}

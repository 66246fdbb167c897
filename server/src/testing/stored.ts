import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { OpenDatabase } from "../store/database.ts";

/** All that is in a store, as text: for tests that nothing has changed. */
export async function stored({ db }: Pick<OpenDatabase, "db">): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    db,
    sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  const all: string[] = [];
  for (const { name } of tables) {
    const table = sql.identifier(name);
    const rows = await rowsOf<{ row: string }>(
      db,
      sql`SELECT to_jsonb(${table})::text AS row FROM ${table} ORDER BY 1`,
    );
    all.push(name, ...rows.map(({ row }) => row));
  }
  return all.join("\n");
}

async function rowsOf<T>(db: OpenDatabase["db"], query: SQL): Promise<T[]> {
  return ((await db.execute(query)) as { rows: T[] }).rows;
}

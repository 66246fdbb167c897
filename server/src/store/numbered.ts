import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";

/**
 * Inserts a row of a session under the next number, counted from 1, and gives the number; null when
 * there are `most` already. Two servers at once get two numbers, since the key lets no number be there
 * twice and whoever was overtaken takes the next one.
 *
 * @param columns after `session` and `number`, each with its value.
 */
export async function insertNumbered(
  db: Database,
  table: PgTable,
  session: string,
  columns: Readonly<Record<string, SQL>>,
  most: number,
): Promise<number | null> {
  const names = sql.join(
    Object.keys(columns).map((name) => sql.identifier(name)),
    sql`, `,
  );
  const values = sql.join(Object.values(columns), sql`, `);
  for (;;) {
    const { rows } = (await db.execute(sql`
      INSERT INTO ${table} (session, number, ${names})
      SELECT ${session}::text, coalesce(max(number), 0) + 1, ${values}
      FROM ${table} WHERE session = ${session} HAVING count(*) < ${most}::integer
      ON CONFLICT DO NOTHING
      RETURNING number
    `)) as unknown as { rows: { number: number }[] };
    if (rows[0]) return Number(rows[0].number);
    const counted = (await db.execute(
      sql`SELECT count(*) AS count FROM ${table} WHERE session = ${session}`,
    )) as unknown as { rows: { count: string }[] };
    if (Number(counted.rows[0]?.count ?? 0) >= most) return null;
  }
}

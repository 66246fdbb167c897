import { sql } from "drizzle-orm";
import { Failure } from "../failure.ts";
import type { BareStore, Database, Transaction } from "../store/database.ts";
import { appliedMigration, knownMigrations, rowsOf, buildUpTo } from "../store/versions.ts";

/*
 * A store as lines of JSON, which either kind of store can be filled from: an object with the newest
 * migration, then for each table its name, a string, followed by its rows, an object each; at the end the number of all
 * rows. Rows are what PostgreSQL itself writes and reads (`row_to_json`, `json_populate_record`), so no value
 * passes through a JavaScript number on its way.
 */

/** How many rows are fetched or stored at a time. */
const ROWS = 1_000;

/**
 * Reads a whole store as it is at one moment, while others go on writing to it. `take` gets the lines in
 * pieces that end with a line.
 *
 * @throws {Failure} when there is no store yet, or one of a newer program.
 */
export async function readStore<T>(
  db: Database,
  take: (pieces: AsyncIterable<string>) => Promise<T>,
): Promise<T> {
  return db.transaction((tx) => take(piecesOf(tx)), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });
}

async function* piecesOf(tx: Transaction): AsyncGenerator<string> {
  const migration = await appliedMigration(tx);
  if (migration === null) {
    throw new Failure(
      "There is nothing to back up: the store is empty, no server has used it yet.",
    );
  }
  requireKnown(migration);
  yield `${JSON.stringify({ migration })}\n`;
  let count = 0;
  for (const table of await tablesOf(tx)) {
    yield `${JSON.stringify(table)}\n`;
    const from = sql`public.${sql.identifier(table)}`;
    await tx.execute(
      sql`DECLARE found NO SCROLL CURSOR FOR SELECT row_to_json(each)::text AS line FROM ${from} each`,
    );
    for (;;) {
      const rows = rowsOf(await tx.execute(sql.raw(`FETCH ${ROWS} FROM found`)));
      if (rows.length === 0) break;
      count += rows.length;
      yield rows.map(({ line }) => `${String(line)}\n`).join("");
    }
    await tx.execute(sql`CLOSE found`);
  }
  yield `${count}\n`;
}

/** Whether a store has anything in it. */
export async function isEmpty({ db }: BareStore): Promise<boolean> {
  return (await appliedMigration(db)) === null && (await tablesOf(db)).length === 0;
}

/**
 * Fills a store from lines, all or nothing; what was in it before is gone then. The tables are made as
 * they were when the lines were written: the next start of a server migrates them.
 *
 * @throws {Failure} when the lines are from a newer program or break off.
 */
export async function fillStore(store: BareStore, lines: AsyncIterable<string>): Promise<void> {
  await store.db.transaction(async (tx) => {
    await clear(tx);
    let table = "";
    let rows: string[] = [];
    let count = 0;
    let complete = false;
    const flush = async () => {
      if (rows.length === 0) return;
      const into = sql`public.${sql.identifier(table)}`;
      await tx.execute(
        sql`INSERT INTO ${into} SELECT * FROM json_populate_recordset(NULL::${into}, ${`[${rows.join(",")}]`}::json)`,
      );
      count += rows.length;
      rows = [];
    };
    for await (const line of lines) {
      if (line.startsWith("{") && table !== "") {
        rows.push(line);
        if (rows.length === ROWS) await flush();
        continue;
      }
      await flush();
      const said: unknown = JSON.parse(line);
      if (typeof said === "string") table = said;
      else if (typeof said === "number") complete = said === count;
      else await build(tx, Number((said as { migration: unknown }).migration));
    }
    if (!complete) throw new Failure("The backup is not complete; nothing was restored.");
  });
}

async function build(tx: Transaction, migration: number): Promise<void> {
  requireKnown(migration);
  await buildUpTo(tx, migration);
}

async function clear(tx: Transaction): Promise<void> {
  for (const table of await tablesOf(tx)) {
    await tx.execute(sql`DROP TABLE public.${sql.identifier(table)} CASCADE`);
  }
  await tx.execute(sql`DROP SCHEMA IF EXISTS drizzle CASCADE`);
}

function requireKnown(migration: number): void {
  if (knownMigrations().some(({ when }) => when === migration)) return;
  throw new Failure(
    "The store is of a newer Hotseat than this one; use that version's backup and restore.",
  );
}

/** All tables, each after those that its rows refer to. */
async function tablesOf(db: Pick<Database, "execute">): Promise<string[]> {
  const names = rowsOf(
    await db.execute(
      sql`SELECT relname AS name FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
    ),
  ).map(({ name }) => String(name));
  const references = rowsOf(
    await db.execute(
      sql`SELECT a.relname AS from, b.relname AS to FROM pg_constraint c
        JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid
        WHERE c.contype = 'f' AND a.oid <> b.oid AND a.relnamespace = 'public'::regnamespace`,
    ),
  );
  const ordered = new Set<string>();
  const place = (name: string): void => {
    if (ordered.has(name)) return;
    for (const { from, to } of references) if (from === name) place(String(to));
    ordered.add(name);
  };
  for (const name of names) place(name);
  return [...ordered];
}

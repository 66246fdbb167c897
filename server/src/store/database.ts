import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import { Failure } from "../failure.ts";
import { listenForAnnouncements, nobodyElse } from "./announcements.ts";
import type { Announcements } from "./announcements.ts";
import { Pool } from "./pool.ts";
import { timed } from "./timing.ts";
import type { StoreWatch } from "./timing.ts";
import { isMigrated, migrationsFolder, refuseNewer, rowsOf } from "./versions.ts";

/** What the stores need of either database: the same queries run on both. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** Within a transaction: what is done there happens all together or not at all. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type OpenDatabase = {
  readonly db: Database;
  /** What other servers on this database say. */
  readonly announcements: Announcements;
  /** The database's own clock, in milliseconds since the Unix epoch. */
  now(): Promise<number>;
  /** Whether every migration that this version knows has been made. */
  isMigrated(): Promise<boolean>;
  /** Has one listener told how long each query and transaction takes, in place of the one before. */
  watch(watch: StoreWatch): void;
  /**
   * Writes the files of all tables anew, so that nothing that was deleted is in them; null where the
   * database looks after them itself. Everything else waits meanwhile.
   */
  readonly rewrite: (() => Promise<void>) | null;
  close(): Promise<void>;
};

/** Any number that no other program uses as an advisory lock in this database. */
const MIGRATION_LOCK = 0x686f7473;

/** A store as it was found: nothing has been migrated. For looking at it and for filling an empty one. */
export type BareStore = {
  readonly db: Database;
  close(): Promise<void>;
};

/** The embedded store in a folder, as it is. The caller holds the folder's lock. */
export async function connectEmbedded(folder: string): Promise<BareStore> {
  const client = await PGlite.create(folder);
  return {
    db: drizzlePglite({ client }),
    close: () => client.close(),
  };
}

/**
 * A PostgreSQL database as it is.
 *
 * @throws {Failure} when the server cannot be reached or refuses us.
 */
export async function connectPostgres(url: string): Promise<BareStore> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unusable(error);
  }
  return {
    db: drizzlePostgres({ client }),
    close: () => client.end(),
  };
}

/**
 * The embedded PostgreSQL in a folder, or in memory when `folder` is null. The caller holds the folder's lock.
 *
 * @throws {Failure} when a newer program has used it.
 */
export async function openEmbedded(folder: string | null): Promise<OpenDatabase> {
  const client = folder === null ? await PGlite.create() : await PGlite.create(folder);
  const db = drizzlePglite({ client });
  try {
    await refuseNewer(db);
    await migratePglite(db, { migrationsFolder });
  } catch (error) {
    await client.close();
    throw error;
  }
  const watch = timed(db);
  return {
    db,
    announcements: nobodyElse,
    now: () => databaseNow(db),
    isMigrated: () => isMigrated(db),
    watch,
    // It is one process, in which there is no autovacuum.
    rewrite: async () => {
      await client.exec("VACUUM FULL");
      await client.exec("CHECKPOINT");
    },
    close: () => client.close(),
  };
}

/**
 * A PostgreSQL server. Migrations run one server at a time, under an advisory lock that
 * PostgreSQL releases when the connection ends, however it ends.
 *
 * @throws {Failure} when the server cannot be reached or refuses us, or a newer program has used it.
 */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new Pool({ connectionString: url, max: 10 });
  // Without a listener, a connection that dies would end the process: one for those that are idle,
  // and one for each while a transaction has it.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    const client = await pool.connect();
    try {
      await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
      const db = drizzlePostgres({ client });
      await refuseNewer(db);
      await migratePostgres(db, { migrationsFolder });
      await client.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error instanceof Failure ? error : unusable(error);
  }
  const db = drizzlePostgres({ client: pool });
  const watch = timed(db);
  const announcements = await listenForAnnouncements(url);
  return {
    db,
    announcements,
    now: () => databaseNow(db),
    isMigrated: () => isMigrated(db),
    watch,
    rewrite: null,
    close: async () => {
      await announcements.close();
      await pool.end();
    },
  };
}

async function databaseNow(db: Database): Promise<number> {
  const [row] = rowsOf(
    await db.execute(sql`SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now`),
  );
  return Number(row?.["now"]);
}

function unusable(error: unknown): Failure {
  return new Failure(`The database at DATABASE_URL cannot be used: ${reason(error)}.`, {
    cause: error,
  });
}

function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error)
    return error.errors[0].message;
  return error instanceof Error ? error.message : String(error);
}

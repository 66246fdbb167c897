import { existsSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { lockDataFolder } from "../data-folder/lock.ts";
import { Failure } from "../failure.ts";
import type { Settings } from "../settings.ts";
import { connectEmbedded, connectPostgres } from "../store/database.ts";
import type { BareStore } from "../store/database.ts";
import { appliedMigration, knownMigrations, rowsOf } from "../store/versions.ts";
import { fail, ok, reasonOf, warn } from "./finding.ts";
import type { Finding } from "./finding.ts";

const what = "Database";
const ASKED = 5;
/** Every command waits for the store; above this it is felt, in ms. */
const SLOW = 50;
const APART = 1_000;

/** Whether the store answers, how fast, whether it fits this program, and what time it has. */
export async function lookAtStore({ databaseUrl, dataFolder }: Settings): Promise<Finding[]> {
  try {
    if (databaseUrl !== null) return await askedOf(await connectPostgres(databaseUrl));
    const folder = join(dataFolder, "store");
    if (!existsSync(folder)) return [ok(what, "There is no store yet; the first start makes one.")];
    let lock;
    try {
      lock = lockDataFolder(dataFolder);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return [ok(what, "The embedded store is in use by the running server.")];
    }
    try {
      return await askedOf(await connectEmbedded(folder));
    } finally {
      lock.release();
    }
  } catch (error) {
    const say = error instanceof Failure ? error.message : `${reasonOf(error)}.`;
    return [fail(what, `${say} Start it, and correct DATABASE_URL.`)];
  }
}

async function askedOf(store: BareStore): Promise<Finding[]> {
  try {
    const [about] = rowsOf(await store.db.execute(sql`SHOW server_version`));
    const version = String(about?.["server_version"]).split(" ", 1)[0];
    const trips: number[] = [];
    let apart = 0;
    for (let i = 0; i < ASKED; i += 1) {
      const before = Date.now();
      const from = performance.now();
      const [row] = rowsOf(
        await store.db.execute(sql`SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now`),
      );
      trips.push(performance.now() - from);
      apart = Math.round(Number(row?.["now"]) - (before + Date.now()) / 2);
    }
    const trip = Math.min(...trips);
    const answers = `PostgreSQL ${version} answers in ${trip.toFixed(1)} ms`;
    return [
      trip > SLOW
        ? warn(
            what,
            `${answers}, which is felt with every click: put it on this machine or beside it.`,
          )
        : ok(what, `${answers}.`),
      Math.abs(apart) < APART
        ? ok("Database clock", `It agrees with this machine's to ${Math.abs(apart)} ms.`)
        : warn(
            "Database clock",
            `It is ${apart} ms from this machine's: let NTP set both machines.`,
          ),
      await fit(store),
    ];
  } finally {
    await store.close();
  }
}

async function fit({ db }: BareStore): Promise<Finding> {
  const tables = "Tables";
  const known = knownMigrations();
  const applied = await appliedMigration(db);
  if (applied === null) return ok(tables, "There are none yet; the first start makes them.");
  const newest = known.at(-1)?.when ?? 0;
  if (applied > newest) {
    return fail(
      tables,
      "They are those of a newer Hotseat: run that version again, or restore a backup.",
    );
  }
  const missing = known.filter(({ when }) => when > applied).length;
  if (missing === 0) return ok(tables, `They are those of this version (${known.at(-1)?.tag}).`);
  return warn(
    tables,
    `They are ${missing} steps behind this version: take a backup, then start the server, which brings them up.`,
  );
}

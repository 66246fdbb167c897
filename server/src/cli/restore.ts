import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { sql } from "drizzle-orm";
import { openBackup } from "../backup/file.ts";
import type { Backup } from "../backup/file.ts";
import { fillStore, isEmpty } from "../backup/store-lines.ts";
import { lockDataFolder } from "../data-folder/lock.ts";
import { knownSecrets, writeSecrets } from "../data-folder/secrets.ts";
import { Failure } from "../failure.ts";
import { connectEmbedded, connectPostgres } from "../store/database.ts";
import type { BareStore } from "../store/database.ts";
import { rowsOf } from "../store/versions.ts";
import type { Command } from "./command.ts";
import { passphraseOption, readPassphrase } from "./passphrase.ts";

export const restore: Command = {
  usage: "restore <file> [--passphrase-file <file>] [--force]",
  does: "Puts a backup into an empty data folder, or an empty database; the server must not run.",
  help: `The next start goes on with it, and migrates it where the backup is older than the program.
  --passphrase-file <file>   opens a backup that was locked with the first line of that file
  --force                    overwrites the store and the secrets that are there`,
  options: { ...passphraseOption, force: { type: "boolean" } },
  words: 1,
  async run(given, settings) {
    const path = resolve(process.env["INIT_CWD"] ?? ".", given.positionals[0] ?? "");
    const backup = await openBackup(path, readPassphrase(given));
    const force = given.values["force"] === true;
    const { dataFolder, databaseUrl } = settings;
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const lock = lockDataFolder(dataFolder);
    try {
      if (!force && Object.keys(knownSecrets(dataFolder)).length > 0) throw inUse(dataFolder);
      if (databaseUrl === null) await intoFolder(dataFolder, backup, force);
      else await intoDatabase(databaseUrl, backup, force);
      writeSecrets(dataFolder, backup.kept.secrets);
    } finally {
      lock.release();
    }
    console.log(
      `Restored what was backed up on ${backup.head.made}. Start the server; links and hours go on from there.`,
    );
    return 0;
  },
};

/** Beside the store that is there, and then in its place: at no moment is there half of one. */
async function intoFolder(dataFolder: string, backup: Backup, force: boolean): Promise<void> {
  const [folder, fresh, old] = ["store", "store.new", "store.old"].map((name) =>
    join(dataFolder, name),
  ) as [string, string, string];
  if (!force && existsSync(folder)) throw inUse(dataFolder);
  for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
  try {
    await closing(await connectEmbedded(fresh), (store) => fillStore(store, backup.lines()));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
}

async function intoDatabase(url: string, backup: Backup, force: boolean): Promise<void> {
  await closing(await connectPostgres(url), async (store) => {
    const others = await store.db.execute(
      sql`SELECT count(*) AS count FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    if (Number(rowsOf(others)[0]?.["count"]) > 0) {
      throw new Failure("Somebody is connected to the database; stop every server first.");
    }
    if (!force && !(await isEmpty(store))) {
      throw new Failure("The database is not empty; --force overwrites what is in it.");
    }
    await fillStore(store, backup.lines());
  });
}

async function closing(store: BareStore, use: (store: BareStore) => Promise<void>): Promise<void> {
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

function inUse(folder: string): Failure {
  return new Failure(
    `${folder} holds a Hotseat already; set HOTSEAT_DATA to another folder, or overwrite it with --force.`,
  );
}

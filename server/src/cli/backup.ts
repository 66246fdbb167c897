import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeBackup } from "../backup/file.ts";
import { backupKey, backupPath, packedStore } from "../backup/routes.ts";
import { lockDataFolder } from "../data-folder/lock.ts";
import { knownSecrets, withShared } from "../data-folder/secrets.ts";
import type { Secrets } from "../data-folder/secrets.ts";
import { Failure } from "../failure.ts";
import { localUrl } from "../settings.ts";
import type { Settings } from "../settings.ts";
import { connectEmbedded, connectPostgres } from "../store/database.ts";
import type { BareStore } from "../store/database.ts";
import type { Command } from "./command.ts";
import { passphraseOption, readPassphrase } from "./passphrase.ts";
import { programVersion } from "./program.ts";

export const backup: Command = {
  usage: "backup <file> [--passphrase-file <file>]",
  does: "Writes everything that a new box needs to go on into one file, while calls run.",
  help: `The file holds secrets: whoever reads it can do what the operator can. It is readable by you only.
  --passphrase-file <file>   locks it with the first line of that file; without that line nobody opens it again`,
  options: passphraseOption,
  words: 1,
  async run(given, settings) {
    const path = resolve(process.env["INIT_CWD"] ?? ".", given.positionals[0] ?? "");
    if (existsSync(path)) throw new Failure(`${path} is there already; name another file.`);
    const passphrase = readPassphrase(given);
    const secrets = withShared(knownSecrets(settings.dataFolder), settings.secret);
    const { bytes } = await writeBackup(path, {
      kept: { secrets },
      store: await packed(settings, secrets),
      passphrase,
      program: programVersion(),
    });
    console.log(`Wrote ${path}, ${bytes} bytes.`);
    console.log(
      passphrase === null
        ? "It holds the secrets of this box and is not locked: keep it where only you can read it, or use --passphrase-file."
        : "It is locked with your passphrase; without it nobody can open it, you neither.",
    );
    return 0;
  },
};

/** The store in gzip, from wherever it can be read. */
async function packed(settings: Settings, secrets: Partial<Secrets>): Promise<Uint8Array> {
  if (settings.databaseUrl !== null) return read(await connectPostgres(settings.databaseUrl));
  const { dataFolder } = settings;
  const folder = join(dataFolder, "store");
  if (!existsSync(folder))
    throw new Failure(`There is no store in ${dataFolder}; set HOTSEAT_DATA.`);
  let lock;
  try {
    lock = lockDataFolder(dataFolder);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return ofRunningServer(settings, secrets);
  }
  try {
    return await read(await connectEmbedded(folder));
  } finally {
    lock.release();
  }
}

async function read(store: BareStore): Promise<Uint8Array> {
  try {
    return await packedStore(store.db);
  } finally {
    await store.close();
  }
}

/** The embedded store belongs to the process that has it open; that one reads it out. */
async function ofRunningServer(settings: Settings, secrets: Partial<Secrets>): Promise<Uint8Array> {
  const url = `${localUrl(settings)}${backupPath}`;
  const authorization = `Bearer ${backupKey(secrets.cookieSecret ?? "")}`;
  let answer: Response;
  try {
    answer = await fetch(url, { headers: { authorization } });
    if (answer.ok) return await answer.bytes();
  } catch {
    throw new Failure(
      `The server that has ${settings.dataFolder} in use does not answer at ${url}; use the settings that it was started with.`,
    );
  }
  throw new Failure(
    `The server at ${url} answered with ${answer.status}; use the settings that it was started with, on its own machine.`,
  );
}

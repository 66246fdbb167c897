import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes what the containers of one box have in common, in a folder for each of them, where nothing
 * is there yet: `node server/box/secrets.ts <folder>`. What is there is kept, since the store has
 * been made with it. All at once or not at all: `done` is written last.
 */
const [, , folder] = process.argv;
if (!folder) throw new Error("The folder for the secrets has to be named.");

if (!existsSync(join(folder, "done"))) {
  const password = randomBytes(32).toString("hex");
  const livekit = randomBytes(32).toString("hex");
  const files: Readonly<Record<string, string>> = {
    "postgres/postgres-password": password,
    "server/database-url": `postgres://hotseat:${password}@postgres/hotseat`,
    "server/livekit-secret": livekit,
    "livekit/livekit-keys": `hotseat: ${livekit}`,
  };
  for (const name of ["postgres", "server", "livekit"]) {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  }
  for (const [name, value] of Object.entries(files)) {
    // LiveKit refuses keys that others can read.
    writeFileSync(join(folder, name), `${value}\n`, { mode: 0o600 });
  }
  writeFileSync(join(folder, "done"), "", { mode: 0o600 });
}

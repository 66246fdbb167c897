import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Failure } from "../failure.ts";

/**
 * Keeps a second server out of a data folder: the embedded store does not lock its files and two
 * servers would corrupt them.
 *
 * The lock is the operating system's own on a SQLite file that is held open in exclusive mode. It
 * ends with the process however that ends, it holds across containers that share the folder, and
 * there is no moment between looking and taking. A pid file has none of these properties.
 *
 * @throws {Failure} when another server holds the folder.
 */
export function lockDataFolder(folder: string): { release(): void } {
  const file = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  try {
    file.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      throw new Failure(
        `The data folder ${folder} is in use by another Hotseat server; stop that one or set HOTSEAT_DATA to another folder.`,
      );
    }
    throw error;
  }
  return { release: () => file.close() };
}

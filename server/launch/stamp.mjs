import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Hash of the content of files and folders, so that work is done again only when something
 * changed. Times of files say nothing after a clone or a checkout.
 *
 * @param {string} root
 * @param {string[]} paths relative to the root; a missing one counts as missing
 */
export function stampOf(root, paths) {
  const hash = createHash("sha256");
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path);
    hash.update(`\0${path}\0`);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).toSorted()) {
        if (name !== "node_modules" && name !== "dist") add(`${path}/${name}`);
      }
    } else hash.update(readFileSync(full));
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}

/**
 * Does the work unless it was done for the same input before.
 *
 * @param {{ file: string, stamp: string, result: string }} done where the stamp is kept and what must be there
 * @param {() => Promise<void>} work
 */
export async function unlessDone({ file, stamp, result }, work) {
  if (existsSync(result) && existsSync(file) && readFileSync(file, "utf8") === stamp) return;
  await work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readSettings } from "../settings.ts";

const root = resolve(import.meta.dirname, "../../..");

/**
 * Something that tests need and that takes long to obtain, kept between projects: `make` is called
 * once, with a folder to work in, and gives the path there of what is to be kept. It is there in
 * whole or not at all, as another test may look at the same moment.
 */
export function obtainedOnce(name: string, make: (folder: string) => string): string {
  const { livekit } = readSettings(process.env, root);
  const cache = livekit.kind === "own" ? livekit.cacheFolder : join(tmpdir(), "hotseat-cache");
  const kept = join(cache, name);
  if (existsSync(kept)) return kept;
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(`${kept}.`);
  try {
    const made = make(folder);
    if (!existsSync(kept)) renameSync(made, kept);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return kept;
}

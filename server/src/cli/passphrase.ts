import { readFileSync } from "node:fs";
import { Failure } from "../failure.ts";
import { text } from "./command.ts";
import type { Given } from "./command.ts";

/** Long enough that trying all of them costs more than the backup is worth. */
const SHORTEST = 12;

/** A passphrase is never an argument: those are seen by everybody on the machine. */
export const passphraseOption = { "passphrase-file": { type: "string" } } as const;

/** The first line of the file that `--passphrase-file` names; null without that option. @throws {Failure} */
export function readPassphrase(given: Given): string | null {
  const path = text(given, "passphrase-file");
  if (path === null) return null;
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${error instanceof Error ? error.message : "?"}.`);
  }
  const [line = ""] = content.split(/\r?\n/, 1);
  if (line.length >= SHORTEST) return line;
  throw new Failure(`The passphrase in ${path} must have at least ${SHORTEST} characters.`);
}

import { hkdfSync, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure.ts";

/** What this server alone knows. None has a default; all are generated once. */
export type Secrets = {
  /** The part behind `#` in the operator's link. */
  readonly operatorSecret: string;
  /** Signs cookies. */
  readonly cookieSecret: string;
  /** The key pair of our own LiveKit server. */
  readonly livekitKey: string;
  readonly livekitSecret: string;
};

const make: { readonly [name in keyof Secrets]: () => string } = {
  operatorSecret: () => randomBytes(32).toString("base64url"),
  cookieSecret: () => randomBytes(32).toString("base64url"),
  livekitKey: () => `hotseat${randomBytes(6).toString("hex")}`,
  livekitSecret: () => randomBytes(32).toString("base64url"),
};

/**
 * The secrets that servers of one address must have in common come from the one they share, where
 * there is one: a link or a cookie that one of them gave is good at all of them.
 */
export function withShared<S extends Partial<Secrets>>(own: S, shared: string | null): S {
  if (shared === null) return own;
  const derive = (name: string) =>
    Buffer.from(hkdfSync("sha256", shared, "", `hotseat ${name} v1`, 32)).toString("base64url");
  return { ...own, operatorSecret: derive("operator"), cookieSecret: derive("cookie") };
}

/**
 * Reads the secrets of a data folder and generates those that are missing. The file can be read by
 * its owner only (mode 0600) and is replaced as a whole, so a crash cannot leave half of it.
 */
export function readSecrets(folder: string): Secrets {
  const known = readKnown(secretsFile(folder));
  const names = Object.keys(make) as (keyof Secrets)[];
  const secrets = Object.fromEntries(
    names.map((name) => [name, known[name] ?? make[name]()]),
  ) as Secrets;
  if (names.some((name) => known[name] === undefined)) writeSecrets(folder, secrets);
  return secrets;
}

/** The secrets that a data folder has; nothing is generated. */
export function knownSecrets(folder: string): Partial<Secrets> {
  const known = readKnown(secretsFile(folder));
  const names = (Object.keys(make) as (keyof Secrets)[]).filter((name) => known[name]);
  return Object.fromEntries(names.map((name) => [name, known[name]]));
}

/** Puts secrets in the place of those that a data folder had, if it had any. */
export function writeSecrets(folder: string, secrets: Partial<Secrets>): void {
  const path = secretsFile(folder);
  const fresh = `${path}.new`;
  const file = openSync(fresh, "w", 0o600);
  writeSync(file, `${JSON.stringify(secrets, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(fresh, path);
}

function secretsFile(folder: string): string {
  return join(folder, "secrets.json");
}

function readKnown(path: string): Partial<Record<string, string>> {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
  try {
    return JSON.parse(content) as Partial<Record<string, string>>;
  } catch {
    throw new Failure(
      `${path} is damaged; restore it from a backup, or delete it to get a new operator's link.`,
    );
  }
}

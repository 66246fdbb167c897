import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from "node:crypto";
import { createReadStream, openSync, readSync, closeSync, statSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { createGunzip, gzipSync } from "node:zlib";
import type { Secrets } from "../data-folder/secrets.ts";
import { Failure } from "../failure.ts";

/*
 * A backup is one file: a line of JSON that says what it is; lines of JSON in gzip (the secrets, then the store, see
 * store-lines.ts), encrypted when there is a passphrase, the tag behind them; and SHA-256 of all that
 * was before it.
 */

const FORMAT = "hotseat backup";
/** Of the file itself; the tables have a version of their own. */
const VERSION = 1;
const HASH_BYTES = 32;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
/** More than the first line can have. */
const HEAD_BYTES = 4_096;

/** 128 MB and about half a second for each try, as OWASP's password storage page recommends for scrypt. */
const COST = { N: 2 ** 17, r: 8, p: 1 };

type Lock = typeof COST & { readonly salt: string; readonly nonce: string };

type Head = {
  readonly format: string;
  readonly version: number;
  /** The version of the program that wrote it. */
  readonly program: string;
  /** When, as ISO 8601 by the clock of its machine. */
  readonly made: string;
  /** How the key comes from the passphrase; null: there is none. */
  readonly lock: Lock | null;
};

/** What a backup holds beside the store. */
export type Kept = { readonly secrets: Partial<Secrets> };

/**
 * Writes a backup with mode 0600; there is no file under that name before it is complete and on the disk.
 *
 * @param store the lines of the store, in gzip
 * @throws {Failure} when the file is there already or cannot be written.
 */
export async function writeBackup(
  path: string,
  {
    kept,
    store,
    passphrase,
    program,
  }: {
    kept: Kept;
    store: Uint8Array;
    passphrase: string | null;
    program: string;
  },
): Promise<{ bytes: number }> {
  const salt = randomBytes(16);
  const nonce = randomBytes(NONCE_BYTES);
  const lock =
    passphrase === null
      ? null
      : { ...COST, salt: salt.toString("base64url"), nonce: nonce.toString("base64url") };
  const made = new Date().toISOString();
  const head: Head = { format: FORMAT, version: VERSION, program, made, lock };
  const first = Buffer.from(`${JSON.stringify(head)}\n`);
  const cipher =
    passphrase === null || lock === null
      ? null
      : createCipheriv("aes-256-gcm", await keyOf(passphrase, lock), nonce).setAAD(first);
  const hash = createHash("sha256");

  function* pieces(): Generator<Uint8Array> {
    yield first;
    const secrets = gzipSync(`${JSON.stringify(kept)}\n`);
    yield cipher ? cipher.update(secrets) : secrets;
    yield cipher ? cipher.update(store) : store;
    if (cipher) yield cipher.final();
    if (cipher) yield cipher.getAuthTag();
  }

  const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.part`);
  const file = await opened(part);
  try {
    for (const piece of pieces()) {
      hash.update(piece);
      await file.write(piece);
    }
    await file.write(hash.digest());
    await file.sync();
    await file.close();
    if (exists(path)) throw new Failure(`${path} is there already; name another file.`);
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
  return { bytes: statSync(path).size };
}

/** A backup that was found to be whole and that the passphrase opens. */
export type Backup = {
  readonly head: Head;
  readonly kept: Kept;
  /** The lines of the store, read anew by each call. */
  lines(): AsyncIterable<string>;
};

/**
 * Checks a backup from its first byte to its last before anything is done with it.
 *
 * @throws {Failure} when it is none, is damaged, is of a newer program, or wants another passphrase.
 */
export async function openBackup(path: string, passphrase: string | null): Promise<Backup> {
  const { head, first, size } = readHead(path);
  const body = { start: first.length, end: size - HASH_BYTES - (head.lock ? TAG_BYTES : 0) - 1 };
  if (body.end < body.start) throw damaged(path);
  await checkHash(path, size);
  if (head.lock && passphrase === null) {
    throw new Failure(`${path} was locked with a passphrase; give it with --passphrase-file.`);
  }
  const key = head.lock && passphrase !== null ? await keyOf(passphrase, head.lock) : null;

  async function* allLines(): AsyncGenerator<string> {
    const raw = createReadStream(path, body);
    const gunzip = createGunzip();
    const done =
      key && head.lock
        ? pipeline(raw, decipher(path, head.lock, key, first, body.end + 1), gunzip)
        : pipeline(raw, gunzip);
    // Its failure is that of reading the lines.
    done.catch((error: Error) => gunzip.destroy(error));
    yield* linesOf(gunzip);
    await done;
  }

  let kept: Kept | null = null;
  try {
    // To the end: the tag of the encryption stands there.
    for await (const line of allLines()) kept ??= JSON.parse(line) as Kept;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw key ? new Failure(`The passphrase does not open ${path}.`) : damaged(path);
  }
  if (kept === null) throw damaged(path);
  return {
    head,
    kept,
    async *lines() {
      let secrets = true;
      for await (const line of allLines()) {
        if (!secrets) yield line;
        secrets = false;
      }
    },
  };
}

/** Ends a line at a line feed alone: what people write has other characters that end lines. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of bytes) {
    const parts = (rest + decoder.write(chunk)).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  rest += decoder.end();
  if (rest !== "") yield rest;
}

function readHead(path: string): { head: Head; first: Buffer; size: number } {
  let bytes: Buffer;
  let size: number;
  try {
    size = statSync(path).size;
    const file = openSync(path, "r");
    const space = Buffer.alloc(HEAD_BYTES);
    bytes = space.subarray(0, readSync(file, space));
    closeSync(file);
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${error instanceof Error ? error.message : "?"}.`);
  }
  const first = bytes.subarray(0, bytes.indexOf("\n") + 1);
  const head = parsed(first.toString());
  if (head?.format !== FORMAT) throw new Failure(`${path} is not a backup of Hotseat.`);
  if (head.version !== VERSION) {
    throw new Failure(
      `${path} was written by Hotseat ${head.program} in a newer format; restore it with that version.`,
    );
  }
  return { head, first, size };
}

function parsed(line: string): Head | null {
  try {
    return JSON.parse(line) as Head | null;
  } catch {
    return null;
  }
}

async function checkHash(path: string, size: number): Promise<void> {
  const hash = createHash("sha256");
  const covered = size - HASH_BYTES;
  for await (const piece of createReadStream(path, { end: covered - 1 }))
    hash.update(piece as Buffer);
  const kept = await buffer(createReadStream(path, { start: covered }));
  if (!hash.digest().equals(kept)) throw damaged(path);
}

function decipher(path: string, lock: Lock, key: Buffer, first: Buffer, tagAt: number) {
  const tag = Buffer.alloc(TAG_BYTES);
  const file = openSync(path, "r");
  readSync(file, tag, 0, TAG_BYTES, tagAt);
  closeSync(file);
  const nonce = Buffer.from(lock.nonce, "base64url");
  return createDecipheriv("aes-256-gcm", key, nonce).setAAD(first).setAuthTag(tag);
}

function keyOf(passphrase: string, { N, r, p, salt }: Lock): Promise<Buffer> {
  const maxmem = 2 * 128 * N * r;
  return new Promise((done, failed) =>
    scrypt(passphrase, Buffer.from(salt, "base64url"), 32, { N, r, p, maxmem }, (error, key) =>
      error ? failed(error) : done(key),
    ),
  );
}

async function opened(part: string) {
  try {
    return await open(part, "wx", 0o600);
  } catch (error) {
    throw new Failure(
      `The backup cannot be written: ${error instanceof Error ? error.message : "?"}.`,
    );
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function damaged(path: string): Failure {
  return new Failure(`${path} is damaged: its checksum is another one. Nothing was restored.`);
}

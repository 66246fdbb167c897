import { closeSync, openSync, readFileSync, readSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** How much is read at a time, in bytes. */
const CHUNK = 16 * 1024 * 1024;

/** Something that must not be found, under the name by which a finding is reported. */
export type Needle = { readonly name: string; readonly bytes: Buffer };

/** The forms in which 32 secret bytes may lie about: raw, base64, base64url and hex. */
export function formsOfKey(name: string, key: Buffer): Needle[] {
  return [
    { name: `${name} raw`, bytes: key },
    ...(["base64", "base64url", "hex"] as const).map((form) => ({
      name: `${name} ${form}`,
      bytes: Buffer.from(key.toString(form).replaceAll("=", "")),
    })),
  ];
}

/** The forms in which a text may lie about; its middle stands for it in base64, at every offset. */
export function formsOfText(name: string, text: string): Needle[] {
  const plain = Buffer.from(text);
  const shifted = [0, 1, 2].flatMap((shift) => {
    const middle = plain.subarray(shift, plain.length - ((plain.length - shift) % 3));
    return (["base64", "base64url"] as const).map((form) => ({
      name: `${name} ${form}`,
      bytes: Buffer.from(middle.toString(form)),
    }));
  });
  return [
    { name: `${name} raw`, bytes: plain },
    { name: `${name} utf-16`, bytes: Buffer.from(text, "utf16le") },
    { name: `${name} hex`, bytes: Buffer.from(plain.toString("hex")) },
    ...shifted,
  ];
}

/**
 * Which needles lie in the memory of a process: in every region that it may write, as Linux lists
 * them. Also says how many bytes were read.
 *
 * @throws where there is no /proc, or the process is not ours to read.
 */
export function searchMemory(
  pid: number,
  needles: readonly Needle[],
): { found: string[]; bytes: number } {
  const found = new Set<string>();
  const longest = Math.max(...needles.map(({ bytes }) => bytes.length));
  const memory = openSync(`/proc/${pid}/mem`, "r");
  let bytes = 0;
  try {
    for (const { start, end } of writableRegions(pid)) {
      for (let at = start; at < end; at += CHUNK) {
        // What lies across two chunks is whole in the first.
        const chunk = Buffer.alloc(Math.min(end - at, CHUNK + longest));
        const read = readAt(memory, chunk, at);
        bytes += Math.min(read, CHUNK);
        look(chunk.subarray(0, read), needles, found);
      }
    }
  } finally {
    closeSync(memory);
  }
  return { found: [...found].toSorted(), bytes };
}

/** Which needles lie in the files of a folder. */
export function searchFolder(folder: string, needles: readonly Needle[]): string[] {
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    look(readFileSync(join(entry.parentPath, entry.name)), needles, found);
  }
  return [...found].toSorted();
}

/** Which needles lie in a text. */
export function searchText(text: string, needles: readonly Needle[]): string[] {
  return searchBytes(Buffer.from(text), needles);
}

/** Which needles lie in some bytes. */
export function searchBytes(bytes: Buffer, needles: readonly Needle[]): string[] {
  const found = new Set<string>();
  look(bytes, needles, found);
  return [...found].toSorted();
}

function look(hay: Buffer, needles: readonly Needle[], found: Set<string>): void {
  for (const { name, bytes } of needles) if (hay.includes(bytes)) found.add(name);
}

function writableRegions(pid: number): { start: number; end: number }[] {
  return readFileSync(`/proc/${pid}/maps`, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, start = "", end = ""] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      return start === "" ? [] : [{ start: parseInt(start, 16), end: parseInt(end, 16) }];
    });
}

/** A region may be gone since it was listed, or not be backed by anything. */
function readAt(file: number, into: Buffer, at: number): number {
  try {
    return readSync(file, into, 0, into.length, at);
  } catch {
    return 0;
  }
}

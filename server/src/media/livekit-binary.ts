import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { arch, platform } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "../failure.ts";

/**
 * The version that everything here was measured with. Later tags replace modules in their go.mod,
 * which `go install` refuses, and its configuration is read strictly: another version may not
 * start with ours.
 */
const LIVEKIT_VERSION = "1.13.5";

type Options = {
  /** LIVEKIT_SERVER_BIN. */
  readonly binary: string | null;
  readonly cacheFolder: string;
  /** Where releases are, without the version. */
  readonly downloads: string;
  /** The PATH to search. */
  readonly path: string;
  readonly say: (line: string) => void;
};

const run = promisify(execFile);

/**
 * Finds a LiveKit server program or obtains one: the one that was named, the one on PATH, the one
 * obtained before, the official release, one built by Go.
 *
 * @throws {Failure} when none of these works, with the choices there are.
 */
export async function findLiveKit(options: Options): Promise<string> {
  const { binary, cacheFolder, path, say } = options;
  if (binary !== null) {
    if (isExecutable(binary)) return binary;
    throw new Failure(`LIVEKIT_SERVER_BIN is ${binary}, which is not a program that can be run.`);
  }
  const onPath = path
    .split(delimiter)
    .map((folder) => join(folder, "livekit-server"))
    .find(isExecutable);
  if (onPath !== undefined) return onPath;
  const cached = join(cacheFolder, `livekit-server-${LIVEKIT_VERSION}`);
  if (isExecutable(cached)) return cached;

  mkdirSync(cacheFolder, { recursive: true });
  const folder = mkdtempSync(join(cacheFolder, "new-"));
  try {
    const obtained = (await download(options, folder)) ?? (await build(options, folder));
    if (obtained === null) throw notObtainable();
    chmodSync(obtained, 0o755);
    renameSync(obtained, cached);
    say(`LiveKit ${LIVEKIT_VERSION} is ready and kept for the next start.`);
    return cached;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function notObtainable(): Failure {
  return new Failure(
    "The media server LiveKit is not on this machine and could not be obtained: " +
      `install livekit-server ${LIVEKIT_VERSION} on PATH, or set LIVEKIT_SERVER_BIN to it, or install Go 1.26 and start again, ` +
      "or set LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET to use a LiveKit server elsewhere.",
  );
}

/** The official release, checked against the checksums published with it; null when that fails. */
async function download({ downloads, say }: Options, folder: string): Promise<string | null> {
  const system = { linux: "linux", darwin: null, win32: null }[platform() as string] ?? null;
  const machine = { x64: "amd64", arm64: "arm64", arm: "armv7" }[arch() as string] ?? null;
  if (system === null || machine === null) return null;
  const file = `livekit_${LIVEKIT_VERSION}_${system}_${machine}.tar.gz`;
  const release = `${downloads}/v${LIVEKIT_VERSION}`;
  say(`LiveKit ${LIVEKIT_VERSION} is not here yet. Downloading the official release …`);
  try {
    const sums = (await fetchBytes(`${release}/checksums.txt`)).toString("utf8");
    const expected = sums
      .split("\n")
      .find((line) => line.trim().endsWith(file))
      ?.trim()
      .split(/\s+/)[0];
    const archive = await fetchBytes(`${release}/${file}`, progress("Downloaded", say));
    const sum = createHash("sha256").update(archive).digest("hex");
    if (sum !== expected) {
      say("The download does not match its published checksum and is thrown away.");
      return null;
    }
    const packed = join(folder, file);
    writeFileSync(packed, archive);
    await run("tar", ["-xzf", packed, "-C", folder, "livekit-server"]);
    return join(folder, "livekit-server");
  } catch (error) {
    say(`The download did not work (${reason(error)}).`);
    return null;
  }
}

/** Built from its source by Go, which takes about two minutes; null when there is no Go or it fails. */
async function build({ path, say }: Options, folder: string): Promise<string | null> {
  const module = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`;
  const env = { ...process.env, PATH: path, GOBIN: folder, CGO_ENABLED: "0" };
  try {
    await run("go", ["version"], { env });
  } catch {
    return null;
  }
  say("Building it with Go instead; this takes about two minutes, once …");
  let packages = 0;
  const count = (text: string) => {
    const before = Math.floor(packages / 200);
    packages += text.split("\n").length - 1;
    if (Math.floor(packages / 200) > before) say(`  … ${packages} packages`);
  };
  const code = await new Promise<number | null>((done) => {
    const go = spawn("go", ["install", "-v", module], {
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    go.stderr.setEncoding("utf8").on("data", count);
    go.once("error", () => done(null));
    go.once("exit", (code) => done(code));
  });
  if (code === 0) return join(folder, "server");
  say("Go could not build it.");
  return null;
}

/** How long a server may take to begin to answer, in ms. */
const PATIENCE = 15_000;

async function fetchBytes(
  url: string,
  onBytes?: (bytes: number, all: number) => void,
): Promise<Buffer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error("no answer")), PATIENCE);
  const response = await fetch(url, { signal: abort.signal });
  clearTimeout(timer);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
  const all = Number(response.headers.get("content-length") ?? 0);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body) {
    parts.push(part);
    bytes += part.length;
    onBytes?.(bytes, all);
  }
  return Buffer.concat(parts);
}

function progress(what: string, say: (line: string) => void): (bytes: number, all: number) => void {
  let told = 0;
  return (bytes, all) => {
    const quarter = all === 0 ? 0 : Math.floor((bytes * 4) / all);
    if (quarter > told) say(`  … ${what.toLowerCase()} ${quarter * 25} %`);
    told = Math.max(told, quarter);
  };
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

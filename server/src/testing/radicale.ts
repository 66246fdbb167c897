import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { readSettings } from "../settings.ts";
import { freePorts } from "./ports.ts";

const VERSION = "3.9.0";
const READY_WITHIN = 30_000;
const root = resolve(import.meta.dirname, "../../..");

export type TestRadicale = {
  readonly url: string;
  stop(): Promise<void>;
};

/**
 * The Python that has Radicale, a CalDAV server. Obtained once, from PyPI, into a virtual environment
 * in the cache: nothing of the machine's own Python is changed.
 *
 * @throws when there is no Python 3 with `venv`, or PyPI cannot be reached.
 */
export function prepareRadicale(): string {
  const { livekit } = readSettings(process.env, root);
  const cache = livekit.kind === "own" ? livekit.cacheFolder : join(tmpdir(), "hotseat-cache");
  const folder = join(cache, `radicale-${VERSION}`);
  const python = join(folder, "bin", "python");
  if (existsSync(python)) return python;
  // Whole or not at all: another test may look at the same moment.
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}.`);
  try {
    run("python3", "-m", "venv", fresh);
    const pip = [join(fresh, "bin", "python"), "-m", "pip", "install", "--quiet"] as const;
    run(...pip, "--disable-pip-version-check", `radicale==${VERSION}`);
    if (!existsSync(folder)) renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return python;
}

function run(program: string, ...args: string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return;
  throw new Error(`${program} ${args.join(" ")} failed: ${error?.message ?? stderr.trim()}`);
}

/** Starts a real CalDAV server that lets everybody in as who they say they are. */
export async function startRadicale(): Promise<TestRadicale> {
  const python = prepareRadicale();
  const folder = mkdtempSync(join(tmpdir(), "hotseat-radicale-"));
  const [port = 0] = await freePorts(1);
  const server = spawn(
    python,
    `-m radicale --config= --server-hosts=127.0.0.1:${port} --auth-type=none`
      .split(" ")
      .concat(`--storage-filesystem-folder=${folder}`),
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  server.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const ended = new Promise<void>((done) => server.once("exit", () => done()));
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + READY_WITHIN;
  while (!(await answers(url))) {
    if (performance.now() > deadline || server.exitCode !== null) {
      server.kill("SIGKILL");
      throw new Error(`Radicale did not start:\n${said}`);
    }
    await pause(100);
  }
  return {
    url,
    async stop() {
      server.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/.web/`)).status < 500;
  } catch {
    return false;
  }
}

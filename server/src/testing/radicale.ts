import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePorts } from "./ports.ts";
import { preparePython } from "./python.ts";

const VERSION = "3.9.0";
const READY_WITHIN = 30_000;

export type TestRadicale = {
  readonly url: string;
  stop(): Promise<void>;
};

/** The Python that has Radicale, a CalDAV server. @throws when it cannot be had. */
export function prepareRadicale(): string {
  return preparePython("radicale", VERSION);
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

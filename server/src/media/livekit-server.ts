import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RoomServiceClient, TwirpError } from "livekit-server-sdk";
import { Failure } from "../failure.ts";
import type { KeyPair } from "./tokens.ts";

type Options = {
  readonly binary: string;
  readonly folder: string;
  readonly keys: KeyPair;
  readonly port: number;
  readonly tcpPort: number;
  readonly udpPort: number;
  /** Whether browsers on this machine only are to reach it. */
  readonly local: boolean;
  readonly nodeIp: string | null;
  readonly webhook: string;
};

/** What is kept of a running LiveKit, for the server that comes after this one. */
type Record_ = { readonly pid: number; readonly fingerprint: string };

const READY_WITHIN = 20_000;
const STOP_WITHIN = 3_000;
const LOOK_EVERY = 1_000;

/**
 * A LiveKit server of our own. It outlives a crash of this process, so that calls go on; the next
 * start adopts it when it is the one we would start, and replaces it otherwise.
 */
export class LiveKitServer {
  readonly url: string;
  readonly #options: Options;
  #pid: number | null = null;
  #watch: NodeJS.Timeout | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  /** @throws {Failure} when LiveKit does not come up or its port belongs to another program. */
  async start(): Promise<"started" | "adopted"> {
    const earlier = this.#read();
    if (earlier && isLiveKit(earlier.pid, this.#options.binary)) {
      if (
        earlier.fingerprint === this.#fingerprint() &&
        (await isOurs(this.url, this.#options.keys))
      ) {
        this.#pid = earlier.pid;
        return "adopted";
      }
      await end(earlier.pid);
    }
    if (await answers(this.url)) {
      throw new Failure(
        `Port ${this.#options.port}, which LiveKit needs, is taken by another program; set LIVEKIT_PORT to a free one.`,
      );
    }
    await this.#spawn();
    return "started";
  }

  /** Starts LiveKit again when it has died, and says so. */
  watch(restarted: () => void, report: (error: unknown) => void): void {
    const look = async () => {
      try {
        if (this.#pid !== null && !isAlive(this.#pid)) {
          await this.#spawn();
          restarted();
        }
      } catch (error) {
        report(error);
      }
      if (this.#watch) this.#watch = setTimeout(look, LOOK_EVERY);
    };
    this.#watch = setTimeout(look, LOOK_EVERY);
  }

  /** Lets it run on without us, for the next start to take over. */
  abandon(): void {
    if (this.#watch) clearTimeout(this.#watch);
    this.#watch = null;
    this.#pid = null;
  }

  async stop(): Promise<void> {
    if (this.#watch) clearTimeout(this.#watch);
    this.#watch = null;
    if (this.#pid === null) return;
    await end(this.#pid);
    this.#pid = null;
    rmSync(this.#recordFile, { force: true });
  }

  async #spawn(): Promise<void> {
    const { binary, folder, keys } = this.#options;
    const logFile = join(folder, "livekit.log");
    // A file and not a pipe: a pipe would break, and LiveKit with it, when this process crashes.
    const log = openSync(logFile, "w", 0o600);
    const child = spawn(binary, [], {
      // In a group of its own, so that Ctrl-C reaches it through `stop` and not before.
      detached: true,
      stdio: ["ignore", log, log],
      env: {
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        LIVEKIT_CONFIG: JSON.stringify(this.#config()),
        LIVEKIT_KEYS: `${keys.key}: ${keys.secret}`,
      },
    });
    closeSync(log);
    let gone = false;
    child.once("error", () => (gone = true));
    child.once("exit", () => (gone = true));
    child.unref();
    // On record before it answers: if this process ends now, the next start must find it.
    this.#pid = child.pid ?? null;
    writeFileSync(
      this.#recordFile,
      JSON.stringify({ pid: child.pid, fingerprint: this.#fingerprint() }),
      { mode: 0o600 },
    );
    // LiveKit ends with code 0 on a fatal error, so only an answer counts as a start.
    const deadline = performance.now() + READY_WITHIN;
    while (!gone && performance.now() < deadline) {
      if (await answers(this.url)) return;
      await pause(50);
    }
    if (!gone && child.pid !== undefined) await end(child.pid);
    throw new Failure(`LiveKit did not start: ${lastLine(logFile)}`);
  }

  get #recordFile(): string {
    return join(this.#options.folder, "livekit.json");
  }

  #read(): Record_ | null {
    try {
      const record = JSON.parse(readFileSync(this.#recordFile, "utf8")) as Partial<Record_>;
      const { pid, fingerprint } = record;
      return typeof pid === "number" && typeof fingerprint === "string"
        ? { pid, fingerprint }
        : null;
    } catch {
      return null;
    }
  }

  /** Tells whether a running LiveKit is the one that these options would start. */
  #fingerprint(): string {
    const { binary, keys } = this.#options;
    return createHash("sha256")
      .update(JSON.stringify([binary, keys, this.#config()]))
      .digest("hex");
  }

  /** LiveKit reads its configuration strictly: a key that it does not know is a fatal error. */
  #config() {
    const { port, tcpPort, udpPort, keys, webhook } = this.#options;
    const local = this.#options.local && this.#options.nodeIp === null;
    const nodeIp = this.#options.nodeIp ?? (local ? "127.0.0.1" : firstAddress());
    return {
      port,
      // Browsers reach it through our own origin only.
      bind_addresses: ["127.0.0.1"],
      rtc: {
        tcp_port: tcpPort,
        // In the smallest layer, in which everybody starts, a lost key frame is made up for at once.
        pli_throttle: { low_quality: "100ms", mid_quality: "1s", high_quality: "1s" },
        udp_port: udpPort,
        use_external_ip: false,
        node_ip: nodeIp,
        enable_loopback_candidate: true,
        ...(local ? { interfaces: { includes: ["lo", "lo0"] } } : {}),
        // Without an entry LiveKit sends browsers to public STUN servers of other companies.
        stun_servers: [`${nodeIp}:3478`],
      },
      room: { auto_create: false },
      webhook: { api_key: keys.key, urls: [webhook] },
      logging: { level: "warn", json: true },
    };
  }
}

/**
 * Makes sure that a LiveKit server elsewhere can be used.
 *
 * @throws {Failure} when it cannot be reached or refuses our keys.
 */
export async function checkLiveKit(url: string, keys: KeyPair): Promise<void> {
  if (!(await answers(url)))
    throw new Failure(`No LiveKit server answers at LIVEKIT_URL (${url}).`);
  if (!(await isOurs(url, keys))) {
    throw new Failure(
      `The LiveKit server at ${url} does not accept LIVEKIT_API_KEY and LIVEKIT_API_SECRET.`,
    );
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(3_000) })).ok;
  } catch {
    return false;
  }
}

async function isOurs(url: string, { key, secret }: KeyPair): Promise<boolean> {
  try {
    await new RoomServiceClient(url, key, secret, { requestTimeout: 5 }).listRooms();
    return true;
  } catch (error) {
    if (error instanceof TwirpError || error instanceof Error) return false;
    throw error;
  }
}

/** Whether the process is a LiveKit that we started; a pid alone may belong to anything by now. */
function isLiveKit(pid: number, binary: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] === binary;
  } catch {
    // No /proc on this system: then a live process under the recorded pid has to do.
    return process.platform !== "linux";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The first signal lets LiveKit wait for its rooms to empty, the second makes it go now. */
async function end(pid: number): Promise<void> {
  const deadline = performance.now() + STOP_WITHIN;
  for (const signal of ["SIGTERM", "SIGTERM", "SIGKILL"] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    const patience =
      signal === "SIGKILL" ? deadline + STOP_WITHIN : performance.now() + STOP_WITHIN / 2;
    while (isAlive(pid) && performance.now() < patience) await pause(20);
  }
}

function firstAddress(): string {
  for (const addresses of Object.values(networkInterfaces())) {
    for (const address of addresses ?? [])
      if (address.family === "IPv4" && !address.internal) return address.address;
  }
  return "127.0.0.1";
}

function lastLine(file: string): string {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return `${lines.at(-1) || "it said nothing"} (see ${file})`;
}

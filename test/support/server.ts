import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePorts } from "@hotseat/server/testing/ports";

export const root = resolve(import.meta.dirname, "../..");

/** How long a start may take; building LiveKit is done before the tests. */
const READY_WITHIN = 30_000;

type Environment = Record<string, string>;

/** The product's server as a process of its own, with its LiveKit and a data folder of its own. */
export class Server {
  readonly folder: string;
  readonly port: number;
  readonly livekitPort: number;
  /** What this server is told beside what the tests were told. */
  readonly environment: Environment;
  #process: ChildProcess | null = null;
  output = "";

  private constructor(folder: string, ports: readonly number[], environment: Environment) {
    const [port = 0, livekitPort = 0, tcp = 0, udp = 0] = ports;
    this.folder = folder;
    this.port = port;
    this.livekitPort = livekitPort;
    this.environment = {
      HOTSEAT_DATA: folder,
      HOTSEAT_PORT: String(port),
      LIVEKIT_PORT: String(livekitPort),
      LIVEKIT_TCP_PORT: String(tcp),
      LIVEKIT_UDP_PORT: String(udp),
      ...environment,
    };
  }

  static async create(environment: Environment = {}): Promise<Server> {
    const folder = mkdtempSync(join(tmpdir(), "hotseat-"));
    return new Server(folder, await freePorts(4), environment);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** The operator's link, as the server printed it. */
  get operatorLink(): string {
    return /\S+\/operator#\S+/.exec(this.output)?.[0] ?? "";
  }

  /** The process id of the LiveKit that runs for this server; 0 when none is on record. */
  get livekitPid(): number {
    try {
      return (
        JSON.parse(readFileSync(join(this.folder, "livekit.json"), "utf8")) as { pid: number }
      ).pid;
    } catch {
      return 0;
    }
  }

  get secrets(): { livekitKey: string; livekitSecret: string } {
    return JSON.parse(readFileSync(join(this.folder, "secrets.json"), "utf8"));
  }

  /** Starts the server and returns once it has printed its address. */
  async start(environment: Environment = {}, args: readonly string[] = []): Promise<this> {
    const code = this.run(environment, args);
    const ready = new Promise<"ready">((done) => {
      this.#process?.stdout?.on("data", () => this.operatorLink !== "" && done("ready"));
    });
    const timer = setTimeout(() => this.#process?.kill("SIGKILL"), READY_WITHIN);
    const outcome = await Promise.race([ready, code]);
    clearTimeout(timer);
    if (outcome !== "ready") throw new Error(`the server ended with ${outcome}:\n${this.output}`);
    return this;
  }

  /** Starts the server and gives its exit code. */
  run(environment: Environment = {}, args: readonly string[] = []): Promise<number | string> {
    this.output = "";
    const child = spawn(process.execPath, [join(root, "server", "src", "main.ts"), ...args], {
      cwd: root,
      env: { ...process.env, ...this.environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    const hear = (data: Buffer) => (this.output += data.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    return new Promise((done) => child.once("close", (code, signal) => done(code ?? signal ?? 1)));
  }

  /** Sends a signal and waits for the end of the server's process. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? 0;
    const ended = new Promise<number | string>((done) =>
      child.once("exit", (code, by) => done(code ?? by ?? 1)),
    );
    child.kill(signal);
    return ended;
  }

  /** Ends everything that this server left, LiveKit among it. */
  async dispose(): Promise<void> {
    await this.end("SIGTERM");
    const { livekitPid } = this;
    if (livekitPid !== 0 && isAlive(livekitPid)) process.kill(livekitPid, "SIGKILL");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { prepareLiveKit } from "@hotseat/server/testing/livekit";
import { postgresPrograms } from "@hotseat/server/testing/postgres";
import { root } from "../server.ts";
import { foldersOf, stageOf } from "./dockerfile.ts";
import { BoxNetwork } from "./network.ts";
import { caddyOfImage } from "./programs.ts";
import type { Project, Service } from "./project.ts";

/** What an image brings along: files by their path in it, what it runs, and its own environment. */
type Image = {
  readonly files: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Folders that it has made for volumes, and who may look into them. */
  readonly modes?: Readonly<Record<string, number>>;
  /** What an engine ends it with unless the project says otherwise. */
  readonly stopSignal?: NodeJS.Signals;
};

/** What a command in a container has said, and how it ended. */
type Ran = { readonly code: number; readonly output: string };

/** Everybody in the containers. */
const USER = 1_000;

/** How long after its end a service is started again, where an engine would wait longer each time. */
const RESTART_MS = 500;

/**
 * Runs the services of a compose project on a machine without an engine, from the same files: each
 * in network namespaces of its own, with a file system that holds its image's files and its volumes
 * and can be written nowhere else, as the user that is named there, without capabilities. What an
 * engine also does and this does not: limits of memory and processes, turning logs over.
 */
export class Box {
  readonly network: BoxNetwork;
  readonly #project: Project;
  readonly #folder = mkdtempSync(join(tmpdir(), "hotseat-box-"));
  readonly #running = new Map<string, ChildProcess>();
  readonly #outputs = new Map<string, string>();
  /** What was stopped on purpose, and is not started again because of that. */
  readonly #stopped = new Set<string>();
  readonly #images = new Map<string, Promise<Image>>();
  readonly #world: Readonly<Record<string, string>>;
  readonly #nameserver: ChildProcess;
  readonly #answersNames: Promise<unknown>;

  /** `world` are the names that are known everywhere, with their addresses. */
  constructor(project: Project, name: string, world: Readonly<Record<string, string>>) {
    this.#project = project;
    this.#world = world;
    this.network = new BoxNetwork(name, project);
    const names = [join(import.meta.dirname, "names.ts"), this.#tellNames()];
    const host = ["netns", "exec", this.network.namespaceOf("host"), process.execPath];
    this.#nameserver = spawn("ip", [...host, ...names], { stdio: ["ignore", "pipe", "inherit"] });
    this.#answersNames = new Promise((done, failed) => {
      this.#nameserver.stdout?.once("data", done);
      this.#nameserver.once("exit", () => failed(new Error("nobody answers names")));
    });
    this.#answersNames.catch(() => {});
  }

  /** What a service has said so far. */
  output(service: string): string {
    return this.#outputs.get(service) ?? "";
  }

  /** A file of a volume, on this machine. */
  fileOf(volume: string, path: string): string {
    return join(this.#folder, "volumes", volume, path);
  }

  /** Starts a service; `command` instead of its own. */
  async start(service: string, command?: readonly string[]): Promise<ChildProcess> {
    const it = this.#service(service);
    await this.#answersNames;
    const image = await this.#imageOf(service);
    const program = command ?? it.command ?? image.command;
    const child = spawn("ip", this.#arguments(service, it, image, program), {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"] },
    });
    if (this.#stopped.has(service)) this.#outputs.set(service, "");
    const hear = (data: Buffer) =>
      this.#outputs.set(service, this.output(service) + data.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    this.#running.set(service, child);
    this.#stopped.delete(service);
    this.#tellNames();
    child.once("exit", () => {
      this.#tellNames();
      if (it.restart !== "unless-stopped" || this.#stopped.has(service)) return;
      setTimeout(() => this.#stopped.has(service) || void this.start(service), RESTART_MS);
    });
    return child;
  }

  /** Runs a command in a service's container beside what runs there, and gives its exit code. */
  async exec(service: string, command: readonly string[]): Promise<number> {
    return (await this.run(service, command)).code;
  }

  /** The same with variables beside the service's own, and with what it has said. */
  async run(
    service: string,
    command: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Ran> {
    const it = this.#service(service);
    const more = { ...it, environment: { ...it.environment, ...environment } };
    const image = await this.#imageOf(service);
    return new Promise((done) => {
      const child = spawn("ip", this.#arguments(service, more, image, command), {
        stdio: ["ignore", "pipe", "ignore"],
      });
      let output = "";
      child.stdout.on("data", (data: Buffer) => (output += data.toString()));
      child.once("close", (code) => done({ code: code ?? 1, output }));
    });
  }

  /** Whether the health check of a service says so. */
  async isHealthy(service: string): Promise<boolean> {
    const [how, ...command] = this.#service(service).healthcheck?.test ?? [];
    if (how !== "CMD") throw new Error(`${service} has no health check`);
    return (await this.exec(service, command)) === 0;
  }

  /** Sends a service's program its signal, as `docker stop` does; settles with its exit code. */
  async stop(service: string): Promise<number> {
    const { stopSignal = "SIGTERM" } = await this.#imageOf(service);
    return this.#end(service, this.#service(service).stop_signal ?? stopSignal);
  }

  async #end(service: string, signal: NodeJS.Signals): Promise<number> {
    this.#stopped.add(service);
    const child = this.#running.get(service);
    if (!child?.pid) return 0;
    const ended = new Promise<number>((done) => child.once("exit", (code) => done(code ?? 1)));
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? 1;
    process.kill(programOf(child.pid), signal);
    return ended;
  }

  /** Ends whatever still runs and leaves nothing behind. */
  async dispose(): Promise<void> {
    for (const service of this.#running.keys()) await this.#end(service, "SIGKILL");
    this.#nameserver.kill();
    this.network.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #service(name: string): Service {
    const it = this.#project.services[name];
    if (!it) throw new Error(`there is no service ${name}`);
    return it;
  }

  #arguments(name: string, it: Service, image: Image, program: readonly string[]): string[] {
    const environment = { PATH: "/opt/bin:/usr/bin:/bin", ...image.env, ...it.environment };
    const hosts = this.#write("hosts", "127.0.0.1 localhost\n");
    const nameserver = this.network.nameserver(name);
    const resolver = nameserver === null ? "" : `nameserver ${nameserver}\n`;
    const resolv = this.#write(`resolv-${name}`, resolver);
    const order = this.#write("nsswitch.conf", "hosts: files dns\n");
    const passwd = this.#write("passwd", `hotseat:x:${USER}:${USER}::/tmp:/bin/sh\n`);
    const mounts = (it.volumes ?? []).flatMap(({ type, source, target, read_only, volume }) => [
      read_only ? "--ro-bind" : "--bind",
      type === "bind" ? source : this.#volume(source, volume?.subpath ?? "", image.modes?.[target]),
      target,
    ]);
    return [
      ...`netns exec ${this.network.namespaceOf(name)} bwrap --die-with-parent --unshare-ipc --clearenv`.split(
        " ",
      ),
      ...Object.entries(environment).flatMap(([key, value]) => ["--setenv", key, value]),
      ..."--ro-bind /usr /usr --proc /proc --dev /dev --dir /run".split(" "),
      ..."--perms 1777 --tmpfs /dev/shm".split(" "),
      ...["bin", "sbin", "lib", "lib64"].flatMap((at) => ["--symlink", `usr/${at}`, `/${at}`]),
      ...this.#folders(it, image).flatMap((at) => ["--perms", "0755", "--dir", at]),
      ...Object.entries(image.files).flatMap(([at, file]) => ["--ro-bind", file, at]),
      ...(it.tmpfs ?? []).flatMap((at) => ["--perms", "1777", "--tmpfs", at.split(":")[0] ?? ""]),
      ...mounts,
      "--ro-bind",
      hosts,
      "/etc/hosts",
      "--ro-bind",
      resolv,
      "/etc/resolv.conf",
      "--ro-bind",
      order,
      "/etc/nsswitch.conf",
      "--ro-bind",
      passwd,
      "/etc/passwd",
      // What bubblewrap makes the root of is a file system in memory, which is closed last.
      ...(it.read_only ? ["--remount-ro", "/"] : []),
      "--chdir",
      image.cwd ?? "/",
      "--cap-add",
      "ALL",
      "setpriv",
      ...privileges(it),
      ...program,
    ];
  }

  /** Every folder in which something is mounted: left to bubblewrap, only root could look into it. */
  #folders({ volumes = [], tmpfs = [] }: Service, image: Image): string[] {
    const mounts = [...volumes.map(({ target }) => target), ...tmpfs, ...Object.keys(image.files)];
    const folders = ["/etc/hosts", ...mounts].flatMap((mount) => {
      const parts = dirname(mount).split("/");
      return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
    });
    return [...new Set(folders)].filter((at) => at !== "" && at !== "/").toSorted();
  }

  /** A new volume takes over from the image whose its folder is, and who may look into it. */
  #volume(name: string, subpath: string, mode = 0o755): string {
    const folder = join(this.#folder, "volumes", name, subpath);
    if (subpath === "" && !existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      chownSync(folder, USER, USER);
      chmodSync(folder, mode);
    }
    return folder;
  }

  /** Writes down which names lead where at this moment; in one step, as it is read at any time. */
  #tellNames(): string {
    const running = [...this.#running].flatMap(([service, { exitCode, signalCode }]) =>
      exitCode === null && signalCode === null ? [service] : [],
    );
    const names = this.network.names(running, this.#world);
    const file = join(this.#folder, "names.json");
    renameSync(this.#write("names.json.new", JSON.stringify(names)), file);
    return file;
  }

  #imageOf(service: string): Promise<Image> {
    const known = this.#images.get(service);
    if (known) return known;
    const image = imageOf(service, join(this.#folder, "images", service));
    this.#images.set(service, image);
    return image;
  }

  #write(name: string, text: string): string {
    const file = join(this.#folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }
}

/** Whoever a service is run as, and what it gives up, for setpriv. */
export function privileges({ user = "0:0", cap_drop, security_opt }: Service): string[] {
  const [uid = "0", gid = uid] = user.split(":");
  return [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    ...(cap_drop?.includes("ALL") ? ["--bounding-set=-all", "--inh-caps=-all"] : []),
    ...(security_opt?.includes("no-new-privileges:true") ? ["--no-new-privs"] : []),
  ];
}

/** The program itself, behind those that made its room. */
function programOf(pid: number): number {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  return child ? Number(child) : pid;
}

/** Puts what an image has of its own into a folder. */
async function imageOf(service: string, folder: string): Promise<Image> {
  const project = Object.fromEntries(
    ["node_modules", "package.json", "shared", "server", "web/dist"].map((name) => [
      `/hotseat/${name}`,
      join(root, name),
    ]),
  );
  // The authorities of this machine stand in for those of Caddy's image.
  const authorities = stageOf("server").copiesFrom("caddy");
  switch (service) {
    case "secrets":
    case "server":
      return {
        files: { ...project, ...authorities },
        cwd: "/hotseat",
        modes: foldersOf(stageOf("server")),
        command: ["node", "server/src/main.ts"],
        // As in the Dockerfile.
        env: {
          PATH: "/hotseat/node_modules/.bin:/usr/bin:/bin",
          NODE_ENV: "production",
          HOTSEAT_HOST: "0.0.0.0",
          HOTSEAT_DATA: "/data",
        },
      };
    case "proxy":
      return {
        files: {
          "/opt/bin/caddy": caddyOfImage(folder, stageOf("proxy").runs),
          "/etc/caddy": join(root, "server/box"),
        },
        command: ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"],
        env: { XDG_CONFIG_HOME: "/config", XDG_DATA_HOME: "/data" },
      };
    case "front":
      // Debian's HAProxy, which is older than the image's.
      return {
        files: {},
        command: [],
        env: { PATH: "/usr/sbin:/usr/bin:/bin" },
        stopSignal: "SIGUSR1",
      };
    case "livekit":
      return {
        files: { "/opt/bin/livekit-server": await prepareLiveKit() },
        command: ["livekit-server"],
        env: {},
      };
    case "postgres":
      return {
        files: { "/opt/pgsql": await postgresPrograms(), "/opt/bin/prepare": postgresEntry },
        command: ["sh", "/opt/bin/prepare"],
        env: { PATH: "/opt/pgsql/bin:/usr/bin:/bin", PGDATA: "/var/lib/postgresql/18/docker" },
        stopSignal: "SIGINT",
      };
    default:
      throw new Error(`nothing is known of the image of ${service}`);
  }
}

/** What the image of PostgreSQL does at its first start, by the variables that it has for it. */
const postgresEntry = join(import.meta.dirname, "postgres.sh");

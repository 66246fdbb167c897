import { isIPv4 } from "node:net";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { Failure } from "./failure.ts";

/** Everything an operator can set. Read once, at boot; nothing else reads the environment. */
export type Settings = {
  readonly host: string;
  readonly port: number;
  /** Where browsers find this server, without a trailing slash. */
  readonly publicUrl: string;
  /** Holds the secrets and, without `databaseUrl`, the embedded store. */
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** What several servers of one address share; null where secrets of this data folder's own will do. */
  readonly secret: string | null;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly trustProxy: boolean;
  /** With which programs read the metrics; null: only programs on this machine do. */
  readonly metricsToken: string | null;
  readonly livekit: LiveKitSettings;
  /** Null: this server sends no mail. */
  readonly mail: MailSettings | null;
  readonly keep: KeepSettings;
};

/** For how many days what is kept, after which it is deleted; docs/privacy.md. */
export type KeepSettings = {
  /** Sessions of no group, counted from their end. */
  readonly sessions: number;
  /** Sessions that were never begun, counted from the last thing that happened to them. */
  readonly unused: number;
  /** That a message was sent, or was not. */
  readonly mail: number;
  /** Groups, counted from when they were archived. */
  readonly archived: number;
};

/** The mail server that takes our mail, and from whom it is. */
export type MailSettings = {
  /** `smtp:` or `smtps:`, with user and password if it wants them. */
  readonly url: string;
  readonly from: string;
};

/**
 * Either somebody else's LiveKit server, or one of our own that we obtain, start and watch. `nodeIp` is the
 * address that browsers send media to: of our own, null means to find one that fits `host`; the other is not
 * ours to set, and null means that nobody has said it.
 */
type LiveKitSettings =
  | {
      readonly kind: "external";
      readonly url: string;
      readonly apiKey: string;
      readonly apiSecret: string;
      readonly nodeIp: string | null;
    }
  | {
      readonly kind: "own";
      readonly binary: string | null;
      readonly cacheFolder: string;
      readonly downloads: string;
      readonly port: number;
      readonly tcpPort: number;
      readonly udpPort: number;
      readonly nodeIp: string | null;
    };

/** Ten years. */
const MOST_DAYS = 3_650;

type Read = (value: string, name: string) => unknown;

const port: Read = (value, name) => {
  const number = Number(value);
  if (/^\d{1,5}$/.test(value) && number >= 1 && number <= 65_535) return number;
  throw new Failure(`${name} must be a port between 1 and 65535, but it is "${value}".`);
};
const days: Read = (value, name) => {
  const number = Number(value);
  if (/^\d{1,4}$/.test(value) && number >= 1 && number <= MOST_DAYS) return number;
  throw new Failure(`${name} must be from 1 to ${MOST_DAYS} days, but it is "${value}".`);
};
const text: Read = (value) => value;
const secret: Read = (value, name) => {
  if (value.length >= 32) return value;
  throw new Failure(`${name} must have at least 32 characters, made by chance.`);
};
const address: Read = (value, name) => {
  if (/^[0-9A-Za-z.:_-]+$/.test(value)) return value;
  throw new Failure(`${name} must be an address or a host name, but it is "${value}".`);
};
const oneOf =
  (...choices: string[]): Read =>
  (value, name) => {
    if (choices.includes(value)) return value;
    throw new Failure(`${name} must be one of ${choices.join(", ")}, but it is "${value}".`);
  };
const url =
  (...schemes: string[]): Read =>
  (value, name) => {
    const parsed = URL.parse(value);
    if (parsed && schemes.includes(parsed.protocol)) return value.replace(/\/+$/, "");
    throw new Failure(
      `${name} must be an address that begins with ${schemes.map((s) => `${s}//`).join(" or ")}.`,
    );
  };
const origin: Read = (value, name) => {
  // A proxy that is given the same value would take a slash at its end for a path, and pass on that one alone.
  const bare = /^https?:\/\/[^/?#@\\]+$/i.test(value) ? URL.parse(value) : null;
  if (bare) return bare.origin;
  throw new Failure(
    `${name} must be an address such as https://hour.example.org, without a path and without a slash at its end.`,
  );
};

const sender: Read = (value, name) => {
  if (/^([^<>\r\n"]* )?<?[^\s<>@]+@[^\s<>@]+>?$/.test(value)) return value;
  throw new Failure(`${name} must be an address such as Hotseat <hour@example.org>.`);
};

/** Every setting by its name in the environment; `.env.example` explains each. */
const readers = {
  HOTSEAT_HOST: address,
  HOTSEAT_PORT: port,
  HOTSEAT_PUBLIC_URL: origin,
  HOTSEAT_DATA: text,
  HOTSEAT_LOG: oneOf("debug", "info", "warn", "error", "silent"),
  HOTSEAT_TRUST_PROXY: oneOf("yes", "no"),
  HOTSEAT_CACHE: text,
  HOTSEAT_SECRET: secret,
  HOTSEAT_METRICS_TOKEN: secret,
  HOTSEAT_SMTP_URL: url("smtp:", "smtps:"),
  HOTSEAT_MAIL_FROM: sender,
  HOTSEAT_KEEP_SESSIONS: days,
  HOTSEAT_KEEP_UNUSED: days,
  HOTSEAT_KEEP_MAIL: days,
  HOTSEAT_KEEP_ARCHIVED: days,
  DATABASE_URL: url("postgres:", "postgresql:"),
  LIVEKIT_URL: url("ws:", "wss:", "http:", "https:"),
  LIVEKIT_API_KEY: text,
  LIVEKIT_API_SECRET: text,
  LIVEKIT_SERVER_BIN: text,
  LIVEKIT_DOWNLOADS: url("https:", "http:"),
  LIVEKIT_PORT: port,
  LIVEKIT_TCP_PORT: port,
  LIVEKIT_UDP_PORT: port,
  LIVEKIT_NODE_IP: address,
} satisfies Record<string, Read>;

export type SettingName = keyof typeof readers;
export const settingNames = Object.keys(readers) as SettingName[];

/** What docker-compose.yml takes from the same `.env`; it means nothing to the server itself. */
export const composeNames: readonly string[] = ["COMPOSE_FILE", "HOTSEAT_TLS", "HOTSEAT_TURN_HOST"];

/** Ends the name under which a setting's value is in a file, as programs in containers have it. */
const IN_FILE = "_FILE";

/** The prefixes that are ours alone: an unknown name that begins with one is a typing error. */
const ownPrefixes = ["HOTSEAT_", "LIVEKIT_"];

/**
 * Reads the settings from the environment and, behind it, from the `.env` file in `folder`.
 *
 * @throws {Failure} when a setting is unknown, malformed, or does not go with another one.
 */
export function readSettings(env: Record<string, string | undefined>, folder: string): Settings {
  const given = new Map<string, string>();
  const take = (name: string, value: string, where: string, isOurs: boolean) => {
    const plain = name.endsWith(IN_FILE) ? name.slice(0, -IN_FILE.length) : name;
    if (isSetting(name)) given.set(name, value);
    else if (isSetting(plain)) given.set(plain, value.trim() && readValue(name, value));
    else if (isOurs) throw unknown(name, where);
  };
  for (const [name, value] of Object.entries(readEnvFile(folder))) {
    take(name, value, "in .env", !composeNames.includes(name));
  }
  for (const [name, value] of Object.entries(env)) {
    const isOurs =
      ownPrefixes.some((prefix) => name.startsWith(prefix)) && !composeNames.includes(name);
    take(name, value ?? "", "in the environment", isOurs);
  }
  return assemble((name) => {
    const value = given.get(name)?.trim();
    return value ? readers[name](value, name) : undefined;
  }, folder);
}

function assemble(get: (name: SettingName) => unknown, folder: string): Settings {
  const str = (name: SettingName): string | null => (get(name) as string | undefined) ?? null;
  const num = (name: SettingName, otherwise: number): number =>
    (get(name) as number | undefined) ?? otherwise;
  const host = str("HOTSEAT_HOST") ?? "localhost";
  const port = num("HOTSEAT_PORT", 3600);
  return {
    host,
    port,
    publicUrl: str("HOTSEAT_PUBLIC_URL") ?? `http://${urlHost(host)}:${port}`,
    dataFolder: resolve(folder, str("HOTSEAT_DATA") ?? ".data"),
    databaseUrl: str("DATABASE_URL"),
    secret: str("HOTSEAT_SECRET"),
    logLevel: (str("HOTSEAT_LOG") ?? "warn") as Settings["logLevel"],
    trustProxy: str("HOTSEAT_TRUST_PROXY") === "yes",
    metricsToken: str("HOTSEAT_METRICS_TOKEN"),
    livekit: livekitSettings(str, num),
    mail: mailSettings(str),
    keep: {
      sessions: num("HOTSEAT_KEEP_SESSIONS", 90),
      unused: num("HOTSEAT_KEEP_UNUSED", 30),
      mail: num("HOTSEAT_KEEP_MAIL", 30),
      archived: num("HOTSEAT_KEEP_ARCHIVED", 365),
    },
  };
}

function mailSettings(str: (name: SettingName) => string | null): MailSettings | null {
  const url = str("HOTSEAT_SMTP_URL");
  const from = str("HOTSEAT_MAIL_FROM");
  if (url === null && from === null) return null;
  if (url === null || from === null) {
    throw new Failure("HOTSEAT_SMTP_URL and HOTSEAT_MAIL_FROM go together: set both, or neither.");
  }
  return { url, from };
}

function livekitSettings(
  str: (name: SettingName) => string | null,
  num: (name: SettingName, otherwise: number) => number,
): LiveKitSettings {
  const url = str("LIVEKIT_URL");
  const apiKey = str("LIVEKIT_API_KEY");
  const apiSecret = str("LIVEKIT_API_SECRET");
  const nodeIp = str("LIVEKIT_NODE_IP");
  if (url !== null) {
    if (apiKey === null || apiSecret === null) {
      throw new Failure("LIVEKIT_URL needs LIVEKIT_API_KEY and LIVEKIT_API_SECRET beside it.");
    }
    return { kind: "external", url: url.replace(/^ws/, "http"), apiKey, apiSecret, nodeIp };
  }
  if (apiKey !== null || apiSecret !== null) {
    throw new Failure(
      "LIVEKIT_API_KEY and LIVEKIT_API_SECRET only go with LIVEKIT_URL; our own LiveKit gets generated ones.",
    );
  }
  return {
    kind: "own",
    binary: str("LIVEKIT_SERVER_BIN"),
    cacheFolder: str("HOTSEAT_CACHE") ?? join(homedir(), ".cache", "hotseat"),
    downloads: str("LIVEKIT_DOWNLOADS") ?? "https://github.com/livekit/livekit/releases/download",
    port: num("LIVEKIT_PORT", 7880),
    tcpPort: num("LIVEKIT_TCP_PORT", 7881),
    udpPort: num("LIVEKIT_UDP_PORT", 7882),
    nodeIp,
  };
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(readers, name);
}

function readEnvFile(folder: string): Record<string, string> {
  const file = join(folder, ".env");
  if (!existsSync(file)) return {};
  const parsed = parseEnv(readFileSync(file, "utf8"));
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, value ?? ""]));
}

function readValue(name: string, file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw new Failure(`${name} names ${file}, which cannot be read.`);
  }
}

function unknown(name: string, where: string): Failure {
  return new Failure(`There is no setting ${name} (${where}); .env.example lists them all.`);
}

function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/** Where the server is found from its own machine, whatever it is called from outside. */
export function localUrl({ host, port }: Pick<Settings, "host" | "port">): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1" || host === "[::1]") return true;
  return isIPv4(host) && host.startsWith("127.");
}

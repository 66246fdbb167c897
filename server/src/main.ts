import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import closeWithGrace from "close-with-grace";
import { buildApp } from "./app.ts";
import { readClock, watchWallClock } from "./clock/clock.ts";
import { lockDataFolder } from "./data-folder/lock.ts";
import { readSecrets, withShared } from "./data-folder/secrets.ts";
import type { Secrets } from "./data-folder/secrets.ts";
import { Failure } from "./failure.ts";
import { findLiveKit } from "./media/livekit-binary.ts";
import { LiveKitServer, checkLiveKit } from "./media/livekit-server.ts";
import type { KeyPair } from "./media/tokens.ts";
import { webhookPath } from "./media/webhook.ts";
import { isLoopback, localUrl, readSettings } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { openEmbedded, openPostgres } from "./store/database.ts";
import { version } from "./version.ts";
import { told } from "./watch/told.ts";

/** The root of the project, where `.env` and the data folder are. */
const root = resolve(import.meta.dirname, "../..");

const say = (line: string) => console.log(line);

/** False under `npm run dev`: then Vite has the pages, and passes on what is for this server. */
const hasPages = process.argv[2] !== "--no-pages";
/** Where Vite has them, as web/vite.config.ts says. */
const VITE = "http://localhost:5173";

/** True when this process ends by a fault of its own: then calls go on, and the next start takes over. */
let crashed = false;

/** Everything that was opened so far, closed in reverse order at the end or when starting fails. */
const opened: (() => unknown)[] = [];
async function closeAll(): Promise<void> {
  for (let close = opened.pop(); close; close = opened.pop()) await close();
}

async function start(settings: Settings): Promise<void> {
  mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(settings.dataFolder);
  opened.push(() => lock.release());
  const secrets = withShared(readSecrets(settings.dataFolder), settings.secret);

  const database =
    settings.databaseUrl === null
      ? await openEmbedded(join(settings.dataFolder, "store"))
      : await openPostgres(settings.databaseUrl);
  opened.push(() => database.close());
  const clock = await readClock(database.now);

  const { url, keys, own } = await openLiveKit(settings, secrets);
  const { fastify, rooms } = await buildApp({
    settings,
    secrets,
    database,
    clock,
    livekit: { url, keys },
    pages: hasPages,
  });
  opened.push(() => fastify.close());
  own?.watch(
    () => {
      fastify.log.warn({ event: "livekit-restarted" }, "LiveKit was gone and is started again");
      void rooms.reconcile();
    },
    (error) =>
      fastify.log.error(
        { event: "livekit-start-failed", err: error },
        "LiveKit does not come back",
      ),
  );
  const watch = watchWallClock(clock, (ms) => {
    fastify.log.warn(
      { event: "clock-moved", ms: Math.round(ms) },
      `The clock of this machine was moved by ${Math.round(ms)} ms; running sessions keep their time.`,
    );
  });
  opened.push(() => watch.stop());

  await listen(fastify, settings);
  fastify.log.info(
    {
      event: "server-started",
      version,
      store: settings.databaseUrl === null ? "embedded" : "postgres",
      livekit: settings.livekit.kind,
      mail: settings.mail !== null,
    },
    "the server has started",
  );
  opened.push(() =>
    fastify.log.info({ event: "server-stopping", crashed }, "the server is stopping"),
  );
  announce(settings, secrets);
}

async function openLiveKit(
  { livekit, dataFolder, host, port, publicUrl }: Settings,
  secrets: Secrets,
): Promise<{ url: string; keys: KeyPair; own: LiveKitServer | null }> {
  if (livekit.kind === "external") {
    const keys = { key: livekit.apiKey, secret: livekit.apiSecret };
    await checkLiveKit(livekit.url, keys);
    return { url: livekit.url, keys, own: null };
  }
  const keys = { key: secrets.livekitKey, secret: secrets.livekitSecret };
  const binary = await findLiveKit({ ...livekit, path: process.env["PATH"] ?? "", say });
  const webhook = `${localUrl({ host, port })}${webhookPath}`;
  const local = isLoopback(host) && isLoopback(new URL(publicUrl).hostname);
  const own = new LiveKitServer({ ...livekit, binary, folder: dataFolder, keys, local, webhook });
  opened.push(() => (crashed ? own.abandon() : own.stop()));
  if ((await own.start()) === "adopted") say("Took over the LiveKit server that was left running.");
  return { url: own.url, keys, own };
}

async function listen(
  fastify: { listen(options: { host: string; port: number }): Promise<string> },
  { host, port }: Settings,
): Promise<void> {
  try {
    await fastify.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EADDRINUSE")
      throw new Failure(
        `Port ${port} is taken by another program; set HOTSEAT_PORT to a free one.`,
      );
    if (code === "EACCES")
      throw new Failure(
        `Port ${port} needs more rights than this user has; set HOTSEAT_PORT to one above 1023.`,
      );
    if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
      throw new Failure(`HOTSEAT_HOST is ${host}, which is not an address of this machine.`);
    throw error;
  }
}

function announce({ publicUrl }: Settings, { operatorSecret }: Secrets): void {
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === "http:" && !isLoopback(hostname)) {
    say(
      `Note: browsers give no camera and no microphone to ${publicUrl}, because it is not https; put a TLS proxy in front ` +
        "and set HOTSEAT_PUBLIC_URL to its https address (docs/self-hosting.md).",
    );
  }
  const pages = hasPages ? publicUrl : VITE;
  say(`Hotseat is at ${pages} and the operator's link is ${pages}/operator#${operatorSecret}`);
}

async function failed(error: unknown): Promise<never> {
  console.error(error instanceof Failure ? error.message : told(error));
  await closeAll();
  process.exit(1);
}

closeWithGrace({ delay: 10_000, logger: console }, async ({ err }) => {
  if (err) console.error(told(err));
  crashed = err !== undefined;
  await closeAll();
});
// The launcher that started this process holds the other end: when it is gone, so are we.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));

try {
  await start(readSettings(process.env, root));
} catch (error) {
  await failed(error);
}

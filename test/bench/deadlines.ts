import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openCrowd } from "@hotseat/server/testing/crowd";
import { openEmbedded, openPostgres } from "@hotseat/server/testing/databases";
import { createDatabase, startPostgres } from "@hotseat/server/testing/postgres";
import { percentile } from "../support/clock.ts";

const SESSIONS = 10_000;
const HOUR = 3_600_000;
/** How long automatic advances are watched when starts are spread over the hour. */
const WATCHED_MS = 45_000;
const OPENING_MS = 60_000;

type Opened = Awaited<ReturnType<typeof openEmbedded>>;

/**
 * How punctual one server with 10,000 live sessions is: each automatic advance is in the store
 * before it is announced, and its lateness is counted from its own instant until then. Once with
 * starts spread over the hour, once with all of them due on the same second.
 */
export async function deadlines(): Promise<string> {
  const lines: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "hotseat-bench-"));
  const postgres = await startPostgres();
  try {
    const stores: [string, (use: string) => Promise<Opened>][] = [
      ["embedded", (use) => openEmbedded(join(folder, use))],
      ["PostgreSQL", async () => openPostgres(await createDatabase(postgres.url))],
    ];
    for (const [name, open] of stores) {
      lines.push(`${name} spread: ${await spread(await open("spread"))}`);
      lines.push(`${name} at once: ${await atOnce(await open("at-once"))}`);
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return `${SESSIONS} live sessions; ${lines.join("; ")}`;
}

async function spread(database: Opened): Promise<string> {
  const before = heap();
  const crowd = await openCrowd(
    database,
    SESSIONS,
    (i, now) => now - (i * (HOUR - 180_000)) / SESSIONS,
  );
  const perSession = (heap() - before) / SESSIONS;
  crowd.lateness();
  const cpu = process.cpuUsage();
  await pause(WATCHED_MS);
  const { user, system } = process.cpuUsage(cpu);
  const figures = latenessOf(crowd.lateness());
  await crowd.close();
  await database.close();
  const share = (user + system) / 1000 / WATCHED_MS;
  return `${figures}, ${(perSession / 1024).toFixed(1)} KiB per session, ${(share * 100).toFixed(0)} % of a core`;
}

async function atOnce(database: Opened): Promise<string> {
  // All openings end together, a while from now: making the sessions takes its time.
  const crowd = await openCrowd(database, SESSIONS, (_, now) => now);
  const due = crowd.openedAt + OPENING_MS - crowd.clock.now();
  if (due < 0) throw new Error("the sessions were not ready when their deadline came");
  await pause(due - 50);
  const cpu = process.cpuUsage();
  const all: number[] = [];
  const patience = performance.now() + 120_000;
  while (all.length < SESSIONS && performance.now() < patience) {
    await pause(20);
    all.push(...crowd.lateness());
  }
  const { user, system } = process.cpuUsage(cpu);
  await crowd.close();
  await database.close();
  return `${latenessOf(all)}, ${((user + system) / 1_000_000).toFixed(1)} s of CPU`;
}

function latenessOf(all: readonly number[]): string {
  const [p50, p99, max] = [0.5, 0.99, 1].map((part) => percentile(all, part).toFixed(0));
  return `${all.length} advances late by ${p50} ms (p50), ${p99} ms (p99), ${max} ms (max)`;
}

/** Bytes in use once all that could be collected has been. */
function heap(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

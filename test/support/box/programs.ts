import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { obtainedOnce } from "@hotseat/server/testing/cache";
import { root } from "../server.ts";

/** As in the Dockerfile. */
const CADDY = "2.11.9";
const COMPOSE = join(import.meta.dirname, "compose");

const programs = [
  "ip",
  "nft",
  "bwrap",
  "setpriv",
  "wget",
  "curl",
  "pg_isready",
  "haproxy",
  "nc",
  "go",
];

/** The programs that stand in for an engine and for what images bring along, as far as they are not here. */
export function missingForBox(): string[] {
  return programs.filter((program) => !has(program));
}

/** Whether containers can be stood in for: only root of a Linux can make rooms as narrow. */
export function canHoldBox(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && missingForBox().length === 0;
}

function has(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** The Caddy program, built once by Go. */
export function prepareCaddy(): string {
  return obtainedOnce(`caddy-${CADDY}`, (folder) => {
    go(root, folder, "install", `github.com/caddyserver/caddy/v2/cmd/caddy@v${CADDY}`);
    return join(folder, "caddy");
  });
}

/** The program that reads compose files as Docker's own tools do, built once by Go. */
export function prepareCompose(): string {
  const source = ["main.go", "go.mod", "go.sum"].map((name) => readFileSync(join(COMPOSE, name)));
  const mark = createHash("sha256").update(Buffer.concat(source)).digest("hex").slice(0, 12);
  return obtainedOnce(`compose-${mark}`, (folder) => {
    go(COMPOSE, folder, "build", "-o", join(folder, "compose"), ".");
    return join(folder, "compose");
  });
}

function go(cwd: string, folder: string, ...args: string[]): void {
  const env = { ...process.env, GOBIN: folder, CGO_ENABLED: "0", GOFLAGS: "-trimpath" };
  const { status, error, stderr } = spawnSync("go", args, { cwd, env, encoding: "utf8" });
  if (status === 0) return;
  throw new Error(`go ${args.join(" ")} failed: ${error?.message ?? stderr.trim()}`);
}

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { obtainedOnce } from "@hotseat/server/testing/cache";
import { root } from "../server.ts";
import { stageOf } from "./dockerfile.ts";

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
  "setcap",
  "go",
];

/** The programs that stand in for an engine and for what images bring along, as far as they are not here. */
export function missingForBox(): string[] {
  const script = 'for it; do command -v "$it" > /dev/null || echo "$it"; done';
  const { stdout } = spawnSync("sh", ["-c", script, "sh", ...programs], { encoding: "utf8" });
  return stdout.split("\n").filter((program) => program !== "");
}

/** Whether containers can be stood in for: only root of a Linux can make rooms as narrow. */
export function canHoldBox(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && missingForBox().length === 0;
}

/** The Caddy program of the version that the Dockerfile names, built once by Go. */
export function prepareCaddy(): string {
  const [, version] = /^caddy:([\d.]+)-alpine$/.exec(stageOf("caddy").from) ?? [];
  if (!version) throw new Error("the Dockerfile names no version of Caddy");
  return obtainedOnce(`caddy-${version}`, (folder) => {
    go(root, folder, "install", `github.com/caddyserver/caddy/v2/cmd/caddy@v${version}`);
    return join(folder, "caddy");
  });
}

/**
 * Caddy as an image has it, in a folder: the official image gives its program a capability, and then
 * come the lines of a Dockerfile that are about it.
 */
export function caddyOfImage(folder: string, lines: readonly string[]): string {
  const [bin, scratch] = [join(folder, "bin"), join(folder, "tmp")];
  for (const each of [bin, scratch]) mkdirSync(each, { recursive: true });
  const caddy = join(bin, "caddy");
  copyFileSync(prepareCaddy(), caddy);
  run("setcap", "cap_net_bind_service=+ep", caddy);
  for (const line of lines) {
    if (!line.includes("/usr/bin/caddy")) continue;
    run(
      "sh",
      "-ec",
      line.replaceAll(/\/usr\/bin|\/tmp/g, (at) => (at === "/tmp" ? scratch : bin)),
    );
  }
  return caddy;
}

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr.trim()}`);
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

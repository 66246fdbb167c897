import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stampOf, unlessDone } from "./stamp.mjs";
import { tooOld } from "./versions.mjs";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Something a person can put right: printed as one sentence. */
export class Stop extends Error {}

const bin = join(root, "node_modules", ".bin");
/** The Node that the project brings along. */
export const node = join(bin, process.platform === "win32" ? "node.cmd" : "node");

/** The environment in which the project's own Node and tools are found first. */
export const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` };

/** Installs what is missing. Everything after this may rely on Node 24 and all packages. */
export async function install() {
  const old = tooOld();
  if (old) throw new Stop(old);
  const inputs = [
    "package.json",
    "package-lock.json",
    ...workspaces.map((name) => `${name}/package.json`),
  ];
  await unlessDone(
    {
      file: join(root, "node_modules", ".hotseat-installed"),
      stamp: stampOf(root, inputs),
      result: node,
    },
    async () => {
      console.log("Installing packages …");
      // npm tells where it lives; without it (node start.mjs) the one on PATH has to do.
      const npm = process.env.npm_execpath;
      const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
      const code =
        npm && existsSync(npm)
          ? await run(process.execPath, [npm, ...args])
          : await run("npm", args);
      if (code !== 0)
        throw new Stop("The packages could not be installed; see npm's message above.");
    },
  );
}

/** Builds the client when its sources have changed. */
export async function build() {
  const dist = join(root, "web", "dist");
  await unlessDone(
    {
      file: join(dist, ".built"),
      stamp: stampOf(root, ["package-lock.json", "tsconfig.base.json", "web", "shared"]),
      result: join(dist, "index.html"),
    },
    async () => {
      console.log("Building the client …");
      const code = await run(
        node,
        [join(root, "node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn"],
        join(root, "web"),
      );
      if (code !== 0) throw new Stop("The client could not be built; see the message above.");
    },
  );
}

const workspaces = ["server", "web", "shared", "test"];

/**
 * Runs a program to its end and gives its exit code.
 *
 * @param {string} program
 * @param {string[]} args
 */
export function run(program, args, cwd = root) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd, env: environment, stdio: "inherit" });
    child.once("error", failed);
    child.once("exit", (code, signal) => done(signal ? 1 : (code ?? 1)));
  });
}

// `npm run check`: everything that can be seen without running the product.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { environment, install, root } from "../server/launch/prepare.mjs";

const bin = (/** @type {string} */ name) => join(root, "node_modules", ".bin", name);

/** @type {[string, string, string[]][]} */
const checks = [
  ["format", "oxfmt", ["--check", "."]],
  ["lint", "oxlint", ["--deny-warnings"]],
  ["types of shared", "tsc", ["-p", "shared"]],
  ["types of server", "tsc", ["-p", "server"]],
  ["types of web", "tsc", ["-p", "web"]],
  ["types of test", "tsc", ["-p", "test"]],
  ["unused code", "knip", ["--no-progress"]],
  ["weight of the client", "node", ["test/weight.mjs"]],
  ["packages without known vulnerabilities", "node", ["test/audit.mjs"]],
];

/** By this a check says that it could not be made, as without a network: it has neither passed nor failed. */
const NOT_MADE = 75;

/** Runs every check, also after one has failed, and counts them. */
export function check() {
  const failures = [];
  let made = 0;
  for (const [name, tool, args] of checks) {
    const { status, stdout } = spawnSync(bin(tool), args, {
      cwd: root,
      env: environment,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status === NOT_MADE) {
      console.log(`????   ${name}: ${stdout.trim()}`);
      continue;
    }
    made += 1;
    console.log(`${status === 0 ? "ok    " : "FAILED"} ${name}`);
    if (status === 0) continue;
    failures.push(name);
    console.log(stdout);
  }
  return { passed: made - failures.length, failed: failures.length, failures };
}

if (import.meta.filename === process.argv[1] || process.argv[1]?.endsWith("check.mjs")) {
  await install();
  const { passed, failed } = check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

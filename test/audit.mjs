// Whether anything that runs in production is known to be vulnerable, by the registry's own list: a part of
// `npm run check`. Ends with 1 when something is, and with 75 when the list could not be asked for.
import { spawnSync } from "node:child_process";

/** What is bad enough to stop for. */
const grave = new Set(["high", "critical"]);

/** How long the registry may take, in ms. */
const PATIENCE = 60_000;

const { stdout, error } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
  encoding: "utf8",
  timeout: PATIENCE,
  stdio: ["ignore", "pipe", "ignore"],
});
const { message, vulnerabilities } = read(stdout);
if (vulnerabilities === undefined) {
  // Offline, or a registry without such a list: that says nothing about the packages.
  console.log(`the registry could not be asked (${message ?? error?.message ?? "no answer"})`);
  process.exitCode = 75;
} else {
  const found = Object.values(vulnerabilities).filter(({ severity }) => grave.has(severity));
  for (const { name, severity, range } of found) console.log(`${severity}: ${name} ${range}`);
  if (found.length > 0) {
    console.log("`npm audit --omit=dev` tells more.");
    process.exitCode = 1;
  }
}

/**
 * @param {string | null} text
 * @returns {{ message?: string, vulnerabilities?: Record<string, { name: string, severity: string, range: string }> }}
 */
function read(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return {};
  }
}

// Obtains Radicale, a CalDAV server for the tests of calendars, once: Python 3 with venv is needed, and PyPI.
import { spawnSync } from "node:child_process";
import { prepareRadicale } from "@hotseat/server/testing/radicale";

function works(program: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

/** Debian keeps `venv` in a package of its own. */
function obtainVenv(): void {
  if (works("python3", "-c", "import venv, ensurepip")) return;
  if (process.getuid?.() !== 0 || !works("apt-get", "--version")) return;
  console.log("There is no Python 3 with venv on this machine. Installing Debian's …");
  if (works("apt-get", "update", "-qq")) works("apt-get", "install", "-y", "-qq", "python3-venv");
}

try {
  obtainVenv();
  prepareRadicale();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error("The tests of calendars need Python 3 with venv (`apt install python3-venv`).");
  process.exit(1);
}

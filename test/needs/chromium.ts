// Makes sure that there is a Chromium: one already there, else Playwright's download, else Debian's.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { findChromium } from "../support/chromium.ts";

const playwright = dirname(createRequire(import.meta.url).resolve("playwright-core/package.json"));

function works(program: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

function obtain(): boolean {
  console.log("There is no Chromium on this machine. Downloading the one of Playwright …");
  if (works(process.execPath, join(playwright, "cli.js"), "install", "chromium")) return true;
  if (process.getuid?.() !== 0 || !works("apt-get", "--version")) return false;
  console.log("That did not work. Installing Debian's …");
  return works("apt-get", "update", "-qq") && works("apt-get", "install", "-y", "-qq", "chromium");
}

if (findChromium() === null && (!obtain() || findChromium() === null)) {
  console.error(
    "The browser tests need Chromium: install it so that `chromium` is on PATH, for example with `apt install chromium`.",
  );
  process.exit(1);
}

// Makes sure that there is a Firefox: one already there, else Debian's.
import { spawnSync } from "node:child_process";
import { findFirefox } from "../support/firefox.ts";

function works(program: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

function obtain(): boolean {
  if (process.getuid?.() !== 0 || !works("apt-get", "--version")) return false;
  console.log("There is no Firefox on this machine. Installing Debian's …");
  return (
    works("apt-get", "update", "-qq") && works("apt-get", "install", "-y", "-qq", "firefox-esr")
  );
}

if (findFirefox() === null && (!obtain() || findFirefox() === null)) {
  console.error(
    "The browser tests need Firefox: install it so that `firefox` is on PATH, for example with `apt install firefox-esr`.",
  );
  process.exit(1);
}

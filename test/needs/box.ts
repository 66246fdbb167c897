// Obtains what it takes to run docker-compose.yml without an engine: bubblewrap, nftables, HAProxy, and, built by Go, Caddy
// and the reader of compose files. Only root of a Linux can use them; elsewhere those tests are left out, and say so.
import { spawnSync } from "node:child_process";
import { canHoldBox, missingForBox } from "../support/box/programs.ts";
import { prepareCaddy, prepareCompose } from "../support/box/programs.ts";

function works(program: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

const packages = [
  "bubblewrap",
  "iproute2",
  "nftables",
  "util-linux",
  "wget",
  "curl",
  "postgresql-client",
  "haproxy",
  "netcat-openbsd",
  "libcap2-bin",
  "ca-certificates",
];

if (process.platform === "linux" && process.getuid?.() === 0 && missingForBox().length > 0) {
  console.log(
    `The tests of the compose file need ${missingForBox().join(", ")}. Installing Debian's …`,
  );
  if (works("apt-get", "update", "-qq")) works("apt-get", "install", "-y", "-qq", ...packages);
}
if (canHoldBox()) {
  try {
    prepareCompose();
    prepareCaddy();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
} else {
  console.log(
    "The tests of the compose file are left out: they need root of a Linux with Go, bubblewrap, nftables, iproute2, setcap, HAProxy, curl, wget, and pg_isready.",
  );
}

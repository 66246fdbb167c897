import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../support/server.ts";

function weight(...args: string[]) {
  const program = join(root, "test", "weight.mjs");
  const { status, stdout } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8" });
  return { status, stdout };
}

describe("the budget of weight", () => {
  it("is kept by today's client, on both roads", () => {
    const { status, stdout } = weight();
    expect(stdout).toMatch(/^to the page before the call: [\d.]+ of 120 kB in \d+ scripts$/m);
    expect(stdout).toMatch(/^into the call: [\d.]+ of 320 kB in \d+ scripts$/m);
    expect(status).toBe(0);
  });

  it("fails when the client is heavier than it may be, and names the heaviest files", () => {
    const { status, stdout } = weight("--door", "50", "--call", "200");
    expect(status).toBe(1);
    const [door = "", call = ""] = stdout.split(/^into the call: /m);
    expect(door).toMatch(/of 50 kB in \d+ scripts\n {2}[\d.]+ kB {2}assets\/first-/);
    expect(call).toMatch(/of 200 kB in \d+ scripts\n {2}[\d.]+ kB {2}assets\/livekit-client/);
  });
});

import { describe, expect, it, onTestFinished } from "vitest";
import { hotseat } from "../support/hotseat.ts";
import { Server } from "../support/server.ts";

describe("hotseat rehearse", () => {
  it("holds a whole hour in a minute, with pictures and sounds that reach everybody", async () => {
    const box = await Server.create();
    onTestFinished(() => box.dispose());
    await box.start();
    const { code, out, err } = await hotseat(box.environment, "rehearse", "--members", "3");
    console.log(out);
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^Watch it as Ada: ${box.url}/s/[\\w-]+/[\\w-]+#[\\w-]{43}$`, "m"),
    );
    expect(out).toContain("The hour ended after 60.000 s.");
    const rows = [...out.matchAll(/^(Ada|Ben|Cho) +(\d+) ms +(\d+) +([\d.]+) s$/gm)];
    expect(rows).toHaveLength(3);
    for (const [, , joined, frames, sound] of rows) {
      expect(Number(joined)).toBeLessThan(15_000);
      // Of two others, for a minute.
      expect(Number(frames)).toBeGreaterThan(300);
      expect(Number(sound)).toBeGreaterThan(10);
    }
    // What was begun is over: no room is left, and the box still serves.
    expect((await fetch(`${box.url}/healthz`)).status).toBe(200);
  }, 150_000);

  it("says in one sentence that nothing answers", async () => {
    const box = await Server.create();
    onTestFinished(() => box.dispose());
    await box.start();
    await box.end("SIGTERM");
    const { code, err } = await hotseat(box.environment, "rehearse");
    expect(code).toBe(1);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toContain(`Nothing answers at ${box.url}`);
  });
});

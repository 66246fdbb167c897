import { describe, expect, it, onTestFinished } from "vitest";
import { hearing, hotseat } from "../support/hotseat.ts";
import { ProtocolMember } from "../support/member.ts";
import { Server } from "../support/server.ts";

/** What an operator does who opens the link in a browser and joins. */
async function takeOver(box: Server, link: string): Promise<ProtocolMember> {
  const member = await ProtocolMember.open(link);
  await member.follow(box.url, { tab: "tab-00000002" });
  return member;
}

describe("hotseat rehearse", () => {
  it("holds a whole hour in a minute, with pictures and sounds that reach everybody, and one who is taken over", async () => {
    const box = await Server.create();
    onTestFinished(() => box.dispose());
    await box.start();
    let watching: Promise<ProtocolMember> | null = null;
    const hear = (said: string) => {
      const link = /as Ada: (\S+)/.exec(said)?.[1];
      if (link && said.includes("seat-3/present")) watching ??= takeOver(box, link);
    };
    const command = ["rehearse", "--members", "3"] as const;
    const { code, out, err } = await hearing(hear, box.environment, ...command);
    console.log(out);
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toMatch(
      new RegExp(`^Watch it as Ada: ${box.url}/s/[\\w-]+/[\\w-]+#[\\w-]{43}$`, "m"),
    );
    expect(out).toContain("The hour ended after 60.000 s.");
    const rows = [...out.matchAll(/^(Ada|Ben|Cho) +(\d+) ms +(\d+) +([\d.]+) s/gm)];
    expect(out.match(/ s {3}until you took over$/gm)).toHaveLength(1);
    const ada = await (watching as Promise<ProtocolMember> | null);
    expect((await ada?.view(box.url))?.status).toBe("ended");
    ada?.leave();
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

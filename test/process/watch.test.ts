import { describe, expect, it, onTestFinished } from "vitest";
import { Server } from "../support/server.ts";
import { until } from "../support/until.ts";

type Line = { readonly event?: string; readonly msg?: string };

async function server(environment: Record<string, string>): Promise<Server> {
  const created = await Server.create(environment);
  onTestFinished(() => created.dispose());
  return created.start();
}

/** What a server has logged; what it prints for people is not among it. */
function logOf({ output }: Server): Line[] {
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  return lines.map((line) => JSON.parse(line) as Line);
}

describe("a server that is watched", () => {
  it("says in its log that it starts, that LiveKit was gone and is back, and that it stops", async () => {
    const box = await server({ HOTSEAT_LOG: "info" });
    process.kill(box.livekitPid, "SIGKILL");
    await until(async () => {
      const events = logOf(box).map(({ event }) => event);
      return events.includes("livekit-restarted") ? null : `there was only ${events.join(", ")}`;
    }, 20_000);
    expect(await box.end("SIGINT")).toBe(0);
    const events = logOf(box).map(({ event }) => event);
    expect(events).toContain("server-started");
    expect(events.at(-1)).toBe("server-stopping");
    expect(logOf(box)).toContainEqual(
      expect.objectContaining({
        event: "server-started",
        version: "0.1.0",
        store: "embedded",
        livekit: "own",
        mail: false,
      }),
    );
    const { livekitKey, livekitSecret } = box.secrets;
    const log = JSON.stringify(logOf(box));
    const operatorSecret = new URL(box.operatorLink).hash.slice(1);
    for (const secret of [livekitSecret, livekitKey, operatorSecret]) {
      expect(log).not.toContain(secret);
    }
  });

  it("shows its metrics to whoever has the token of its settings, and takes no short one", async () => {
    const token = "a token that is long enough for this";
    const box = await server({ HOTSEAT_METRICS_TOKEN: token });
    const ask = async (headers: Record<string, string> = {}) =>
      (await fetch(`${box.url}/metrics`, { headers })).status;
    expect(await ask()).toBe(401);
    expect(await ask({ authorization: `Bearer ${token}` })).toBe(200);
    const short = await Server.create({ HOTSEAT_METRICS_TOKEN: "short" });
    onTestFinished(() => short.dispose());
    expect(await short.run()).toBe(1);
    expect(short.output).toContain("HOTSEAT_METRICS_TOKEN must have at least 32 characters");
  });
});

import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Server, isAlive, root } from "../support/server.ts";

async function server(environment?: Record<string, string>): Promise<Server> {
  const created = await Server.create(environment);
  onTestFinished(() => created.dispose());
  return created;
}

/** Listens as another program would. */
async function occupy(port = 0): Promise<number> {
  const other = createServer((_, response) => response.end("another program"));
  await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}

describe("the server's process", () => {
  it("prints one line with its address and the operator's link, and ends everything on Ctrl-C", async () => {
    const box = await (await server()).start();
    expect(box.output.trim().split("\n")).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Hotseat is at ${box.url} and the operator's link is ${box.url}/operator#[\\w-]{43}$`,
        ),
      ),
    ]);
    const { livekitPid } = box;
    expect(isAlive(livekitPid)).toBe(true);
    expect(await box.end("SIGINT")).toBe(0);
    expect(isAlive(livekitPid)).toBe(false);
  });

  it("prints the operator's link at Vite's address where Vite has the pages", async () => {
    const box = await (await server()).start({}, ["--no-pages"]);
    expect(box.operatorLink).toMatch(/^http:\/\/localhost:5173\/operator#[\w-]{43}$/);
  });

  it("ends in order under the launcher, which gets Ctrl-C too and passes it on", async () => {
    const box = await server();
    const launcher = spawn(process.execPath, [join(root, "server", "launch", "start.mjs")], {
      cwd: root,
      env: { ...process.env, ...box.environment },
      stdio: ["ignore", "pipe", "inherit"],
      // A group of its own, as a terminal makes one.
      detached: true,
    });
    const ended = new Promise<number | null>((done) => launcher.once("exit", done));
    await new Promise<void>((done) => {
      launcher.stdout.on("data", (data) => String(data).includes("/operator#") && done());
    });
    const { livekitPid } = box;
    process.kill(-(launcher.pid ?? 0), "SIGINT");
    expect(await ended).toBe(0);
    expect(isAlive(livekitPid)).toBe(false);
  });

  it("keeps its secrets to its owner and over a restart", async () => {
    const box = await (await server()).start();
    const link = box.operatorLink;
    expect(statSync(join(box.folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(statSync(join(box.folder, "livekit.log")).mode & 0o777).toBe(0o600);
    await box.end("SIGTERM");
    await box.start();
    expect(box.operatorLink).toBe(link);
  });

  it("adopts the LiveKit that a killed server left running", async () => {
    const box = await (await server()).start();
    const { livekitPid } = box;
    await box.end("SIGKILL");
    expect(isAlive(livekitPid)).toBe(true);
    await box.start();
    expect(box.output).toContain("Took over the LiveKit server that was left running.");
    expect(box.livekitPid).toBe(livekitPid);
    expect(await box.end("SIGINT")).toBe(0);
    expect(isAlive(livekitPid)).toBe(false);
  });

  it("replaces a LiveKit that is not the one it would start", async () => {
    const box = await (await server()).start();
    const { livekitPid } = box;
    await box.end("SIGKILL");
    await box.start({ LIVEKIT_NODE_IP: "127.0.0.2" });
    expect(isAlive(livekitPid)).toBe(false);
    expect(box.livekitPid).not.toBe(livekitPid);
  });

  it("starts LiveKit again when it dies", async () => {
    const box = await (await server()).start();
    const { livekitPid } = box;
    process.kill(livekitPid, "SIGKILL");
    await expect.poll(() => box.livekitPid, { timeout: 10_000 }).not.toBe(livekitPid);
    const status = () =>
      fetch(`http://127.0.0.1:${box.livekitPort}`).then(
        (response) => response.status,
        () => null,
      );
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
  });

  it("says that phones refuse the camera on a plain address, and what to do", async () => {
    const box = await (
      await server({ HOTSEAT_HOST: "127.0.0.1", HOTSEAT_PUBLIC_URL: "http://192.168.1.7:3600" })
    ).start();
    expect(box.output).toMatch(/^Note: browsers give no camera .*https.*HOTSEAT_PUBLIC_URL/m);
  });
});

describe("the server says in one sentence", () => {
  async function sentence(box: Server, environment: Record<string, string> = {}): Promise<string> {
    expect(await box.run(environment)).toBe(1);
    const lines = box.output.trim().split("\n");
    expect(lines, box.output).toHaveLength(1);
    return lines[0] ?? "";
  }

  it("that its port is taken", async () => {
    const port = await occupy();
    const box = await server({ HOTSEAT_PORT: String(port), HOTSEAT_HOST: "127.0.0.1" });
    expect(await sentence(box)).toBe(
      `Port ${port} is taken by another program; set HOTSEAT_PORT to a free one.`,
    );
    expect(box.livekitPid).toBe(0);
  });

  it("that LiveKit's port is taken", async () => {
    const port = await occupy();
    const box = await server({ LIVEKIT_PORT: String(port) });
    expect(await sentence(box)).toContain(`Port ${port}, which LiveKit needs, is taken`);
  });

  it("that the data folder is in use, and lets it go with the process", async () => {
    const box = await (await server()).start();
    const second = await server({ HOTSEAT_DATA: box.folder });
    expect(await sentence(second)).toContain("is in use by another Hotseat server");
    await box.end("SIGKILL");
    await second.start();
  });

  it("which choices there are when LiveKit cannot be obtained", async () => {
    const nowhere = {
      PATH: "/nonexistent",
      LIVEKIT_SERVER_BIN: "",
      LIVEKIT_DOWNLOADS: "http://127.0.0.1:9",
    };
    const box = await server(nowhere);
    expect(await box.run({ HOTSEAT_CACHE: join(box.folder, "cache") })).toBe(1);
    const last = box.output.trim().split("\n").at(-1);
    for (const choice of ["PATH", "LIVEKIT_SERVER_BIN", "Go", "LIVEKIT_URL"])
      expect(last).toContain(choice);
  });

  it("that the named LiveKit is not a program", async () => {
    expect(await sentence(await server({ LIVEKIT_SERVER_BIN: "/nonexistent" }))).toContain(
      "LIVEKIT_SERVER_BIN",
    );
  });

  it("that LIVEKIT_URL is not reachable, or its keys are wrong", async () => {
    const elsewhere = { LIVEKIT_API_KEY: "key", LIVEKIT_API_SECRET: "s".repeat(40) };
    const unreachable = await server({ ...elsewhere, LIVEKIT_URL: "ws://127.0.0.1:9" });
    expect(await sentence(unreachable)).toContain("No LiveKit server answers at LIVEKIT_URL");
    const box = await (await server()).start();
    const wrong = await server({ ...elsewhere, LIVEKIT_URL: `ws://127.0.0.1:${box.livekitPort}` });
    expect(await sentence(wrong)).toContain("does not accept LIVEKIT_API_KEY");
  });

  it("that a setting is unknown or malformed", async () => {
    const box = await server();
    expect(await sentence(box, { HOTSEAT_PROT: "1" })).toContain(
      "There is no setting HOTSEAT_PROT",
    );
    expect(await sentence(box, { HOTSEAT_PORT: "many" })).toContain("HOTSEAT_PORT must be a port");
  });

  it("that the database cannot be used", async () => {
    const box = await server({ DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" });
    expect(await sentence(box)).toContain("The database at DATABASE_URL cannot be used");
  });
});

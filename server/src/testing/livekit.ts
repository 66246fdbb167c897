import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { findLiveKit } from "../media/livekit-binary.ts";
import { LiveKitServer } from "../media/livekit-server.ts";
import { webhookPath } from "../media/webhook.ts";
import { freePorts } from "./ports.ts";

export const testKeys = { key: "testkey", secret: "a secret that is only good for tests 0123456789" };

/** Starts a real LiveKit server on free ports of this machine; it reports to `webhookPort`. */
export async function startLiveKit(): Promise<{ url: string; webhookPort: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-livekit-"));
  const [port = 0, tcpPort = 0, udpPort = 0, webhookPort = 0] = await freePorts(4);
  const binary = await findLiveKit({
    binary: process.env["LIVEKIT_SERVER_BIN"] ?? null,
    cacheFolder: process.env["HOTSEAT_CACHE"] ?? join(homedir(), ".cache", "hotseat"),
    downloads: "https://github.com/livekit/livekit/releases/download",
    path: process.env["PATH"] ?? "",
    say: (line) => console.log(line),
  });
  const server = new LiveKitServer({
    binary,
    folder,
    keys: testKeys,
    port,
    tcpPort,
    udpPort,
    host: "127.0.0.1",
    nodeIp: null,
    webhook: `http://127.0.0.1:${webhookPort}${webhookPath}`,
  });
  await server.start();
  return {
    url: server.url,
    webhookPort,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

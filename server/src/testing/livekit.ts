import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findLiveKit } from "../media/livekit-binary.ts";
import { LiveKitServer } from "../media/livekit-server.ts";
import { webhookPath } from "../media/webhook.ts";
import { readSettings } from "../settings.ts";
import { freePorts } from "./ports.ts";

const root = resolve(import.meta.dirname, "../../..");

export const testKeys = {
  key: "testkey",
  secret: "a secret that is only good for tests 0123456789",
};

/** The LiveKit program that the product would use, obtained if need be. */
export function prepareLiveKit(): Promise<string> {
  const { livekit } = readSettings(process.env, root);
  if (livekit.kind !== "own")
    throw new Error("The tests start a LiveKit of their own; unset LIVEKIT_URL.");
  return findLiveKit({
    ...livekit,
    path: process.env["PATH"] ?? "",
    say: (line) => console.log(line),
  });
}

/** Starts a real LiveKit server on free ports of this machine; it reports to `webhookPort`. */
export async function startLiveKit(): Promise<{
  url: string;
  webhookPort: number;
  stop(): Promise<void>;
}> {
  const folder = mkdtempSync(join(tmpdir(), "hotseat-livekit-"));
  const [port = 0, tcpPort = 0, udpPort = 0, webhookPort = 0] = await freePorts(4);
  const binary = await prepareLiveKit();
  const server = new LiveKitServer({
    binary,
    folder,
    keys: testKeys,
    port,
    tcpPort,
    udpPort,
    local: true,
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

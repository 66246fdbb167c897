import { knownSecrets } from "../data-folder/secrets.ts";
import type { KeyPair } from "../media/tokens.ts";
import type { Settings } from "../settings.ts";
import { lookAtCertificate, lookAtName, lookAtRedirect } from "./address.ts";
import { warn } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { lookAtFolder, lookAtTime } from "./machine.ts";
import { lookAtMail } from "./mail.ts";
import { lookAtLiveKit, lookAtMedia, lookAtTurn, putAway } from "./media.ts";
import { lookAtClock, lookAtServer, lookAtSignalling, lookAtStream } from "./pages.ts";
import { lookAtStore } from "./store.ts";

/** What the operator has asked for beside what is always looked at. */
export type Asked = {
  readonly url: string;
  readonly sendTo: string | null;
  readonly ntp: string | null;
  readonly turn: boolean;
};

/** Looks at a box from its own machine, one thing after the other; what depends on what failed is left out. */
export async function* examine(settings: Settings, asked: Asked): AsyncGenerator<Finding> {
  const { url, sendTo, ntp, turn } = asked;
  const { livekit } = settings;
  yield* await lookAtFolder(settings.dataFolder);
  yield* await lookAtStore(settings);
  if (ntp !== null) yield lookAtTime(ntp);
  yield lookAtName(url, livekit.nodeIp);
  const certificate = await lookAtCertificate(url);
  yield certificate;
  if (url.startsWith("https:") && !settings.trustProxy) yield uncounted;
  const redirect = await lookAtRedirect(url);
  if (redirect) yield redirect;
  const server = await lookAtServer(url);
  yield server;
  if (server.state === "ok") {
    yield lookAtClock(url);
    yield lookAtStream(url);
    yield lookAtSignalling(url);
  }
  const { address, keys } = mediaServerOf(settings);
  const media = await lookAtLiveKit(address, keys);
  yield media;
  if (media.state === "ok" && server.state === "ok" && keys) {
    const parts = { url, address, keys };
    yield* await lookAtMedia(parts, portsOf(settings));
    if (turn) yield* await lookAtTurn(parts);
    await putAway();
  }
  yield lookAtMail(settings.mail, sendTo);
}

/** The server itself speaks no TLS, so somebody in front of it does. */
const uncounted = warn(
  "Proxy",
  "All attempts count as those of the proxy: set HOTSEAT_TRUST_PROXY=yes, so that one who guesses does not lock out the others.",
);

/** LiveKit's own address, and the keys that it ought to take; null when there are none yet. */
function mediaServerOf({ livekit, dataFolder }: Settings): {
  address: string;
  keys: KeyPair | null;
} {
  if (livekit.kind === "external") {
    return { address: livekit.url, keys: { key: livekit.apiKey, secret: livekit.apiSecret } };
  }
  const { livekitKey: key, livekitSecret: secret } = knownSecrets(dataFolder);
  const keys = key !== undefined && secret !== undefined ? { key, secret } : null;
  return { address: `http://127.0.0.1:${livekit.port}`, keys };
}

/** What is to be opened, as far as it is known here. */
function portsOf({ livekit }: Settings): { udp: string; tcp: string } {
  if (livekit.kind === "external")
    return {
      udp: "LiveKit's UDP port (7882 unless you set another)",
      tcp: "LiveKit's TCP port (7881 unless you set another)",
    };
  return { udp: `UDP ${livekit.udpPort}`, tcp: `TCP ${livekit.tcpPort}` };
}

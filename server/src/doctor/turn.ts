import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import { connect } from "node:tls";
import { SignalResponse } from "@livekit/protocol";
import { reasonOf } from "./finding.ts";

/** A TURN server that LiveKit offers to browsers, and what lets them in. */
export type Relay = {
  readonly url: string;
  readonly username: string;
  readonly password: string;
};

/** Where LiveKit's client is to go instead, until it is closed. */
type Opened = { readonly relay: Relay; readonly close: () => void };

const WITHIN = 5_000;

/**
 * The TURN servers that LiveKit offers to whoever joins with this token, through the box's address.
 *
 * @throws when LiveKit does not answer as it does to browsers.
 */
export async function relaysFor(url: string, token: string): Promise<Relay[]> {
  const query = `access_token=${token}&protocol=15&auto_subscribe=0`;
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/rtc?${query}`);
  socket.binaryType = "arraybuffer";
  try {
    const servers = await new Promise<Relay[]>((done, failed) => {
      setTimeout(() => failed(new Error("LiveKit does not answer")), WITHIN).unref();
      socket.addEventListener("close", () => failed(new Error("/rtc was closed")));
      socket.addEventListener("message", ({ data }) => {
        if (!(data instanceof ArrayBuffer)) return;
        const { message } = SignalResponse.fromBinary(new Uint8Array(data));
        if (message.case !== "join") return;
        const offered = message.value.iceServers.flatMap(({ urls, username, credential }) =>
          urls.map((each) => ({ url: each, username, password: credential })),
        );
        done(offered);
      });
    });
    return servers.filter(({ url: each }) => /^turns?:/.test(each));
  } finally {
    socket.close();
  }
}

/**
 * LiveKit's client itself believes a few authorities that were built into it, and that of Let's Encrypt
 * is not among them (livekit/rust-sdks#1301), while browsers ask their system. So Node speaks TLS for it,
 * as far as a port of this machine.
 *
 * @throws when no TLS comes about, or with a certificate that is not trusted.
 */
export async function withoutTls(relay: Relay): Promise<Opened> {
  const [, host = "", port = "5349"] = /^turns:([^:?]+)(?::(\d+))?/.exec(relay.url) ?? [];
  if (host === "") return { relay, close: () => {} };
  const reach = () => connect({ host, port: Number(port), servername: host });
  await handshake(reach());
  const server = createServer((inner) => {
    const outer = reach();
    // The client that is done goes without a word.
    pipeline(inner, outer, inner, () => {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const at = (server.address() as AddressInfo).port;
  return {
    relay: { ...relay, url: `turn:127.0.0.1:${at}?transport=tcp` },
    close: () => void server.close(),
  };
}

async function handshake(socket: ReturnType<typeof connect>): Promise<void> {
  try {
    await new Promise<void>((done, failed) => {
      socket.setTimeout(WITHIN, () => failed(new Error("no answer")));
      socket.once("error", failed);
      socket.once("secureConnect", done);
    });
  } catch (error) {
    throw new Error(`no TLS that is trusted: ${reasonOf(error)}`, { cause: error });
  } finally {
    socket.destroy();
  }
}

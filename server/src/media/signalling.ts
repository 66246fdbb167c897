import { EventEmitter } from "node:events";
import { STATUS_CODES } from "node:http";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Refusal } from "@hotseat/shared";
import type { FastifyInstance } from "fastify";
import { createProxyServer } from "http-proxy-3";
import { streamAddress } from "../links/access.ts";

/**
 * LiveKit's signalling paths, and none of its others: its API must not be reachable from outside.
 * Asked of the address as it came, since that is what LiveKit gets.
 */
const signalling = /^\/rtc(\/v1)?(\/validate)?\/?(\?|$)/;

const removed: Answer = {
  status: 403,
  refusal: { code: "removed", message: "This token is of somebody who was put out." },
};
const ambiguous: Answer = {
  status: 400,
  refusal: { code: "ambiguous-token", message: "Only one token can be asked with." },
};
const mediaDown: Answer = {
  status: 503,
  refusal: { code: "media-down", message: "The media server cannot be reached." },
};
const notFound: Answer = {
  status: 404,
  refusal: { code: "not-found", message: "There is nothing at this address." },
};

type Answer = { readonly status: number; readonly refusal: Refusal };

/**
 * Passes LiveKit's signalling through this origin, so a browser needs one host and one
 * certificate. The upgrade is passed on as it is, so that LiveKit's own refusals keep their status;
 * only whoever was put out of their session is stopped here, since LiveKit believes their old token.
 *
 * Returns what the WebSocket plugin is to take for the HTTP server: two listeners to one upgrade
 * would answer it twice. It hears of the streams of sessions; any other upgrade is refused.
 */
export function proxySignalling(
  app: FastifyInstance,
  livekitUrl: string,
  isPutOut: (token: string) => Promise<boolean>,
): EventEmitter {
  const proxy = createProxyServer({ target: livekitUrl, changeOrigin: true });
  const others = new EventEmitter();
  const open = new Set<Duplex>();

  proxy.on("error", (error, _request, response) => {
    app.log.warn(
      { event: "signalling-failed", err: error },
      "LiveKit's signalling cannot be reached",
    );
    if ("writeHead" in response && !response.headersSent) {
      response.writeHead(mediaDown.status, { "content-type": "application/json" });
      response.end(JSON.stringify(mediaDown.refusal));
    } else response.destroy();
  });

  /** Why LiveKit is not asked; null when it is, which still asks for a token of ours. */
  async function refusalOf(request: IncomingMessage): Promise<Answer | null> {
    const [token, ...others] = tokensOf(request);
    if (others.length > 0) return ambiguous;
    if (token === undefined) return null;
    try {
      return (await isPutOut(token)) ? removed : null;
    } catch (error) {
      // A store that does not answer puts nobody out.
      app.log.error(
        { event: "token-unchecked", err: error },
        "Who holds a token cannot be seen; LiveKit is left to judge it",
      );
      return null;
    }
  }

  app.server.on("upgrade", async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { url = "" } = request;
    if (streamAddress.test(url)) return void others.emit("upgrade", request, socket, head);
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
    // The plugin would upgrade it all the same, and then wait for the client to close it.
    if (!signalling.test(url)) return refuse(socket, notFound);
    const refusal = await refusalOf(request);
    if (refusal) return refuse(socket, refusal);
    if (!socket.destroyed) proxy.ws(request, socket, head);
  });

  for (const url of ["/rtc", "/rtc/validate", "/rtc/v1", "/rtc/v1/validate"]) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      if (!signalling.test(request.raw.url ?? "")) {
        return reply.code(notFound.status).send(notFound.refusal);
      }
      const refusal = await refusalOf(request.raw);
      if (refusal) return reply.code(refusal.status).send(refusal.refusal);
      reply.hijack();
      proxy.web(request.raw, reply.raw);
      return reply;
    });
  }

  app.addHook("preClose", async () => {
    for (const socket of open) socket.destroy();
    proxy.close();
  });
  return others;
}

/** Wherever LiveKit might find a token: its clients put one into the address or into the header. */
function tokensOf({ url = "", headers: { authorization } }: IncomingMessage): string[] {
  const query = new URLSearchParams(url.slice(url.indexOf("?") + 1));
  const header = authorization === undefined ? [] : [authorization.replace(/^Bearer\s+/i, "")];
  return [...header, ...query.getAll("access_token")];
}

/** Answers an upgrade that is not to be: the socket has no reply of its own. */
function refuse(socket: Duplex, { status, refusal }: Answer): void {
  const body = JSON.stringify(refusal);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}

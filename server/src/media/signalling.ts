import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import { createProxyServer } from "http-proxy-3";

/** LiveKit's signalling paths, and none of its others: its API must not be reachable from outside. */
const signalling = /^\/rtc(\/v1)?(\/validate)?\/?(\?|$)/;

/**
 * Passes LiveKit's signalling through this origin, so a browser needs one host and one
 * certificate. The upgrade is passed on as it is, so that LiveKit's own refusals keep their status.
 *
 * Returns what the WebSocket plugin is to take for the HTTP server: two listeners to one upgrade
 * would answer it twice.
 */
export function proxySignalling(app: FastifyInstance, livekitUrl: string): EventEmitter {
  const proxy = createProxyServer({ target: livekitUrl, changeOrigin: true });
  const others = new EventEmitter();
  const open = new Set<Duplex>();

  proxy.on("error", (error, _request, response) => {
    app.log.warn(
      { event: "signalling-failed", err: error },
      "LiveKit's signalling cannot be reached",
    );
    if ("writeHead" in response && !response.headersSent) {
      response.writeHead(503, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ code: "media-down", message: "The media server cannot be reached." }),
      );
    } else response.destroy();
  });

  app.server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!signalling.test(request.url ?? ""))
      return void others.emit("upgrade", request, socket, head);
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
    proxy.ws(request, socket, head);
  });

  for (const url of ["/rtc", "/rtc/validate", "/rtc/v1", "/rtc/v1/validate"]) {
    app.get(url, { schema: { hide: true } }, (request, reply) => {
      reply.hijack();
      proxy.web(request.raw, reply.raw);
    });
  }

  app.addHook("preClose", async () => {
    for (const socket of open) socket.destroy();
    proxy.close();
  });
  return others;
}

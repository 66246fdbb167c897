import type { FastifyInstance } from "fastify";
import { Refused } from "./refusal.ts";

/**
 * Refuses requests that a page of another origin makes a browser send: everything that may change
 * something, and the WebSocket, to which cookies would go along without a preflight. Programs
 * that are not browsers send no `Origin` and are not concerned.
 */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string): void {
  const secure = publicUrl.startsWith("https:");
  app.addHook("onRequest", async (request) => {
    const safe =
      request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
    const upgrade = request.headers.upgrade !== undefined;
    const { origin } = request.headers;
    if ((safe && !upgrade) || origin === undefined || origin === publicUrl) return;
    // By another name of this server; what comes by http anybody on the way may have written.
    const { host, protocol } = URL.parse(origin) ?? {};
    if (host === request.headers.host && (!secure || protocol === "https:")) return;
    throw new Refused(403, "foreign-origin", "This request came from a page of another site.");
  });
}

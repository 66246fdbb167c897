import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "./api.ts";

const dist = fileURLToPath(new URL("../../../web/dist", import.meta.url));

/** Serves the built client. Its routes are the client's own, so each of them gets the same page. */
export async function servePages(app: Api): Promise<void> {
  await app.register(fastifyStatic, {
    root: dist,
    // The build has made them: see web/vite.config.ts.
    preCompressed: true,
    setHeaders: (reply, path) => {
      // Built files carry a hash of their content in their name.
      const forever = path.includes("/assets/");
      void reply.headers({
        "cache-control": forever ? "public, max-age=31536000, immutable" : "no-cache",
        vary: "accept-encoding",
      });
    },
    cacheControl: false,
  });
  const own = [
    "/operator",
    "/operator/groups",
    "/operator/groups/new",
    "/operator/server",
    "/s/:session/:member",
    "/g/:group/:member",
    "/g/:group/:member/:page",
  ];
  for (const url of own) {
    app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile("index.html"));
  }
}

/** Whether a person followed an address that leads nowhere; they get the client's page that says so. */
export function isLostPerson(request: FastifyRequest): boolean {
  const wantsPage = request.headers.accept?.includes("text/html") ?? false;
  return request.method === "GET" && wantsPage && !request.url.startsWith("/api/");
}

export function showLost(reply: FastifyReply): FastifyReply {
  return reply.code(404).sendFile("index.html");
}

import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

const dist = fileURLToPath(new URL("../../../web/dist", import.meta.url));

/** Serves the built client. Its routes are the client's own, so each of them gets the same page. */
export async function servePages(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: dist,
    setHeaders: (reply, path) => {
      // Built files carry a hash of their content in their name.
      const forever = path.includes("/assets/");
      void reply.header(
        "cache-control",
        forever ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
    cacheControl: false,
    wildcard: false,
  });
  for (const url of ["/operator", "/s/:session/:member"]) {
    app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile("index.html"));
  }
}

import { hkdfSync, timingSafeEqual } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { FastifyRequest } from "fastify";
import type { Api } from "../http/api.ts";
import { seldom } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import type { Database } from "../store/database.ts";
import { readStore } from "./store-lines.ts";

export const backupPath = "/api/backup";

/** What opens the route: known to whoever can read the data folder, which is whoever has the store anyway. */
export function backupKey(cookieSecret: string): string {
  return Buffer.from(hkdfSync("sha256", cookieSecret, "", "hotseat backup v1", 32)).toString(
    "base64url",
  );
}

/**
 * Hands the store over to `hotseat backup` on the same machine: the embedded store can be opened by one
 * process only, and that is this one.
 */
export function backupRoutes(
  app: Api,
  { db, cookieSecret }: { db: Database; cookieSecret: string },
): void {
  const key = Buffer.from(`Bearer ${backupKey(cookieSecret)}`);
  app.get(backupPath, { config: seldom, schema: { hide: true } }, async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? "");
    const known = given.length === key.length && timingSafeEqual(given, key);
    // The same as for any path that there is not.
    if (!known || !isLocal(request))
      throw new Refused(404, "not-found", "There is nothing at this address.");
    return reply.type("application/gzip").send(await packedStore(db));
  });
}

/**
 * The lines of a store in gzip. They are gathered before anything is sent: until they are read the store
 * waits, and it must not wait for whoever reads slowly.
 */
export async function packedStore(db: Database): Promise<Buffer> {
  return readStore(db, async (pieces) => {
    const gzip = createGzip({ level: 1 });
    const [packed] = await Promise.all([buffer(gzip), pipeline(Readable.from(pieces), gzip)]);
    return packed;
  });
}

/** Whether a request was made on this machine and came through no proxy. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const passedOn = headers["x-forwarded-for"] ?? headers["forwarded"] ?? headers["via"];
  return passedOn === undefined && socket.remoteAddress === socket.localAddress;
}

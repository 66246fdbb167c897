import { WebhookReceiver } from "livekit-server-sdk";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { Refused } from "../http/refusal.ts";
import type { Rooms } from "./rooms.ts";
import type { KeyPair } from "./tokens.ts";

export const webhookPath = "/api/livekit/webhook";

/**
 * LiveKit reports here what happens in its rooms. A report that is not signed with our key is
 * refused; one that is makes us look for ourselves, so a late, repeated or reordered report does
 * no harm.
 */
export function webhookRoutes(app: Api, { rooms, keys }: { rooms: Rooms; keys: KeyPair }): void {
  const receiver = new WebhookReceiver(keys.key, keys.secret);
  // The signature covers the bytes, so the body must stay as it came.
  app.addContentTypeParser(
    "application/webhook+json",
    { parseAs: "string" },
    (_request, body, done) => done(null, body),
  );
  app.post(
    webhookPath,
    { schema: { hide: true, response: { 204: Type.Null() } } },
    async (request, reply) => {
      try {
        await receiver.receive(String(request.body), request.headers.authorization);
      } catch {
        throw new Refused(401, "bad-signature", "This report is not signed by our LiveKit server.");
      }
      void rooms.reconcile();
      return reply.code(204).send(null);
    },
  );
}

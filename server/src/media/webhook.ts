import { WebhookReceiver } from "livekit-server-sdk";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { Refused } from "../http/refusal.ts";
import type { Rooms } from "./rooms.ts";
import type { KeyPair } from "./tokens.ts";

export const webhookPath = "/api/livekit/webhook";

/** How many reports are remembered: more than LiveKit makes in the minutes for which a signature is good. */
const MOST_REMEMBERED = 10_000;

/**
 * LiveKit reports here what happens in its rooms. A report that is not signed with our key, whose
 * signature is too old (LiveKit's are good for five minutes) or that this server has taken before is
 * refused; any other makes us look for ourselves. Nothing that it says is believed, so one that is late,
 * out of order, or sent again to another server does no harm and costs one look.
 */
export function webhookRoutes(app: Api, { rooms, keys }: { rooms: Rooms; keys: KeyPair }): void {
  const receiver = new WebhookReceiver(keys.key, keys.secret);
  /** The ids of the reports that came, the oldest first. */
  const known = new Set<string>();

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
      const id = await reportIn(String(request.body), request.headers.authorization);
      if (known.has(id)) throw new Refused(409, "reported-before", "This report has come before.");
      known.add(id);
      for (const oldest of known) {
        if (known.size <= MOST_REMEMBERED) break;
        known.delete(oldest);
      }
      void rooms.reconcile();
      return reply.code(204).send(null);
    },
  );

  /** The id of a report that LiveKit has signed. @throws {Refused} 401 `bad-signature` */
  async function reportIn(body: string, signature: string | undefined): Promise<string> {
    try {
      return (await receiver.receive(body, signature)).id;
    } catch {
      throw new Refused(401, "bad-signature", "This report is not signed by our LiveKit server.");
    }
  }
}

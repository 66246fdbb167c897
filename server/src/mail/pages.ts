import type { FastifyReply, FastifyRequest } from "fastify";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import type { MailLinks } from "./links.ts";

/**
 * The pages behind links in mail. Both are the client's, which asks what the link is about;
 * a link that is good for nothing says so in its status too. Looking at them changes nothing: mail scanners do.
 */
export function mailPages(app: Api, links: MailLinks): void {
  const page =
    (look: (token: string) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) =>
      reply
        .code(await statusOf(look((request.params as { token: string }).token)))
        .sendFile("index.html");
  const options = { config: perClient, schema: { hide: true } };
  app.get(
    "/answer/:token",
    options,
    page(async (token) => links.question(token)),
  );
  app.get(
    "/unsubscribe/:token",
    options,
    page(async (token) => links.subscription(token)),
  );
}

async function statusOf(looked: Promise<unknown>): Promise<number> {
  try {
    await looked;
    return 200;
  } catch (error) {
    if (error instanceof Refused) return error.status;
    throw error;
  }
}

import { createHash, randomBytes } from "node:crypto";
import { FeedReply } from "@hotseat/shared/group";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { perClient, perMember } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import { groupPath } from "../links/access.ts";
import { isIn } from "../mail/due.ts";
import { readerOf } from "../mail/letter.ts";
import type { Writing } from "../mail/letter.ts";
import { momentOf } from "../mail/moment.ts";
import type { ContactStore } from "../store/contact-store.ts";
import type { GroupStore } from "../store/group-store.ts";
import { feedOf } from "./ics.ts";

type Parts = {
  /** Refuses whoever does not have the link of the member in the path. */
  readonly requireMember: (request: FastifyRequest) => Promise<unknown>;
  readonly groupEvents: GroupStore;
  readonly contacts: ContactStore;
  readonly writing: Writing;
};

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });
const Params = Type.Object({ group: Id, member: Id });
const path = groupPath(":group", ":member");

/**
 * A member's calendar feed: an address that a calendar program asks from time to time, without a
 * cookie. Its token opens this feed and nothing else, and is good until it is replaced or the member parts.
 */
export function calendarRoutes(
  app: Api,
  { requireMember, groupEvents, contacts, writing }: Parts,
): void {
  app.post(
    `${path}/calendar-feed`,
    {
      config: perMember,
      schema: {
        summary: "A calendar feed with a new address; the old one is worth nothing",
        params: Params,
        response: { 201: FeedReply },
      },
    },
    async (request, reply) => {
      await requireMember(request);
      const { group, member } = request.params;
      const token = randomBytes(32).toString("base64url");
      await contacts.setFeed(group, member, hashOf(token));
      const address = `${writing.publicUrl}/calendar/${token}.ics`;
      return reply.code(201).send({ address });
    },
  );

  app.delete(
    `${path}/calendar-feed`,
    {
      config: perMember,
      schema: {
        summary: "No calendar feed any more",
        params: Params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await requireMember(request);
      const { group, member } = request.params;
      await contacts.setFeed(group, member, null);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/calendar/:file",
    {
      config: perClient,
      schema: {
        summary: "A member's calendar, for calendar programs",
        params: Type.Object({ file: Type.String({ pattern: "^[A-Za-z0-9_-]{43}\\.ics$" }) }),
      },
    },
    async (request, reply) => {
      const token = request.params.file.slice(0, -".ics".length);
      const contact = await contacts.withFeed(hashOf(token));
      const moment =
        contact && momentOf(contact.group, await groupEvents.eventsAfter(contact.group, 0));
      if (!contact || !moment || !isIn(moment.group, contact.member)) {
        throw new Refused(404, "no-such-feed", "This calendar does not exist any more.");
      }
      const feed = feedOf(moment.dates, readerOf(moment, contact, writing));
      const etag = `"${createHash("sha256").update(feed).digest("base64url").slice(0, 22)}"`;
      void reply.headers({ etag, "cache-control": "private, no-cache" });
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply
        .type("text/calendar; charset=utf-8; method=PUBLISH")
        .header("content-disposition", 'inline; filename="hotseat.ics"')
        .send(feed);
    },
  );
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

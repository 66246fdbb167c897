import {
  AnswerRequest,
  ContactReply,
  ContactRequest,
  MessagesReply,
  QuestionReply,
  SubscriptionReply,
  SubscriptionRequest,
  answersTo,
  groupRefusals,
} from "@hotseat/shared/group";
import type { MailKind, MailLanguage } from "@hotseat/shared/group";
import type { MemberId } from "@hotseat/shared";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Clock } from "../clock/clock.ts";
import type { Groups } from "../groups/groups.ts";
import type { Api } from "../http/api.ts";
import { perClient, perMember } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import { groupPath, operatorPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import type { ContactStore } from "../store/contact-store.ts";
import type { OutboxStore } from "../store/outbox-store.ts";
import { reminders } from "./due.ts";
import { letterFor } from "./letter.ts";
import type { Writing } from "./letter.ts";
import type { MailLinks } from "./links.ts";
import type { Mailer } from "./mailer.ts";
import { callToCome } from "./moment.ts";
import type { Moment } from "./moment.ts";

export type MailParts = {
  readonly access: Access;
  /** Refuses whoever does not have the link of the member in the path. */
  readonly requireMember: (request: FastifyRequest) => Promise<unknown>;
  readonly groups: Groups;
  readonly contacts: ContactStore;
  readonly outbox: OutboxStore;
  readonly links: MailLinks;
  readonly mailer: Mailer;
  readonly writing: Writing;
  /** Whether this server sends mail at all. */
  readonly sends: boolean;
  readonly clock: Clock;
};

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });
const Params = Type.Object({ group: Id, member: Id });
const Token = Type.Object({ token: Type.String({ pattern: "^[A-Za-z0-9._-]{20,160}$" }) });
const path = groupPath(":group", ":member");

/** How many messages that were not sent the operator is shown. */
const MOST_UNSENT = 100;

/** How members are reached, what they would be sent, and what the links in mail do. */
export function mailRoutes(app: Api, parts: MailParts): void {
  const { access, requireMember, groups, contacts, outbox, links, mailer, writing } = parts;
  const { clock, sends } = parts;

  app.get(
    `${path}/contact`,
    {
      schema: {
        summary: "How this member is reached; told to nobody else",
        params: Params,
        response: { 200: ContactReply },
      },
    },
    async (request) => {
      await requireMember(request);
      const { group, member } = request.params;
      const { email, language, off, feedHash } = await links.contactOf(group, member);
      const known = await outbox.ofMember(group, member);
      return {
        email,
        language,
        off: [...off],
        feed: feedHash !== null,
        mail: sends,
        trouble: known.flatMap(({ kind, state, problem }) =>
          problem !== null && (state === "waiting" || state === "unsure" || state === "failed")
            ? [{ kind, state, problem }]
            : [],
        ),
      };
    },
  );

  app.put(
    `${path}/contact`,
    {
      config: perMember,
      schema: {
        summary: "Say where and how to be reached",
        params: Params,
        body: ContactRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await requireMember(request);
      const { group, member } = request.params;
      await contacts.set(group, member, request.body);
      mailer.forget(group);
      return reply.code(204).send(null);
    },
  );

  app.get(
    `${path}/messages`,
    {
      schema: {
        summary: "What this member is sent about the next call and the last, for copying",
        params: Params,
        response: { 200: MessagesReply },
      },
    },
    async (request) => {
      await requireMember(request);
      const { group, member } = request.params;
      const moment = await links.momentOf(group);
      const contact = await links.contactOf(group, member);
      const now = clock.now();
      return {
        messages: messagesOf(moment, now).map(({ kind, due }) => {
          // For copying there is no knowing what a calendar has: it gets all of it.
          const { subject, text, files } = letterFor(
            kind,
            moment,
            { ...contact, sentVersion: null },
            writing,
            now,
          );
          return { kind, due, subject, text, files: [...files] };
        }),
      };
    },
  );

  app.get(
    `${operatorPath}/mail`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: { summary: "Mail that has not been sent, and why" },
    },
    async () => ({
      mail: sends,
      unsent: (await outbox.unsent(MOST_UNSENT)).map(
        ({ group, member, kind, state, attempts, tryAt, problem }) => {
          return { group, member, kind, state, attempts, tryAt, problem };
        },
      ),
    }),
  );

  app.get(
    "/api/answers/:token",
    {
      config: perClient,
      schema: {
        summary: "The question behind a link in a mail; asking changes nothing",
        params: Token,
        response: { 200: QuestionReply },
      },
    },
    async (request) => {
      const { scope, moment, contact } = await links.question(request.params.token);
      const { group } = moment;
      const member = group.members.find(({ id }) => id === scope.member);
      const anchor = group.schedule.spans[scope.call.span]?.series.zone ?? "UTC";
      return {
        group: group.name,
        name: member?.name ?? "",
        language: contact.language,
        at: scope.at,
        zone: member?.zone ?? anchor,
        groupZone: anchor,
        answer: answersTo(group, scope.call).get(scope.member) ?? null,
      };
    },
  );

  app.post(
    "/api/answers/:token",
    {
      config: perClient,
      schema: {
        summary: "Answer it: this one member, this one call",
        params: Token,
        body: AnswerRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { scope } = await links.question(request.params.token);
      const { group, member, call } = scope;
      const outcome = await groups.command(
        group,
        { type: "answer", call, answer: request.body.answer },
        member,
      );
      if (!outcome.ok) throw new Refused(409, outcome.refusal, groupRefusals[outcome.refusal]);
      return reply.code(204).send(null);
    },
  );

  app.get(
    "/api/subscriptions/:token",
    {
      config: perClient,
      schema: {
        summary: "What the link at the end of a mail stops; asking changes nothing",
        params: Token,
        response: { 200: SubscriptionReply },
      },
    },
    async (request) => {
      const { kind, moment, contact } = await links.subscription(request.params.token);
      const on = contact.email !== null && !contact.off.includes(kind);
      return { group: moment.group.name, kind, language: contact.language, on };
    },
  );

  app.post(
    "/api/subscriptions/:token",
    {
      config: perClient,
      schema: {
        summary: "Stop one kind of mail, or want it again",
        params: Token,
        body: SubscriptionRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await subscribe(request.params.token, request.body.on);
      return reply.code(204).send(null);
    },
  );

  void app.register(async (oneClick) => {
    // What mail programs send (RFC 8058); its only field says what the address says already.
    oneClick.addContentTypeParser(
      ["application/x-www-form-urlencoded", "multipart/form-data"],
      { parseAs: "buffer" },
      (_request, _body, done) => done(null, undefined),
    );
    oneClick.post(
      "/unsubscribe/:token",
      {
        config: perClient,
        schema: {
          summary: "One-click unsubscribing by a mail program (RFC 8058)",
          params: Token,
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const { token } = request.params as { token: string };
        await subscribe(token, false);
        return reply.code(204).send(null);
      },
    );
  });

  async function subscribe(token: string, on: boolean): Promise<void> {
    const { kind, contact } = await links.subscription(token);
    const { group, member, email, language } = contact;
    const others = contact.off.filter((each) => each !== kind);
    await contacts.set(group, member, { email, language, off: on ? others : [...others, kind] });
    mailer.forget(group);
  }
}

/** Keeps what was said about members when they came. */
export async function keepContacts(
  contacts: ContactStore,
  group: string,
  members: readonly {
    readonly id: MemberId;
    readonly email?: string | undefined;
    readonly language?: MailLanguage | undefined;
  }[],
): Promise<void> {
  for (const { id, email, language } of members) {
    if (email === undefined && language === undefined) continue;
    await contacts.set(group, id, { email: email ?? null, language: language ?? "en", off: [] });
  }
}

function messagesOf(moment: Moment, now: number): { kind: MailKind; due: number }[] {
  const next = callToCome(moment, now);
  const { closed, dates } = moment;
  return [
    ...(closed ? [{ kind: "recap" as const, due: closed.at }] : []),
    { kind: "dates", due: dates.changedAt },
    ...(next ? reminders.map(({ kind, from }) => ({ kind, due: next.at - from })) : []),
  ];
}

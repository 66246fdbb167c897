import { randomBytes } from "node:crypto";
import {
  ClaimRequest,
  CreateSessionReply,
  CreateSessionRequest,
  SessionList,
  fourSeats,
  recapOf,
  reject,
  replay,
} from "@hotseat/shared";
import type { Ledger, LogEntry, Member } from "@hotseat/shared";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused, sessionRefused } from "../http/refusal.ts";
import type { Access } from "../links/access.ts";
import { operatorPath } from "../links/access.ts";
import { hashOf } from "../links/proof.ts";
import { firstSeal } from "../seal/first-seal.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { SessionStore } from "../store/session-store.ts";

/** What the holder of the operator's link can do: create sessions and see what became of them. */
export function operatorRoutes(
  app: Api,
  { access, store, sessions }: { access: Access; store: SessionStore; sessions: Sessions },
): void {
  app.post(
    `${operatorPath}/claim`,
    {
      config: perClient,
      schema: {
        summary: "Exchange the operator link's proof for a cookie",
        body: ClaimRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      access.claimOperator(reply, request.body.proof);
      return reply.code(204).send(null);
    },
  );

  app.get(
    operatorPath,
    {
      schema: {
        summary: "Ask whether this browser is the operator's",
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      access.requireOperator(request);
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${operatorPath}/sessions`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: {
        summary: "Create a session",
        description: "The browser made the links' secrets; the server gets their proofs only.",
        body: CreateSessionRequest,
        response: { 201: CreateSessionReply },
      },
    },
    async (request, reply) => {
      const { hour, facilitator, deputy, scheduledFor, practice, follows } = request.body;
      const given = request.body.members.map(({ name, proof }) => ({
        id: randomId(),
        name: name.trim(),
        proof,
      }));
      if (new Set(given.map(({ proof }) => proof)).size !== given.length) {
        throw new Refused(422, "duplicate-proof", "Two members cannot have the same link.");
      }
      const members: Member[] = given.map(({ id, name }) => ({ id, name }));
      const seal = request.body.seal === undefined ? null : firstSeal(members, request.body.seal);
      const memberAt = (index: number) => members[index]?.id ?? "";
      const session = randomId();
      const outcome = await sessions.create(
        session,
        randomBytes(24).toString("base64url"),
        {
          type: "create",
          agenda: request.body.agenda ?? fourSeats,
          hour,
          members,
          facilitator: memberAt(facilitator),
          ...(deputy === undefined ? {} : { deputy: memberAt(deputy) }),
          scheduledFor: scheduledFor ?? null,
          practice: practice ?? false,
          sealed: seal !== null,
          broughtForward: follows === undefined ? [] : await broughtForward(follows, members),
        },
        new Map(given.map(({ id, proof }) => [id, hashOf(proof)])),
        seal,
      );
      if (!outcome.ok) throw sessionRefused(outcome.rejection);
      return reply.code(201).send({ session, members });
    },
  );

  app.get(
    `${operatorPath}/sessions`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: { summary: "The newest sessions", response: { 200: SessionList } },
    },
    async () => {
      const logs = await Promise.all(
        (await store.newest(NEWEST)).map(async ({ id }) => ({ id, log: await store.log(id) })),
      );
      return { sessions: logs.flatMap(({ id, log }) => summaryOf(id, log)) };
    },
  );

  /** The ledger of the session before, in the names of this one's members (rule 8.7). */
  async function broughtForward(follows: string, members: readonly Member[]): Promise<Ledger> {
    const before = recapOf(follows, await store.log(follows));
    if (!before) throw sessionRefused(reject("no-such-session"));
    const names = new Map(before.members.map(({ id, name }) => [id, name]));
    return before.carried.flatMap((line) => {
      const name = names.get(line.member);
      const same = members.find((member) => member.name === name);
      return same ? [{ ...line, member: same.id }] : [];
    });
  }
}

/** How many sessions the operator is shown. */
const NEWEST = 20;

function summaryOf(session: string, log: readonly LogEntry[]): SessionList["sessions"] {
  const recap = recapOf(session, log);
  const now = replay(log.map(({ event }) => event));
  if (!recap || now.status === "none") return [];
  const { agenda, hour, members, next } = recap;
  return [
    {
      session,
      status: now.status,
      agenda,
      hour,
      scheduledFor: now.scheduledFor,
      members: members.map(({ id, name }) => ({ id, name })),
      next: { order: [...next.order], facilitator: next.facilitator },
    },
  ];
}

/** Ids are in addresses, so they are short; what must not be guessed is the link's secret. */
function randomId(): string {
  return randomBytes(9).toString("base64url");
}

import { randomBytes } from "node:crypto";
import { ClaimRequest, CreateSessionReply, CreateSessionRequest, fourSeats } from "@hotseat/shared";
import type { Member } from "@hotseat/shared";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused, refusedBy } from "../http/refusal.ts";
import type { Access } from "../links/access.ts";
import { operatorPath } from "../links/access.ts";
import { hashOf } from "../links/proof.ts";
import type { Sessions } from "../sessions/sessions.ts";

/** What the holder of the operator's link can do: create sessions. */
export function operatorRoutes(
  app: Api,
  { access, sessions }: { access: Access; sessions: Sessions },
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
      const { hour, facilitator } = request.body;
      const given = request.body.members.map(({ name, proof }) => ({
        id: randomId(),
        name: name.trim(),
        proof,
      }));
      if (new Set(given.map(({ proof }) => proof)).size !== given.length) {
        throw new Refused(422, "duplicate-proof", "Two members cannot have the same link.");
      }
      const members: Member[] = given.map(({ id, name }) => ({ id, name }));
      const session = randomId();
      const outcome = await sessions.create(
        session,
        randomBytes(24).toString("base64url"),
        {
          type: "create",
          agenda: fourSeats,
          hour,
          members,
          facilitator: members[facilitator]?.id ?? "",
        },
        new Map(given.map(({ id, proof }) => [id, hashOf(proof)])),
      );
      if (!outcome.ok) throw refusedBy(outcome.rejection);
      return reply.code(201).send({ session, members });
    },
  );
}

/** Ids are in addresses, so they are short; what must not be guessed is the link's secret. */
function randomId(): string {
  return randomBytes(9).toString("base64url");
}

import type { MemberId } from "@hotseat/shared";
import { EraseRequest, PrivacyReply } from "@hotseat/shared/group";
import type { FormerReply } from "@hotseat/shared/group";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Id, Params, path } from "../groups/members.ts";
import type { GroupMembers } from "../groups/members.ts";
import { groupRefused } from "../groups/refusals.ts";
import type { Api } from "../http/api.ts";
import { perClient, seldom } from "../http/rate.ts";
import { groupPath, memberPath, operatorPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Eraser } from "./eraser.ts";
import type { Exporter } from "./exporter.ts";

type Parts = {
  access: Access;
  members: GroupMembers;
  sessions: Sessions;
  eraser: Eraser;
  exporter: Exporter;
  privacy: PrivacyReply;
};

const seat = memberPath(":session", ":member");
const SeatParams = Type.Object({ session: Id, member: Id });
const nothing = { 204: Type.Null() };

/** What is kept and for how long, one's own data, and its end. */
export function privacyRoutes(
  app: Api,
  { access, members, sessions, eraser, exporter, privacy }: Parts,
): void {
  app.get(
    "/api/privacy",
    {
      schema: {
        summary: "How long this server keeps what",
        response: { 200: PrivacyReply },
      },
    },
    async () => privacy,
  );

  app.get(
    `${path}/export`,
    {
      config: seldom,
      schema: {
        summary: "Everything that is kept of this member of a group, in the form it is kept in",
        description: "What is sealed is opened in the member's browser. Docs: docs/privacy.md.",
        params: Params,
      },
    },
    async (request) => {
      const group = await members.require(request);
      return exporter.ofGroup(request.params.group, group, request.params.member);
    },
  );

  app.post(
    `${path}/erase`,
    {
      config: perClient,
      schema: {
        summary: "Leave a group and erase everything of one's own in it, for good",
        params: Params,
        body: EraseRequest,
        response: nothing,
      },
    },
    async (request, reply) => {
      const group = await members.require(request);
      const { group: id, member } = request.params;
      await eraser.member(group, id, member, request.body.name);
      access.forget(reply, groupPath(id, member));
      return reply.code(204).send(null);
    },
  );

  app.get(
    `${path}/former`,
    { schema: { summary: "Those who have left the group and are not erased", params: Params } },
    async (request): Promise<FormerReply> => {
      await members.require(request);
      const { group, member } = request.params;
      return { former: await eraser.formerOf(group, member) };
    },
  );

  app.post(
    `${path}/former/:whose/erase`,
    {
      config: perClient,
      schema: {
        summary: "Erase somebody who has left the group; by the facilitator",
        params: Type.Object({ group: Id, member: Id, whose: Id }),
        body: EraseRequest,
        response: nothing,
      },
    },
    async (request, reply) => {
      await members.require(request);
      const { group, member, whose } = request.params;
      await eraser.former(group, member, whose, request.body.name);
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${path}/erase-group`,
    {
      config: perClient,
      schema: {
        summary: "Erase the group with everything in it, for good; by the facilitator",
        params: Params,
        body: EraseRequest,
        response: nothing,
      },
    },
    async (request, reply) => {
      const group = await members.require(request);
      const { group: id, member } = request.params;
      if (member !== group.facilitator) throw groupRefused("not-facilitator");
      await eraser.group(id, request.body.name);
      access.forget(reply, groupPath(id, member));
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${operatorPath}/groups/:group/erase`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: {
        summary: "Erase a group with everything in it, for good",
        params: Type.Pick(Params, ["group"]),
        body: EraseRequest,
        response: nothing,
      },
    },
    async (request, reply) => {
      await eraser.group(request.params.group, request.body.name);
      return reply.code(204).send(null);
    },
  );

  app.get(
    `${seat}/export`,
    {
      config: seldom,
      schema: {
        summary: "Everything that is kept of this member of a session",
        description: "Once it is over also for somebody who was put out of it.",
        params: SeatParams,
      },
    },
    async (request) => {
      const { session, member } = request.params;
      await requireOwn(request, session, member);
      return exporter.ofSession(session, member);
    },
  );

  app.post(
    `${seat}/erase`,
    {
      config: perClient,
      schema: {
        summary: "Erase oneself from a session of no group that is over, for good",
        description: "Also for somebody who was put out of it.",
        params: SeatParams,
        body: EraseRequest,
        response: nothing,
      },
    },
    async (request, reply) => {
      const { session, member } = request.params;
      await requireOwn(request, session, member);
      await eraser.fromSession(session, member, request.body.name);
      access.forget(reply, memberPath(session, member));
      return reply.code(204).send(null);
    },
  );

  /** What is kept of somebody is theirs also when they were put out of the hour, once it is over. */
  async function requireOwn(
    request: FastifyRequest,
    session: string,
    member: MemberId,
  ): Promise<void> {
    const over = (await sessions.read(session))?.status === "ended";
    await (over ? access.requireLink : access.requireMember)(request, session, member);
  }
}

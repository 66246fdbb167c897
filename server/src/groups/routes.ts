import { randomBytes } from "node:crypto";
import { ClaimRequest, CommandReply, fourSeats } from "@hotseat/shared";
import {
  AddMemberRequest,
  FoundGroupReply,
  FoundGroupRequest,
  GroupCommandRequest,
  GroupLinkRequest,
  groupRefusals,
  ratedSlots,
  viewOfGroup,
} from "@hotseat/shared/group";
import type { Founded, GroupRefusal } from "@hotseat/shared/group";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Clock } from "../clock/clock.ts";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import { groupPath, operatorPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import { hashOf } from "../links/proof.ts";
import { keepContacts } from "../mail/routes.ts";
import type { ContactStore } from "../store/contact-store.ts";
import type { GroupStore } from "../store/group-store.ts";
import type { GroupOutcome, Groups } from "./groups.ts";

type Parts = {
  access: Access;
  groups: Groups;
  store: GroupStore;
  contacts: ContactStore;
  clock: Clock;
};

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });
const Params = Type.Object({ group: Id, member: Id });
const path = groupPath(":group", ":member");

/** How many weekly slots are offered: what fits on a screen. */
const BEST_SLOTS = 12;

/** What the operator and the members can do with groups between the calls. */
export function groupRoutes(app: Api, { access, groups, store, contacts, clock }: Parts): void {
  app.post(
    `${operatorPath}/groups`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: {
        summary: "Found a group",
        description: "The browser made the links' secrets; the server gets their proofs only.",
        body: FoundGroupRequest,
        response: { 201: FoundGroupReply },
      },
    },
    async (request, reply) => {
      const { name, purpose, facilitator, deputy, agenda, series } = request.body;
      const given = request.body.members.map((member) => ({ ...member, id: randomId() }));
      if (new Set(given.map(({ proof }) => proof)).size !== given.length) {
        throw new Refused(422, "duplicate-proof", "Two members cannot have the same link.");
      }
      const members = given.map(({ id, name, zone }) => ({ id, name: name.trim(), zone }));
      const idAt = (index: number) => members[index]?.id ?? "";
      const group = randomId();
      const outcome = await groups.found(
        group,
        {
          type: "found",
          name,
          purpose,
          members,
          facilitator: idAt(facilitator),
          deputy: idAt(deputy),
          agenda: agenda ?? fourSeats,
          series,
        },
        new Map(given.map(({ id, proof }) => [id, hashOf(proof)])),
      );
      granted(outcome);
      await keepContacts(contacts, group, given);
      return reply
        .code(201)
        .send({ group, members: members.map(({ id, name }) => ({ id, name })) });
    },
  );

  app.get(
    `${operatorPath}/groups`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: { summary: "All groups" },
    },
    async () => ({
      groups: await Promise.all(
        (await store.all()).map(async ({ id, status, nextCall }) => {
          const group = await groups.read(id);
          const { name, members } = group.status === "none" ? { name: "", members: [] } : group;
          return {
            group: id,
            status,
            nextCall,
            name,
            members: members.map(({ id, name }) => ({ id, name })),
          };
        }),
      ),
    }),
  );

  app.post(
    `${operatorPath}/groups/:group/links/:member`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: {
        summary: "Give a member a new link",
        params: Params,
        body: GroupLinkRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group, member } = request.params;
      await renewLink(group, member, request.body.proof);
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${path}/claim`,
    {
      config: perClient,
      schema: {
        summary: "Exchange a personal link to a group for a cookie",
        params: Params,
        body: ClaimRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group, member } = request.params;
      const path = groupPath(group, member);
      const hash = await store.proofHash(group, member);
      access.claim(reply, { path, holder: holderOf(group, member), hash }, request.body.proof);
      return reply.code(204).send(null);
    },
  );

  app.get(
    path,
    { schema: { summary: "The group as this member may see it", params: Params } },
    async (request) => {
      const { group: id, member } = request.params;
      await requireMember(request, id, member);
      const now = clock.now();
      const view = viewOfGroup(await groups.read(id), member, now);
      if (!view) throw refusedBy("not-in-group");
      return { now, view };
    },
  );

  app.post(
    `${path}/commands`,
    {
      schema: {
        summary: "Change something about the group",
        params: Params,
        body: GroupCommandRequest,
        response: { 200: CommandReply },
      },
    },
    async (request) => {
      const { group: id, member } = request.params;
      await requireMember(request, id, member);
      return { version: granted(await groups.command(id, request.body, member)).version };
    },
  );

  app.post(
    `${path}/members`,
    {
      schema: {
        summary: "Add a member, with a link that was made in this browser",
        params: Params,
        body: AddMemberRequest,
        response: { 201: Type.Object({ id: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { group, member } = request.params;
      await requireMember(request, group, member);
      const { name, zone, proof, ...reached } = request.body;
      const id = randomId();
      granted(
        await groups.command(
          group,
          { type: "add-member", member: { id, name: name.trim(), zone } },
          member,
        ),
      );
      await store.setLink(group, id, hashOf(proof));
      await keepContacts(contacts, group, [{ id, ...reached }]);
      return reply.code(201).send({ id });
    },
  );

  app.post(
    `${path}/links/:whose`,
    {
      schema: {
        summary: "Give a member a new link: the facilitator anybody, the deputy the facilitator",
        params: Type.Object({ group: Id, member: Id, whose: Id }),
        body: GroupLinkRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group: id, member, whose } = request.params;
      await requireMember(request, id, member);
      const group = await groups.read(id);
      if (group.status === "none") throw refusedBy("no-such-group");
      const { facilitator, deputy } = group;
      const may = member === facilitator || (member === deputy && whose === facilitator);
      if (!may) throw refusedBy("not-facilitator");
      await renewLink(id, whose, request.body.proof);
      return reply.code(204).send(null);
    },
  );

  app.get(
    `${path}/slots`,
    {
      schema: {
        summary: "The best weekly times for everybody who has said when they can",
        params: Params,
      },
    },
    async (request) => {
      const { group: id, member } = request.params;
      await requireMember(request, id, member);
      const group = await groups.read(id);
      if (group.status === "none" || group.weeks.size === 0) return { slots: [] };
      const zone = group.schedule.spans.at(-1)?.series.zone ?? "UTC";
      return { slots: ratedSlots(zone, group.weeks, clock.now()).slice(0, BEST_SLOTS) };
    },
  );

  async function renewLink(id: string, member: string, proof: string): Promise<void> {
    const group = await groups.read(id);
    if (group.status === "none") throw refusedBy("no-such-group");
    if (!group.members.some((each) => each.id === member)) throw refusedBy("not-in-group");
    await store.setLink(id, member, hashOf(proof));
  }

  async function requireMember(
    request: FastifyRequest,
    group: string,
    member: string,
  ): Promise<void> {
    await requireGroupMember(access, store, request, group, member);
  }
}

/** Refuses whoever does not have the link of this member. @throws {Refused} 401 `not-your-group` */
export async function requireGroupMember(
  access: Access,
  store: GroupStore,
  request: FastifyRequest,
  group: string,
  member: string,
): Promise<void> {
  const hash = await store.proofHash(group, member);
  if (access.holds(request, { holder: holderOf(group, member), hash })) return;
  throw new Refused(401, "not-your-group", "Open your personal link to this group first.");
}

/** What a cookie for a group says; no session's id contains a space. */
function holderOf(group: string, member: string): string {
  return `group ${group} ${member}`;
}

function granted(outcome: GroupOutcome): Founded {
  if (!outcome.ok) throw refusedBy(outcome.refusal);
  return outcome.group;
}

const forbidden: ReadonlySet<GroupRefusal> = new Set([
  "not-in-group",
  "not-facilitator",
  "only-the-server",
]);
const missing: ReadonlySet<GroupRefusal> = new Set(["no-such-group", "no-such-call"]);
const conflicts: ReadonlySet<GroupRefusal> = new Set([
  "group-exists",
  "group-archived",
  "call-over",
  "call-open",
  "no-call-open",
  "another-call-then",
]);

function refusedBy(code: GroupRefusal): Refused {
  const status = forbidden.has(code)
    ? 403
    : missing.has(code)
      ? 404
      : conflicts.has(code)
        ? 409
        : 422;
  return new Refused(status, code, groupRefusals[code]);
}

function randomId(): string {
  return randomBytes(9).toString("base64url");
}

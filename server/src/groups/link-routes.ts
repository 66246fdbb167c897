import {
  AddMemberRequest,
  GroupLinkRequest,
  GroupSealReply,
  NewGroupKeyRequest,
} from "@hotseat/shared/group";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { keepContacts } from "../mail/routes.ts";
import type { ContactStore } from "../store/contact-store.ts";
import type { Groups } from "./groups.ts";
import type { GroupLinks } from "./links.ts";
import { Id, Params, path, randomId } from "./members.ts";
import type { GroupMembers } from "./members.ts";
import { granted } from "./refusals.ts";

type Parts = {
  members: GroupMembers;
  groups: Groups;
  links: GroupLinks;
  contacts: ContactStore;
};

/** New members, new links, and the key of a sealed group. */
export function groupLinkRoutes(app: Api, { members, groups, links, contacts }: Parts): void {
  app.post(
    `${path}/members`,
    {
      config: perClient,
      schema: {
        summary: "Add a member, with a link that was made in this browser",
        params: Params,
        body: AddMemberRequest,
        response: { 201: Type.Object({ id: Type.String() }) },
      },
    },
    async (request, reply) => {
      const group = await members.require(request);
      const { name, zone, seal, email, language } = request.body;
      const id = randomId();
      granted(
        await groups.command(
          request.params.group,
          { type: "add-member", member: { id, name: name.trim(), zone } },
          request.params.member,
          links.adding(request.params.group, group, id, request.body),
        ),
      );
      await keepContacts(contacts, request.params.group, [{ id, email, language }]);
      await links.added(group, seal?.epoch ?? null);
      return reply.code(201).send({ id });
    },
  );

  app.post(
    `${path}/links/:whose`,
    {
      config: perClient,
      schema: {
        summary: "Give a member a new link: the facilitator anybody, the deputy the facilitator",
        params: Type.Object({ group: Id, member: Id, whose: Id }),
        body: GroupLinkRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group, member, whose } = request.params;
      await members.require(request);
      await links.renew(group, member, whose, request.body);
      return reply.code(204).send(null);
    },
  );

  app.get(
    `${path}/seal`,
    {
      schema: {
        summary: "The keys of a sealed group, wrapped to this member's link",
        params: Params,
        response: { 200: GroupSealReply },
      },
    },
    async (request) => {
      const group = await members.require(request);
      return links.read(request.params.group, group, request.params.member);
    },
  );

  app.post(
    `${path}/seal`,
    {
      config: perClient,
      schema: {
        summary: "Replace the key of a sealed group, as when a member has parted or waits for it",
        description: "For facilitator and deputy; for anybody who has it when neither has.",
        params: Params,
        body: NewGroupKeyRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await members.require(request);
      await links.replace(request.params.group, request.params.member, request.body);
      return reply.code(204).send(null);
    },
  );
}

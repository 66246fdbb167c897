import { fourSeats } from "@hotseat/shared";
import {
  FoundGroupReply,
  FoundGroupRequest,
  OperatorLinkRequest,
  VoucherHoldersReply,
} from "@hotseat/shared/group";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { Refused } from "../http/refusal.ts";
import { operatorPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import { hashOf } from "../links/proof.ts";
import { keepContacts } from "../mail/routes.ts";
import { firstSeal } from "../seal/first-seal.ts";
import type { ContactStore } from "../store/contact-store.ts";
import type { GroupStore } from "../store/group-store.ts";
import type { GroupLinks } from "./links.ts";
import type { Groups } from "./groups.ts";
import { Params, randomId } from "./members.ts";
import { granted } from "./refusals.ts";

type Parts = {
  access: Access;
  groups: Groups;
  store: GroupStore;
  links: GroupLinks;
  contacts: ContactStore;
};

const path = `${operatorPath}/groups`;

/** What the operator can do with groups: found them, list them, and help out with a link. */
export function foundingRoutes(app: Api, { access, groups, store, links, contacts }: Parts): void {
  app.post(
    path,
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
      const { name, purpose, facilitator, deputy, agenda, series, hour, seal } = request.body;
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
          ...(hour === undefined ? {} : { hour }),
          sealed: seal !== undefined,
        },
        new Map(given.map(({ id, proof }) => [id, hashOf(proof)])),
        seal === undefined ? null : firstSeal(members, seal),
      );
      granted(outcome);
      await keepContacts(contacts, group, given);
      return reply
        .code(201)
        .send({ group, members: members.map(({ id, name }) => ({ id, name })) });
    },
  );

  app.get(
    path,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: { summary: "All groups" },
    },
    async () => ({
      groups: await Promise.all(
        (await store.all()).map(async ({ id, status, nextCall }) => {
          const group = await groups.read(id);
          const known = group.status !== "none";
          return {
            group: id,
            status,
            nextCall,
            name: known ? group.name : "",
            sealed: known && group.sealed,
            members: known ? group.members.map(({ id, name }) => ({ id, name })) : [],
          };
        }),
      ),
    }),
  );

  app.get(
    `${path}/:group/vouchers`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: {
        summary: "To whom the voucher of a new link can be left in a sealed group",
        params: Type.Pick(Params, ["group"]),
        response: { 200: VoucherHoldersReply },
      },
    },
    async (request) => ({ holders: await links.keepers(request.params.group) }),
  );

  app.post(
    `${path}/:group/links/:member`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: {
        summary: "Give a member a new link",
        description: "In a sealed group they wait for the key until facilitator or deputy come.",
        params: Params,
        body: OperatorLinkRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group, member } = request.params;
      await links.renewByOperator(group, member, request.body);
      return reply.code(204).send(null);
    },
  );
}

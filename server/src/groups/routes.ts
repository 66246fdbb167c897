import { ClaimRequest, CommandReply } from "@hotseat/shared";
import {
  CallQuery,
  GroupCommandRequest,
  alternativesFor,
  ratedSlots,
  viewOfGroup,
} from "@hotseat/shared/group";
import type { AlternativesReply, GroupReply } from "@hotseat/shared/group";
import { Type } from "typebox";
import type { Calls } from "../calls/calls.ts";
import type { Clock } from "../clock/clock.ts";
import type { Api } from "../http/api.ts";
import { perClient, perMember } from "../http/rate.ts";
import type { Groups } from "./groups.ts";
import type { GroupLinks } from "./links.ts";
import { Params, path } from "./members.ts";
import type { GroupMembers } from "./members.ts";
import { granted, groupRefused } from "./refusals.ts";

type Parts = {
  members: GroupMembers;
  groups: Groups;
  links: GroupLinks;
  calls: Calls;
  clock: Clock;
};

/** How many weekly slots are offered: what fits on a screen. */
const BEST_SLOTS = 12;

/** What members can do with their group between the calls. */
export function groupRoutes(app: Api, { members, groups, links, calls, clock }: Parts): void {
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
      await members.claim(reply, group, member, request.body.proof);
      return reply.code(204).send(null);
    },
  );

  app.get(
    path,
    { schema: { summary: "The group as this member may see it", params: Params } },
    async (request): Promise<GroupReply> => {
      const group = await members.require(request);
      const now = clock.now();
      const view = viewOfGroup(group, request.params.member, now);
      if (!view) throw groupRefused("not-in-group");
      return { now, view, order: await calls.orderOf(group) };
    },
  );

  app.post(
    `${path}/commands`,
    {
      config: perMember,
      schema: {
        summary: "Change something about the group",
        params: Params,
        body: GroupCommandRequest,
        response: { 200: CommandReply },
      },
    },
    async (request) => {
      const { group: id, member } = request.params;
      const before = await members.require(request);
      const group = granted(await groups.command(id, request.body, member));
      if (request.body.type === "part") await links.parted(before, request.body.member);
      return { version: group.version };
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
      const group = await members.require(request);
      if (group.weeks.size === 0) return { slots: [] };
      const zone = group.schedule.spans.at(-1)?.series.zone ?? "UTC";
      return { slots: ratedSlots(zone, group.weeks, clock.now()).slice(0, BEST_SLOTS) };
    },
  );

  app.get(
    `${path}/alternatives`,
    {
      schema: {
        summary: "Other times for a coming call that everybody's own hours allow",
        params: Params,
        querystring: CallQuery,
      },
    },
    async (request): Promise<AlternativesReply> => {
      const group = await members.require(request);
      const { span, original } = request.query;
      const call = { span: Number(span), original };
      const alternatives = alternativesFor(group, call, clock.now());
      if (!alternatives) throw groupRefused("no-such-call");
      return { alternatives };
    },
  );
}

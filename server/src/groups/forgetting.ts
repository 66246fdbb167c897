import { ForgetReply, ForgetRequest } from "@hotseat/shared/group";
import type { FastifyRequest } from "fastify";
import type { Api } from "../http/api.ts";
import { perMember } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import { groupPath, memberPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import { Params, path } from "./members.ts";
import type { GroupMembers } from "./members.ts";

type Parts = { readonly members: GroupMembers; readonly access: Access };

/** Of so many calls one answer takes the cookies: a line of a hundred bytes each, and proxies take 4 kB of them. */
const CALLS_AT_ONCE = 20;

/**
 * For whoever shares a computer: the cookies go, which no script of a page could take away. That of
 * the group, and those of its calls, each of which has a path of its own. That of the group comes last, since
 * only whoever has it is told of the calls.
 */
export function forgettingRoutes(app: Api, { members, access }: Parts): void {
  app.post(
    `${path}/forget`,
    {
      config: perMember,
      schema: {
        summary: "Take the cookies of a link to a group from this browser",
        params: Params,
        body: ForgetRequest,
        response: { 200: ForgetReply },
      },
    },
    async (request, reply) => {
      const { group, member } = request.params;
      const { from = 0 } = request.body;
      const calls = await callsOf(members, request);
      const until = from + CALLS_AT_ONCE;
      for (const session of calls.slice(from, until)) {
        access.forget(reply, memberPath(session, member));
      }
      if (until < calls.length) return reply.send({ next: until });
      access.forget(reply, groupPath(group, member));
      return reply.send({ next: null });
    },
  );
}

/** The calls of the group, told only to whoever has its link: without that their cookies open nothing either. */
async function callsOf(members: GroupMembers, request: FastifyRequest): Promise<string[]> {
  try {
    const { open, past } = await members.require(request);
    return [open, ...past.toReversed()].flatMap((call) => call?.session ?? []);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

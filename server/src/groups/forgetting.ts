import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { perMember } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import { groupPath, memberPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import { Params, path } from "./members.ts";
import type { GroupMembers } from "./members.ts";

type Parts = { readonly members: GroupMembers; readonly access: Access };

/**
 * For whoever shares a computer: the cookies go, which no script of a page could take away. That of
 * the group, and those of its calls, each of which has a path of its own.
 */
export function forgettingRoutes(app: Api, { members, access }: Parts): void {
  app.post(
    `${path}/forget`,
    {
      config: perMember,
      schema: {
        summary: "Take the cookies of a link to a group from this browser",
        params: Params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { group, member } = request.params;
      for (const session of await callsOf(members, request)) {
        access.forget(reply, memberPath(session, member));
      }
      access.forget(reply, groupPath(group, member));
      return reply.code(204).send(null);
    },
  );
}

/** The calls of the group, told only to whoever has its link: without that their cookies open nothing either. */
async function callsOf(members: GroupMembers, request: FastifyRequest): Promise<string[]> {
  try {
    const { open, past } = await members.require(request);
    return [open, ...past].flatMap((call) => call?.session ?? []);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

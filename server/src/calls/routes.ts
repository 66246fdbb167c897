import { EnterCallReply, EnterCallRequest } from "@hotseat/shared";
import type { Api } from "../http/api.ts";
import { perMember } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import { Params, path } from "../groups/members.ts";
import type { GroupMembers } from "../groups/members.ts";
import { groupRefused } from "../groups/refusals.ts";
import type { Access } from "../links/access.ts";

type Parts = { members: GroupMembers; access: Access };

/** The way from a group into its calls. */
export function callRoutes(app: Api, { members, access }: Parts): void {
  app.post(
    `${path}/call`,
    {
      config: perMember,
      schema: {
        summary: "Enter the call that is open, or the recap of one that is over",
        description: "Answers with the cookie of its session; the page is /s/<session>/<member>.",
        params: Params,
        body: EnterCallRequest,
        response: { 200: EnterCallReply },
      },
    },
    async (request, reply) => {
      const group = await members.require(request);
      const { member } = request.params;
      const session = request.body.session ?? group.open?.session;
      if (session === undefined) throw groupRefused("no-call-open");
      const sessions = [group.open?.session, ...group.past.map((each) => each.session)];
      if (!sessions.includes(session)) throw groupRefused("no-such-call");
      if (!(await access.admitMember(reply, session, member))) {
        throw new Refused(403, "not-in-call", "This call began before you were in the group.");
      }
      return reply.send({ session, member });
    },
  );
}

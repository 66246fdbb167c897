import {
  BriefRequest,
  LONGEST_BRIEF,
  callNamed,
  isSameCall,
  nextCall,
} from "@hotseat/shared/group";
import type { Brief, BriefsReply, CallName, Founded } from "@hotseat/shared/group";
import { Type } from "typebox";
import type { CallStreams } from "../calls/call-streams.ts";
import type { Clock } from "../clock/clock.ts";
import { Params, path } from "../groups/members.ts";
import type { GroupMembers } from "../groups/members.ts";
import { groupRefused } from "../groups/refusals.ts";
import { checkText } from "../groups/texts.ts";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import type { BriefStore } from "./brief-store.ts";

type Parts = { members: GroupMembers; store: BriefStore; streams: CallStreams; clock: Clock };

const Call = Type.Object(
  {
    span: Type.Optional(Type.String({ pattern: "^\\d{1,5}$" })),
    original: Type.Optional(Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$" })),
  },
  { additionalProperties: false },
);

/** What members want of their seats in a call; visible to the group once it is saved. */
export function briefRoutes(app: Api, { members, store, streams, clock }: Parts): void {
  app.get(
    `${path}/briefs`,
    {
      schema: {
        summary: "The briefs for a call: without one named, for the open or the next one",
        params: Params,
        querystring: Call,
      },
    },
    async (request): Promise<BriefsReply> => {
      const group = await members.require(request);
      const { span, original } = request.query;
      const named =
        span !== undefined && original !== undefined ? { span: Number(span), original } : null;
      const call = named ?? group.open?.call ?? nextCall(group.schedule, group.handledUntil);
      const name = { span: call.span, original: call.original };
      return { call: name, briefs: await store.read(request.params.group, name) };
    },
  );

  app.post(
    `${path}/briefs`,
    {
      config: perClient,
      schema: {
        summary: "Save one's own brief for a call that is open or to come, or take it back",
        params: Params,
        body: BriefRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const group = await members.require(request);
      const { group: id, member } = request.params;
      const { call, brief } = request.body;
      checkCall(group, call);
      if (brief === null) await store.remove(id, call, member);
      else {
        checkBrief(group, brief);
        await store.save(id, call, member, brief, clock.now());
      }
      if (group.open && isSameCall(group.open.call, call)) {
        await streams.fetchAnew(group.open.session, "briefs");
      }
      return reply.code(204).send(null);
    },
  );
}

/** @throws {Refused} when the call is none or over. */
function checkCall(group: Founded, call: CallName): void {
  if (group.status === "archived") throw groupRefused("group-archived");
  const scheduled = callNamed(group.schedule, call);
  if (!scheduled) throw groupRefused("no-such-call");
  const open = group.open !== null && isSameCall(group.open.call, call);
  if (!open && scheduled.at <= group.handledUntil) throw groupRefused("call-over");
}

const fields = Object.keys(LONGEST_BRIEF) as (keyof Brief)[];

/** @throws {Refused} 422 */
function checkBrief(group: Founded, brief: Brief | { readonly sealed: string }): void {
  if ("sealed" in brief) {
    if (group.sealed) return checkText(group, brief.sealed, Infinity);
    throw new Refused(422, "not-sealed", "This group is not sealed.");
  }
  // A field may be empty, but not all four.
  const filled = fields.filter((field) => brief[field].trim() !== "");
  for (const field of filled.length > 0 ? filled : fields) {
    checkText(group, brief[field], LONGEST_BRIEF[field]);
  }
}

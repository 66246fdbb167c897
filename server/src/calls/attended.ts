import { attendanceOf, reject } from "@hotseat/shared";
import type { MemberId, Session } from "@hotseat/shared";
import type { Founded } from "@hotseat/shared/group";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Id, path } from "../groups/members.ts";
import type { GroupMembers } from "../groups/members.ts";
import { groupRefused } from "../groups/refusals.ts";
import { Refused, sessionRefused } from "../http/refusal.ts";
import type { Sessions } from "../sessions/sessions.ts";

/** Of every route about one call of a group, by its session. */
export const callPath = `${path}/calls/:session`;
export const CallParams = Type.Object({ group: Id, member: Id, session: Id });

/** A call of a group, asked for by somebody who was there. */
export type Attended = {
  readonly group: Founded;
  readonly session: Exclude<Session, { status: "none" }>;
  /** The session's id. */
  readonly id: string;
  readonly member: MemberId;
};

export type RequireAttended = (request: FastifyRequest) => Promise<Attended>;

/**
 * Whoever was put out of the call (5.8) reads nothing of it before its end, and writes nothing in it
 * any more.
 *
 * @throws {Refused} 401 `not-your-group`, 404 `no-such-call`, 403 `was-not-there`, 403 `removed`
 */
export function attendedBy(members: GroupMembers, sessions: Sessions): RequireAttended {
  return async (request) => {
    const group = await members.require(request);
    const { session: id, member } = request.params as { session: string; member: string };
    const calls = [group.open?.session, ...group.past.map((each) => each.session)];
    const session = calls.includes(id) ? await sessions.read(id) : null;
    if (!session || session.status === "none") throw groupRefused("no-such-call");
    if (!session.order.includes(member) || attendanceOf(session, member).arrivedAt === null) {
      throw new Refused(403, "was-not-there", "Only somebody who came to that call can do that.");
    }
    const reads = request.method === "GET" || request.method === "HEAD";
    if (session.removed.includes(member) && !(reads && session.status === "ended")) {
      throw sessionRefused(reject("removed"));
    }
    return { group, session, id, member };
  };
}

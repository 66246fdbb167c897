import { attendanceOf } from "@hotseat/shared";
import type { MemberId, Session } from "@hotseat/shared";
import type { Founded } from "@hotseat/shared/group";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import { Id, path } from "../groups/members.ts";
import type { GroupMembers } from "../groups/members.ts";
import { refusedBy } from "../groups/refusals.ts";
import { Refused } from "../http/refusal.ts";
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

/** @throws {Refused} 401 `not-your-group`, 404 `no-such-call`, 403 `was-not-there` */
export function attendedBy(members: GroupMembers, sessions: Sessions): RequireAttended {
  return async (request) => {
    const group = await members.require(request);
    const { session: id, member } = request.params as { session: string; member: string };
    const calls = [group.open?.session, ...group.past.map((each) => each.session)];
    const session = calls.includes(id) ? await sessions.read(id) : null;
    if (!session || session.status === "none") throw refusedBy("no-such-call");
    if (!session.order.includes(member) || attendanceOf(session, member).arrivedAt === null) {
      throw new Refused(403, "was-not-there", "Only somebody who came to that call can do that.");
    }
    return { group, session, id, member };
  };
}

import { MuteRequest, reject } from "@hotseat/shared";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { sessionRefused } from "../http/refusal.ts";
import type { Access } from "../links/access.ts";
import { memberPath } from "../links/access.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Streams } from "../sessions/streams.ts";
import type { Rooms } from "./rooms.ts";

type Parts = { access: Access; sessions: Sessions; rooms: Rooms; streams: Streams };

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });

/** Whoever has the chair can turn somebody's microphone off. Nobody can turn one on but its owner. */
export function muteRoutes(app: Api, { access, sessions, rooms, streams }: Parts): void {
  app.post(
    `${memberPath(":session", ":member")}/mute`,
    {
      schema: {
        summary: "Turn off somebody's microphone; only they can turn it on again",
        params: Type.Object({ session: Id, member: Id }),
        body: MuteRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { session: id, member: by } = request.params;
      const { member } = request.body;
      await access.requireMember(request, id, by);
      // A tick first: the chair may have gone to somebody else although no timer has fired yet.
      const outcome = await sessions.command(id, { type: "tick" }, "clock");
      if (!outcome.ok) throw sessionRefused(outcome.rejection);
      const { session } = outcome;
      if (session.status === "none") throw sessionRefused(reject("no-such-session"));
      if (session.status === "ended") throw sessionRefused(reject("session-over"));
      if (session.chair !== by) throw sessionRefused(reject("not-chair"));
      if (!session.order.includes(member)) throw sessionRefused(reject("not-a-member"));
      // Said first, so that the page takes the choice back before it could open the microphone again.
      await streams.muted(id, member, by);
      await rooms.mute(id, member);
      return reply.code(204).send(null);
    },
  );
}

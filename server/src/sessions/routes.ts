import {
  ClaimRequest,
  ClockReply,
  CommandReply,
  CommandRequest,
  JoinReply,
  JoinRequest,
  STREAM_VERSION,
  TabId,
  TokenReply,
  WaitRequest,
  closeCodes,
  markdownOf,
  recapOf,
  reject,
  viewOf,
} from "@hotseat/shared";
import type { Recap, Session } from "@hotseat/shared";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Clock } from "../clock/clock.ts";
import type { Api } from "../http/api.ts";
import { perClient, seldom } from "../http/rate.ts";
import { Refused, sessionRefused } from "../http/refusal.ts";
import type { Access } from "../links/access.ts";
import { memberPath } from "../links/access.ts";
import type { ConnectionTests } from "../media/connection-tests.ts";
import type { Rooms } from "../media/rooms.ts";
import type { SessionStore } from "../store/session-store.ts";
import type { Sessions } from "./sessions.ts";
import type { Streams } from "./streams.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** On a stream: the code of what makes this browser a stranger to it; null when nothing does. */
    stranger: string | null;
  }
}

type Parts = {
  access: Access;
  store: SessionStore;
  sessions: Sessions;
  streams: Streams;
  rooms: Rooms;
  connectionTests: ConnectionTests;
  clock: Clock;
};

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });
const Params = Type.Object({ session: Id, member: Id });
const path = memberPath(":session", ":member");

/** What a member can do with the session that their link opens. */
export function sessionRoutes(
  app: Api,
  { access, store, sessions, streams, rooms, connectionTests, clock }: Parts,
): void {
  app.decorateRequest("stranger", "not-your-seat");

  app.get(
    "/api/clock",
    { schema: { summary: "The server's clock", response: { 200: ClockReply } } },
    async () => ({ now: clock.precise() }),
  );

  app.post(
    `${path}/claim`,
    {
      config: perClient,
      schema: {
        summary: "Exchange a personal link's proof for a cookie",
        params: Params,
        body: ClaimRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { session, member } = request.params;
      await access.claimMember(reply, session, member, request.body.proof);
      return reply.code(204).send(null);
    },
  );

  app.get(
    path,
    {
      schema: {
        summary: "The session as this member may see it",
        params: Params,
        response: {
          200: Type.Object({
            now: Type.Number(),
            view: Type.Unsafe<object>({ type: "object", additionalProperties: true }),
          }),
        },
      },
    },
    async (request) => {
      const { session: id, member } = request.params;
      await access.requireMember(request, id, member);
      const session = await found(id);
      const view = viewOf(session, member);
      if (!view) throw sessionRefused(reject("not-a-member"));
      return { now: clock.precise(), view };
    },
  );

  app.post(
    `${path}/wait`,
    {
      schema: {
        summary: "A LiveKit token with which one tab connects at the door, and no more than that",
        params: Params,
        body: WaitRequest,
        response: { 200: TokenReply },
      },
    },
    async (request) => {
      const { session: id, member } = request.params;
      await requireLive(request, id, member);
      const token = await rooms.admit(id, { member, tab: request.body.tab }, "door");
      if (token === null) throw sessionRefused(reject("session-over"));
      return { token };
    },
  );

  app.post(
    `${path}/join`,
    {
      schema: {
        summary: "A LiveKit token for one tab",
        params: Params,
        body: JoinRequest,
        response: { 200: JoinReply },
      },
    },
    async (request) => {
      const { session: id, member } = request.params;
      await requireLive(request, id, member);
      const { tab, waits } = request.body;
      if (waits && (await rooms.letIn(id, { member, tab }))) return { token: null };
      const token = await rooms.admit(id, { member, tab }, "call");
      if (token === null) throw sessionRefused(reject("session-over"));
      return { token };
    },
  );

  app.post(
    `${path}/connection-test`,
    {
      config: seldom,
      schema: {
        summary: "A LiveKit token for a room in which this member tests the connection alone",
        params: Params,
        response: { 200: TokenReply },
      },
    },
    async (request) => {
      const { session: id, member } = request.params;
      await access.requireMember(request, id, member);
      if ((await found(id)).status === "ended") throw sessionRefused(reject("session-over"));
      return { token: await connectionTests.admit(id, member) };
    },
  );

  app.post(
    `${path}/commands`,
    {
      schema: {
        summary: "Move the session on",
        params: Params,
        body: CommandRequest,
        response: { 200: CommandReply },
      },
    },
    async (request) => {
      const { session: id, member } = request.params;
      await access.requireMember(request, id, member);
      const outcome = await sessions.command(id, request.body, member);
      if (!outcome.ok) throw sessionRefused(outcome.rejection);
      return { version: outcome.session.version };
    },
  );

  app.get(
    `${path}/recap`,
    {
      schema: {
        summary: "The recap and the whole log of the hour",
        description: "`download` makes it a file. Docs: docs/protocol.md.",
        params: Params,
        querystring: Type.Object({ download: Type.Optional(Type.Literal("")) }),
      },
    },
    async (request, reply) => {
      const recap = await recapFor(request);
      if (request.query.download !== undefined) attach(reply, recap.session, "json");
      return reply.send(recap);
    },
  );

  app.get(
    `${path}/recap.md`,
    { schema: { summary: "The same as a document", params: Params } },
    async (request, reply) => {
      const recap = await recapFor(request);
      attach(reply, recap.session, "md");
      return reply.type("text/markdown; charset=utf-8").send(markdownOf(recap));
    },
  );

  app.get(
    `${path}/stream`,
    {
      websocket: true,
      schema: { params: Params, querystring: Type.Object({ tab: TabId, v: Type.String() }) },
      // A browser is not told the status of a refused upgrade, so a stranger is let in as far as
      // the close code that says why.
      preHandler: async (request) => {
        const { session, member } = request.params as { session: string; member: string };
        try {
          await access.requireMember(request, session, member);
          request.stranger = null;
        } catch (error) {
          // A store that does not answer makes nobody a stranger: that is for the client to try again.
          if (!(error instanceof Refused)) throw error;
          request.stranger = error.code;
        }
      },
    },
    (socket, request) => {
      const { session, member } = request.params;
      if (request.stranger !== null) {
        return socket.close(closeCodes.forbidden, request.stranger);
      }
      if (request.query.v !== String(STREAM_VERSION)) {
        return socket.close(closeCodes.unsupported, "another protocol version");
      }
      const mayStay = () => access.isMember(request, session, member);
      streams.open(socket, { session, member, tab: request.query.tab }, mayStay);
    },
  );

  async function recapFor(request: FastifyRequest): Promise<Recap> {
    const { session: id, member } = request.params as { session: string; member: string };
    await access.requireMember(request, id, member);
    const recap = recapOf(id, await store.log(id));
    if (!recap) throw sessionRefused(reject("no-such-session"));
    return recap;
  }

  /** For media: this member, of a session that is not over. */
  async function requireLive(request: FastifyRequest, id: string, member: string): Promise<void> {
    await access.requireMember(request, id, member);
    // A tick first: the hour may be over although its timer has not fired yet.
    const outcome = await sessions.command(id, { type: "tick" }, "clock");
    if (!outcome.ok) throw sessionRefused(outcome.rejection);
    const { status } = outcome.session;
    if (status === "none") throw sessionRefused(reject("no-such-session"));
    if (status === "ended") throw sessionRefused(reject("session-over"));
  }

  async function found(id: string): Promise<Session> {
    const session = await sessions.read(id);
    if (!session) throw sessionRefused(reject("no-such-session"));
    return session;
  }
}

function attach(reply: FastifyReply, session: string, ending: string): void {
  reply.header("content-disposition", `attachment; filename="hotseat-${session}.${ending}"`);
}

import { NewKeyRequest, NewLinkRequest, SealReply, isHere, reject } from "@hotseat/shared";
import type { MemberId, Session } from "@hotseat/shared";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused, sessionRefused } from "../http/refusal.ts";
import type { Access } from "../links/access.ts";
import { memberPath } from "../links/access.ts";
import { hashOf } from "../links/proof.ts";
import type { Rooms } from "../media/rooms.ts";
import type { Sessions } from "../sessions/sessions.ts";
import type { Streams } from "../sessions/streams.ts";
import type { SealStore } from "../store/seal-store.ts";
import type { SessionStore } from "../store/session-store.ts";
import { movedOn } from "./refusals.ts";

type Parts = {
  access: Access;
  store: SessionStore;
  seals: SealStore;
  sessions: Sessions;
  streams: Streams;
  rooms: Rooms;
  report: (error: unknown) => void;
};

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });
const path = memberPath(":session", ":member");

type Known = Exclude<Session, { status: "none" }>;

/** The keys of a sealed session, and links that replace others. */
export function sealRoutes(
  app: Api,
  { access, store, seals, sessions, streams, rooms, report }: Parts,
): void {
  app.get(
    `${path}/seal`,
    {
      schema: {
        summary: "The keys of a sealed session, wrapped to this member's link",
        params: Type.Object({ session: Id, member: Id }),
        response: { 200: SealReply },
      },
    },
    async (request) => {
      const { session: id, member } = request.params;
      await access.requireMember(request, id, member);
      const session = await found(id);
      const group = session.sealed ? await store.groupOf(id) : null;
      const seal = await seals.read(group ?? id, member);
      if (!seal) throw notSealed();
      if (group !== null) return { ...seal, group };
      return { ...seal, publicKeys: inMemberOrder(session, seal.publicKeys) };
    },
  );

  app.post(
    `${path}/links/:of`,
    {
      config: perClient,
      schema: {
        summary: "Give a member a new link in place of the one they have",
        description: "For whoever has the chair. Everything that the old link opened is closed.",
        params: Type.Object({ session: Id, member: Id, of: Id }),
        body: NewLinkRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { session: id, member, of } = request.params;
      await access.requireMember(request, id, member);
      await refuseInGroup(id);
      const { proof, seal = null } = request.body;
      checkRenewal(await found(id), member, of, seal);
      const outcome = await seals.renew(id, of, { proofHash: hashOf(proof), seal });
      if (outcome === "taken") {
        throw new Refused(422, "duplicate-proof", "Two members cannot have the same link.");
      }
      if (outcome === "late") throw movedOn();
      await streams.renewed(id, of, seal?.epoch ?? null);
      // Whoever has the old link hears and sees nothing any more; LiveKit may be down.
      await rooms.removeMember(id, of).catch(report);
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${path}/seal`,
    {
      config: perClient,
      schema: {
        summary: "Replace the key of a sealed session, as when a member was put out",
        description: "For whoever has the chair.",
        params: Type.Object({ session: Id, member: Id }),
        body: NewKeyRequest,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { session: id, member } = request.params;
      await access.requireMember(request, id, member);
      await refuseInGroup(id);
      const session = await found(id);
      checkChair(session, member);
      if (!session.sealed) throw notSealed();
      checkHolders(session, request.body.wrapped);
      if ((await seals.replace(id, request.body)) === "late") throw movedOn();
      await streams.renewed(id, null, request.body.epoch);
      return reply.code(204).send(null);
    },
  );

  /** In a call of a group, links and keys are the group's. */
  async function refuseInGroup(id: string): Promise<void> {
    if ((await store.groupOf(id)) === null) return;
    throw new Refused(409, "use-group-link", "Links to this call are given on its group's page.");
  }

  async function found(id: string): Promise<Known> {
    const session = await sessions.read(id);
    if (!session || session.status === "none") throw sessionRefused(reject("no-such-session"));
    return session;
  }
}

/** @throws {Refused} when this member may not give that one a new link, or not in this way. */
function checkRenewal(
  session: Known,
  by: MemberId,
  of: MemberId,
  seal: NewLinkRequest["seal"] | null,
): void {
  checkChair(session, by);
  if (!session.order.includes(of)) throw sessionRefused(reject("not-a-member"));
  if (by === of) {
    throw new Refused(409, "own-link", "Whoever has the chair cannot replace their own link.");
  }
  checkFacilitator(session, of);
  if (!isIn(session, of)) {
    throw new Refused(409, "removed", "This member was put out of the session.");
  }
  if (!session.sealed && seal) throw notSealed();
  if (session.sealed && !seal) {
    throw new Refused(422, "needs-seal", "In a sealed session a new link brings a new key.");
  }
  if (seal) checkHolders(session, seal.wrapped);
}

/** Whoever has a member's link is that member: the chair can be taken by anybody, a place cannot. */
function checkFacilitator(session: Known, of: MemberId): void {
  const { chair, chairTaken, facilitator } = session;
  if (chair === facilitator) return;
  const isThere = isHere(session, facilitator);
  if (of === facilitator && isThere) {
    throw new Refused(409, "facilitator-here", "The facilitator is here and keeps their link.");
  }
  if (chairTaken && (isThere || of === facilitator)) {
    throw new Refused(
      409,
      "chair-only-taken",
      "Whoever took the chair gives no new link while the facilitator is here, and none for them.",
    );
  }
}

function checkChair(session: Known, by: MemberId): void {
  if (session.status === "ended") throw sessionRefused(reject("session-over"));
  if (by !== session.chair) throw sessionRefused(reject("not-chair"));
}

/** Those who were put out get no key any more, and everybody else does. */
function checkHolders(session: Known, wrapped: NewKeyRequest["wrapped"]): void {
  const holders = session.members.map(({ id }) => id).filter((id) => isIn(session, id));
  const given = wrapped.map(({ member }) => member);
  if (given.toSorted().join() !== holders.toSorted().join()) {
    throw new Refused(422, "bad-seal", "A new key is wrapped for each member exactly once.");
  }
}

function isIn(session: Known, member: MemberId): boolean {
  return !session.removed.includes(member);
}

function inMemberOrder(session: Known, keys: SealReply["publicKeys"]): SealReply["publicKeys"] {
  return session.members.flatMap(({ id }) => keys.filter(({ member }) => member === id));
}

function notSealed(): Refused {
  return new Refused(404, "not-sealed", "This session is not sealed.");
}

import type { FastifyReply, FastifyRequest } from "fastify";
import type { MemberId } from "@hotseat/shared";
import { Refused } from "../http/refusal.ts";
import type { SessionStore } from "../store/session-store.ts";
import { hashOf, matches, proofOf } from "./proof.ts";

/** The paths that the cookies are limited to, so that four tabs of one browser can be four people. */
export const operatorPath = "/api/operator";
export const memberPath = (session: string, member: MemberId): string =>
  `/api/sessions/${session}/members/${member}`;

const COOKIE = "hotseat";
const ONE_YEAR_S = 365 * 24 * 3600;

export type Access = ReturnType<typeof createAccess>;

/**
 * The one place that knows who somebody is. What they may do with a session once they are known
 * is for the rules to say.
 *
 * A cookie names its link by the beginning of the stored hash: when the link is revoked or gets a
 * new secret, the cookies given for it are worth nothing.
 */
export function createAccess(store: SessionStore, operatorSecret: string, secure: boolean) {
  const operatorHash = hashOf(proofOf(operatorSecret));

  function giveCookie(reply: FastifyReply, path: string, holder: string): void {
    reply.setCookie(COOKIE, holder, {
      path,
      httpOnly: true,
      sameSite: "strict",
      secure,
      signed: true,
      maxAge: ONE_YEAR_S,
    });
  }

  function holderOf(request: FastifyRequest): string | null {
    const cookie = request.cookies[COOKIE];
    if (cookie === undefined) return null;
    const { valid, value } = request.unsignCookie(cookie);
    return valid ? value : null;
  }

  const asOperator = `operator ${operatorHash.slice(0, 16)}`;
  const asMember = (session: string, member: MemberId, hash: string): string =>
    `${session} ${member} ${hash.slice(0, 16)}`;

  return {
    claimOperator(reply: FastifyReply, proof: string): void {
      if (!matches(proof, operatorHash)) throw wrongLink();
      giveCookie(reply, operatorPath, asOperator);
    },

    /** @throws {Refused} 401 `not-operator` */
    requireOperator(request: FastifyRequest): void {
      if (holderOf(request) === asOperator) return;
      throw new Refused(
        401,
        "not-operator",
        "Open the operator's link that the server printed when it started.",
      );
    },

    async claimMember(
      reply: FastifyReply,
      session: string,
      member: MemberId,
      proof: string,
    ): Promise<void> {
      const hash = await store.proofHash(session, member);
      if (hash === null || !matches(proof, hash)) throw wrongLink();
      giveCookie(reply, memberPath(session, member), asMember(session, member, hash));
    },

    /** @throws {Refused} 401 `not-your-seat` */
    async requireMember(request: FastifyRequest, session: string, member: MemberId): Promise<void> {
      const holder = holderOf(request);
      const hash = holder === null ? null : await store.proofHash(session, member);
      if (hash !== null && holder === asMember(session, member, hash)) return;
      throw new Refused(401, "not-your-seat", "Open your personal link to this session first.");
    },
  };
}

/** The same answer for an unknown session, an unknown member, a revoked link and a wrong secret. */
function wrongLink(): Refused {
  return new Refused(403, "wrong-link", "This link does not open a session.");
}

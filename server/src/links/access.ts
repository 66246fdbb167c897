import type { FastifyReply, FastifyRequest } from "fastify";
import { reject } from "@hotseat/shared";
import type { MemberId } from "@hotseat/shared";
import { Refused, sessionRefused } from "../http/refusal.ts";
import type { SessionStore } from "../store/session-store.ts";
import { hashOf, matches, proofOf } from "./proof.ts";

/** The paths that the cookies are limited to, so that four tabs of one browser can be four people. */
export const operatorPath = "/api/operator";
export const memberPath = (session: string, member: MemberId): string =>
  `/api/sessions/${session}/members/${member}`;

/** The address of a stream, which is below the path of its member. */
export const streamAddress =
  /^\/api\/sessions\/[A-Za-z0-9_-]{1,32}\/members\/[A-Za-z0-9_-]{1,32}\/stream(\?|$)/;

export const groupPath = (group: string, member: MemberId): string =>
  `/api/groups/${group}/members/${member}`;

/** A link that opens something: whose it is, and what is stored of its proof (null: no such link). */
export type Link = { readonly holder: string; readonly hash: string | null };

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
export function createAccess(
  store: SessionStore,
  operatorSecret: string,
  secure: boolean,
  isRemoved: (session: string, member: MemberId) => Promise<boolean>,
) {
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

  const asOperator = `operator ${operatorHash.slice(0, 16)}`;
  const asMember = (session: string, member: MemberId, hash: string): string =>
    `${session} ${member} ${hash.slice(0, 16)}`;

  /** Whether a request carries the cookie of the link that is a member's own at this moment. */
  async function holdsLink(
    request: FastifyRequest,
    session: string,
    member: MemberId,
  ): Promise<boolean> {
    const holder = holderOf(request);
    const hash = holder === null ? null : await store.proofHash(session, member);
    return hash !== null && holder === asMember(session, member, hash);
  }

  /** The same, of somebody who was not put out of the session for good (5.8). */
  async function isMember(
    request: FastifyRequest,
    session: string,
    member: MemberId,
  ): Promise<boolean> {
    const holds = await holdsLink(request, session, member);
    return holds && !(await isRemoved(session, member));
  }

  return {
    /** Gives the cookie of a link to whoever proves to have it. @throws {Refused} 403 `wrong-link` */
    claim(reply: FastifyReply, link: Link & { readonly path: string }, proof: string): void {
      if (link.hash === null || !matches(proof, link.hash)) throw wrongLink();
      giveCookie(reply, link.path, `${link.holder} ${link.hash.slice(0, 16)}`);
    },

    /** Whether a request carries the cookie of a link as it is now. */
    holds(request: FastifyRequest, { holder, hash }: Link): boolean {
      return hash !== null && holderOf(request) === `${holder} ${hash.slice(0, 16)}`;
    },

    /** This browser holds the link no longer; the link itself goes on to open what it opens. */
    forget(reply: FastifyReply, path: string): void {
      // In no more words than it takes: a group has many calls, and proxies bound the size of headers.
      reply.setCookie(COOKIE, "", { path, sameSite: "strict", maxAge: 0 });
    },

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

    /** Gives the cookie of a session to a member whose link to its group is known to be theirs. */
    async admitMember(reply: FastifyReply, session: string, member: MemberId): Promise<boolean> {
      const hash = await store.proofHash(session, member);
      if (hash !== null) {
        giveCookie(reply, memberPath(session, member), asMember(session, member, hash));
      }
      return hash !== null;
    },

    isMember,

    /** @throws {Refused} 401 `not-your-seat`, 403 `removed` */
    async requireMember(request: FastifyRequest, session: string, member: MemberId): Promise<void> {
      if (await isMember(request, session, member)) return;
      if (await holdsLink(request, session, member)) throw sessionRefused(reject("removed"));
      throw notYourSeat();
    },

    /** The same for whoever was put out as well. @throws {Refused} 401 `not-your-seat` */
    async requireLink(request: FastifyRequest, session: string, member: MemberId): Promise<void> {
      if (!(await holdsLink(request, session, member))) throw notYourSeat();
    },
  };
}

function notYourSeat(): Refused {
  return new Refused(401, "not-your-seat", "Open your personal link to this session first.");
}

/**
 * What the cookie says that a request carries, when we have given it: which link opened this browser. The
 * link may have been replaced since. Null without such a cookie.
 */
export function holderOf(request: FastifyRequest): string | null {
  const cookie = request.cookies[COOKIE];
  if (cookie === undefined) return null;
  const { valid, value } = request.unsignCookie(cookie);
  return valid ? value : null;
}

/** The same answer for an unknown session, an unknown member, a revoked link and a wrong secret. */
function wrongLink(): Refused {
  return new Refused(403, "wrong-link", "This link does not open a session.");
}

import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";
import { holderOf } from "../links/access.ts";

/** Route option: how often one address may try. Enough for a family behind one router, too little to guess. */
export const perClient = { rateLimit: { max: 60, timeWindow: "1 minute" } };

/** The same for what costs the media server or the database something and nobody needs often. */
export const seldom = { rateLimit: { max: 10, timeWindow: "1 minute" } };

/**
 * Route option of what a member of a group writes: how often one link may, wherever it is open. More than
 * anybody clicks, and a group can be brought to grow by so much and no more. Whoever has no link uses up
 * nothing of a member's, and what has not the right shape does not count.
 */
export const perMember = {
  rateLimit: {
    max: 120,
    timeWindow: "1 minute",
    hook: "preHandler",
    keyGenerator: (request: FastifyRequest) => holderOf(request) ?? normalizeIP(request.ip, 64),
  },
} as const;

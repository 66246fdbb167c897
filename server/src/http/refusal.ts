import type { FastifyError, FastifyInstance, FastifyReply } from "fastify";
import type { Refusal, RejectionCode } from "@hotseat/shared";
import { isLostPerson, showLost } from "./pages.ts";

/** Refuses a request: thrown in a route, answered as `{ code, message }` in one place. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Who may not, and what is not even possible; every other rejection is a conflict, 409. */
const forbidden: ReadonlySet<RejectionCode> = new Set([
  "not-a-member",
  "not-chair",
  "not-yours",
  "not-holder",
  "not-asked",
  "removed",
  "not-yourself",
  "facilitator-stays",
  "facilitator-decides",
]);
const unprocessable: ReadonlySet<RejectionCode> = new Set([
  "wrong-number-of-members",
  "duplicate-member",
  "unknown-facilitator",
  "unknown-deputy",
  "reserved-member",
  "bad-hour",
  "bad-start",
  "bad-order",
  "bad-delay",
  "same-member",
  "bad-seats",
  "bad-duration",
  "block-twice",
  "no-seats",
  "no-reserve",
  "no-closing",
  "phase-twice",
  "no-handover",
  "no-commitment",
  "no-talk",
  "agenda-too-long",
  "seats-too-short",
  "phases-too-long",
]);

export function sessionRefused({
  code,
  message,
}: {
  code: RejectionCode;
  message: string;
}): Refused {
  return new Refused(statusOf(code), code, message);
}

function statusOf(code: RejectionCode): number {
  if (code === "no-such-session" || code === "no-such-proposal") return 404;
  if (forbidden.has(code)) return 403;
  return unprocessable.has(code) ? 422 : 409;
}

/**
 * Answers what is no address at all, which comes before every hook: so the headers that keep a browser
 * from showing it as a page are given here.
 */
export function refuseAddress(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const body: Refusal = { code: "bad-request", message: "This address cannot be read." };
  void reply
    .code(error.statusCode ?? 400)
    .headers({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    })
    .send(body);
}

/** Gives every refusal the one shape, and tells nobody outside what went wrong inside. */
export function answerRefusals(app: FastifyInstance, pages: boolean): void {
  app.setNotFoundHandler((request, reply) => {
    if (pages && isLostPerson(request)) return showLost(reply);
    const body: Refusal = { code: "not-found", message: "There is nothing at this address." };
    return reply.code(404).send(body);
  });
  app.setErrorHandler(
    (error: Error & { statusCode?: number; validation?: unknown }, request, reply) => {
      if (error instanceof Refused) {
        return reply
          .code(error.status)
          .send({ code: error.code, message: error.message } satisfies Refusal);
      }
      if (error.validation) {
        return reply
          .code(400)
          .send({ code: "bad-request", message: sentence(error.message) } satisfies Refusal);
      }
      const status = error.statusCode ?? 500;
      if (status >= 400 && status < 500) {
        const code = status === 429 ? "too-many-requests" : "bad-request";
        return reply
          .code(status)
          .send({ code, message: sentence(error.message) } satisfies Refusal);
      }
      const { method, routeOptions } = request;
      request.log.error(
        { event: "request-failed", method, route: routeOptions.url, err: error },
        "request failed",
      );
      const body: Refusal = { code: "internal", message: "Something went wrong on the server." };
      return reply.code(500).send(body);
    },
  );
}

function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

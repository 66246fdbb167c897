import { createHash, timingSafeEqual } from "node:crypto";
import { JoinReport, ServerReport } from "@hotseat/shared";
import type { FastifyRequest } from "fastify";
import { Type } from "typebox";
import type { Api } from "../http/api.ts";
import { perClient } from "../http/rate.ts";
import { Refused } from "../http/refusal.ts";
import { memberPath, operatorPath } from "../links/access.ts";
import type { Access } from "../links/access.ts";
import { isLoopback } from "../settings.ts";
import { version } from "../version.ts";
import type { Health } from "./health.ts";
import type { Metrics } from "./metrics.ts";

type Parts = {
  readonly access: Access;
  readonly metrics: Metrics;
  readonly health: Health;
  readonly openStreams: () => number;
  /** Whether a mail server is set. */
  readonly sends: boolean;
  /** HOTSEAT_METRICS_TOKEN. */
  readonly token: string | null;
};

const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" });

/** Headers by which a proxy says for whom it asks. */
const proxied = [
  "forwarded",
  "via",
  "x-real-ip",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
];

/** How this server is doing, for whoever watches it: programs, and its operator. */
export function watchRoutes(app: Api, parts: Parts): void {
  const { access, metrics, health, openStreams, sends, token } = parts;
  const mayRead = metricsGate(token);

  app.get(
    "/healthz",
    { schema: { summary: "Alive", response: { 200: Type.Object({ ok: Type.Boolean() }) } } },
    async () => ({ ok: true }),
  );

  app.get(
    "/readyz",
    {
      schema: {
        summary: "Of use: the store answers and has every table, and LiveKit answers",
        response: {
          200: Type.Object({ ready: Type.Literal(true) }),
          503: Type.Object({
            ready: Type.Literal(false),
            failing: ServerReport.properties.failing,
            code: Type.Literal("not-ready"),
            message: Type.String(),
          }),
        },
      },
    },
    async (_request, reply) => {
      await health.look();
      const { failing } = health;
      if (failing.length === 0) return { ready: true as const };
      const message = `Not of use right now: ${failing.join(", ")}.`;
      return reply.code(503).send({ ready: false, failing, code: "not-ready", message });
    },
  );

  app.get("/metrics", { schema: { hide: true } }, async (request, reply) => {
    mayRead(request);
    await health.lookClosely();
    const { type, body } = await metrics.text();
    return reply.type(type).header("cache-control", "no-store").send(body);
  });

  app.post(
    `${memberPath(":session", ":member")}/join-report`,
    {
      config: perClient,
      schema: {
        summary: "Say what became of a click on Join; counted, and kept nowhere else",
        params: Type.Object({ session: Id, member: Id }),
        body: JoinReport,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { session, member } = request.params;
      await access.requireMember(request, session, member);
      metrics.join(request.body);
      return reply.code(204).send(null);
    },
  );

  app.get(
    `${operatorPath}/server`,
    {
      onRequest: async (request) => access.requireOperator(request),
      schema: { summary: "How this server is doing", response: { 200: ServerReport } },
    },
    async (): Promise<ServerReport> => {
      await health.lookClosely();
      const { store, livekit, counts: stored, failing } = health;
      const { recent, joined: counts } = metrics;
      const { joined, ...failed } = counts;
      const said = stored.up ? stored.value : null;
      const middleAndEnd = (of: (typeof recent)["store"]) => ({
        p50: of.quantile(0.5),
        p99: of.quantile(0.99),
      });
      return {
        version,
        uptime: process.uptime() * 1000,
        failing,
        sessions: said && { ...said.sessions },
        streams: openStreams(),
        lateness: middleAndEnd(recent.lateness),
        livekit: { up: livekit.up, took: livekit.took, silentFor: livekit.silentFor },
        store: { up: store.up, ...middleAndEnd(recent.store) },
        mail: { sends, messages: said && { ...said.mail } },
        joins: {
          joined,
          failed: { ...failed },
          connected: middleAndEnd(recent.connected),
          other: middleAndEnd(recent.other),
        },
      };
    },
  );
}

/**
 * Who may read the metrics: whoever has the token. Where none is set, a program on this machine that
 * asks directly. What came through a proxy that does not say so is known by the name or the HTTP version
 * it asked with; docs/operating.md says what that leaves.
 */
function metricsGate(token: string | null): (request: FastifyRequest) => void {
  if (token === null) {
    return ({ raw, headers }) => {
      const name = URL.parse(`http://${headers.host ?? ""}`)?.hostname ?? "";
      const direct =
        isLoopback((raw.socket.remoteAddress ?? "").replace(/^::ffff:/, "")) &&
        isLoopback(name) &&
        raw.httpVersion !== "1.0" &&
        !proxied.some((header) => headers[header] !== undefined);
      if (!direct) throw new Refused(404, "not-found", "There is nothing at this address.");
    };
  }
  const hash = (text: string) => createHash("sha256").update(text).digest();
  const right = hash(`Bearer ${token}`);
  return ({ headers }) => {
    if (timingSafeEqual(hash(headers.authorization ?? ""), right)) return;
    throw new Refused(401, "not-metrics", "The metrics want the token that the operator has set.");
  };
}

import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import websocket from "@fastify/websocket";
import { Refusal } from "@hotseat/shared";
import Fastify, { LogController } from "fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { calendarRoutes } from "./calendar/routes.ts";
import type { Clock } from "./clock/clock.ts";
import type { Secrets } from "./data-folder/secrets.ts";
import type { Api } from "./http/api.ts";
import { Groups } from "./groups/groups.ts";
import { groupRoutes, requireGroupMember } from "./groups/routes.ts";
import { refuseForeignOrigins } from "./http/origin.ts";
import { servePages } from "./http/pages.ts";
import { answerRefusals } from "./http/refusal.ts";
import { createAccess } from "./links/access.ts";
import { MailLinks } from "./mail/links.ts";
import { Mailer } from "./mail/mailer.ts";
import { mailPages } from "./mail/pages.ts";
import { mailRoutes } from "./mail/routes.ts";
import { mailTokens } from "./mail/tokens.ts";
import { ConnectionTests } from "./media/connection-tests.ts";
import { muteRoutes } from "./media/mute.ts";
import { Rooms } from "./media/rooms.ts";
import { Segmenter } from "./media/segmenter.ts";
import { proxySignalling } from "./media/signalling.ts";
import type { KeyPair } from "./media/tokens.ts";
import { webhookRoutes } from "./media/webhook.ts";
import { operatorRoutes } from "./operator/routes.ts";
import { sealRoutes } from "./seal/routes.ts";
import { Presence } from "./sessions/presence.ts";
import { sessionRoutes } from "./sessions/routes.ts";
import { Sessions } from "./sessions/sessions.ts";
import { Streams } from "./sessions/streams.ts";
import type { Settings } from "./settings.ts";
import { contactStore } from "./store/contact-store.ts";
import { groupStore } from "./store/group-store.ts";
import { outboxStore } from "./store/outbox-store.ts";
import { sealStore } from "./store/seal-store.ts";
import { sessionStore } from "./store/session-store.ts";
import { talkStore } from "./talk/talk-store.ts";
import { Talk } from "./talk/talk.ts";
import type { OpenDatabase } from "./store/database.ts";

export type AppParts = {
  readonly settings: Pick<
    Settings,
    "publicUrl" | "logLevel" | "trustProxy" | "dataFolder" | "mail"
  >;
  readonly secrets: Pick<Secrets, "operatorSecret" | "cookieSecret">;
  readonly database: Pick<OpenDatabase, "db" | "announcements">;
  readonly clock: Clock;
  readonly livekit: { readonly url: string; readonly keys: KeyPair };
  /** False where a development server has the pages. */
  readonly pages: boolean;
};

export type App = {
  readonly fastify: FastifyInstance;
  readonly rooms: Rooms;
  readonly presence: Presence;
  readonly mailer: Mailer;
};

/**
 * The application, without the process around it: it listens to nothing yet and starts no other
 * program. `fastify.ready()` takes up the sessions that were running, `fastify.close()` lets go.
 */
export async function buildApp({
  settings,
  secrets,
  database,
  clock,
  livekit,
  pages,
}: AppParts): Promise<App> {
  const secure = settings.publicUrl.startsWith("https:");
  const fastify: Api = Fastify({
    logger:
      settings.logLevel === "silent"
        ? false
        : { level: settings.logLevel, redact: ["req.url", "req.headers"] },
    // Request lines would carry LiveKit's tokens, which travel in the query.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    trustProxy: settings.trustProxy,
    // The longest is the token of a link in a mail.
    routerOptions: { maxParamLength: 160 },
    // A request is taken as it is or refused: nothing is turned into another type or dropped.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  const report = (error: unknown) => fastify.log.error({ err: error }, "background work failed");

  const { announcements } = database;
  const store = sessionStore(database.db);
  const sessions = new Sessions(store, announcements, clock, report);
  const presence = new Presence({ store, sessions, clock, report });
  const rooms = new Rooms({ ...livekit, store, sessions, report });
  const connectionTests = new ConnectionTests({ ...livekit, clock, report });
  const talk = new Talk({
    store: talkStore(database.db),
    announcements,
    announce: store.announce,
    sessions,
    clock,
    report,
  });
  const streams = new Streams({
    announcements,
    store,
    sessions,
    presence,
    talk,
    rooms,
    clock,
    report,
  });
  const access = createAccess(store, secrets.operatorSecret, secure, (session, member) =>
    sessions.isRemoved(session, member),
  );

  const groupEvents = groupStore(database.db);
  const groups = new Groups(groupEvents, clock);
  const contacts = contactStore(database.db);
  const outbox = outboxStore(database.db);
  const writing = {
    publicUrl: settings.publicUrl,
    // Without a mail server invitations are only copied, and nobody can be answered.
    from: settings.mail?.from ?? `no-reply@${new URL(settings.publicUrl).hostname}`,
    tokens: mailTokens(secrets.cookieSecret),
  };
  const { tokens } = writing;
  const links = new MailLinks({ groupEvents, contacts, tokens, clock });
  const mailer = new Mailer({
    settings: settings.mail,
    writing,
    groups: groupEvents,
    contacts,
    outbox,
    clock,
    report,
  });

  const segmenter = new Segmenter(settings.dataFolder);

  answerRefusals(fastify, pages);
  refuseForeignOrigins(fastify, settings.publicUrl);
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", () => segmenter.scriptSource],
        imgSrc: ["'self'", "data:"],
        mediaSrc: ["'self'", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: "no-referrer" },
  });
  await fastify.register(cookie, { secret: secrets.cookieSecret });
  await fastify.register(rateLimit, { global: false });
  await fastify.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Hotseat",
        version: "0.1.0",
        description: "See docs/protocol.md for how the parts work together.",
      },
    },
  });
  await fastify.register(websocket, {
    options: { server: proxySignalling(fastify, livekit.url) as never, maxPayload: 16 * 1024 },
    // In place of the plugin's own, which closes without a word and waits for those who vanished.
    preClose(done) {
      streams.close();
      this.websocketServer.close(() => done());
    },
  });
  await fastify.register(async (routes: Api) => {
    // Every route may refuse, always in the same shape.
    routes.addHook("onRoute", (route) => {
      const schema = (route.schema ??= {});
      schema.response = { ...(schema.response as object), "4xx": Refusal };
    });
    routes.get(
      "/healthz",
      { schema: { summary: "Alive", response: { 200: Type.Object({ ok: Type.Boolean() }) } } },
      async () => ({ ok: true }),
    );
    operatorRoutes(routes, { access, store, sessions });
    sessionRoutes(routes, { access, store, sessions, streams, rooms, connectionTests, clock });
    sealRoutes(routes, {
      access,
      seals: sealStore(database.db),
      sessions,
      streams,
      rooms,
      report,
    });
    muteRoutes(routes, { access, sessions, rooms, streams });
    groupRoutes(routes, { access, groups, store: groupEvents, contacts, clock });
    const requireMember = (request: FastifyRequest) => {
      const { group, member } = request.params as { group: string; member: string };
      return requireGroupMember(access, groupEvents, request, group, member);
    };
    const sends = settings.mail !== null;
    calendarRoutes(routes, { requireMember, groupEvents, contacts, writing });
    mailRoutes(routes, {
      access,
      requireMember,
      groups,
      contacts,
      outbox,
      links,
      mailer,
      writing,
      sends,
      clock,
    });
    webhookRoutes(routes, { rooms, keys: livekit.keys });
    segmenter.serve(routes);
  });
  fastify.get("/api/openapi.json", { schema: { hide: true } }, async () => fastify.swagger());
  if (pages) {
    await servePages(fastify);
    mailPages(fastify, links);
  }

  fastify.addHook("onReady", async () => {
    await sessions.resume();
    presence.start();
    talk.start();
    rooms.start();
    mailer.start();
  });
  fastify.addHook("preClose", async () => {
    presence.stop();
    await mailer.stop();
    await talk.stop();
    await sessions.close();
    await rooms.stop();
    await connectionTests.stop();
  });
  return { fastify, rooms, presence, mailer };
}

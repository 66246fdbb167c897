import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import websocket from "@fastify/websocket";
import { Refusal } from "@hotseat/shared";
import type { MemberId } from "@hotseat/shared";
import Fastify, { LogController } from "fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { afterwardsStore } from "./afterwards/afterwards-store.ts";
import { afterwardsRoutes } from "./afterwards/routes.ts";
import { backupRoutes } from "./backup/routes.ts";
import { briefStore } from "./briefs/brief-store.ts";
import { briefRoutes } from "./briefs/routes.ts";
import { calendarRoutes } from "./calendar/routes.ts";
import { attendedBy } from "./calls/attended.ts";
import { CallStreams } from "./calls/call-streams.ts";
import { Calls } from "./calls/calls.ts";
import { callRoutes } from "./calls/routes.ts";
import type { Clock } from "./clock/clock.ts";
import { commitmentStore } from "./commitments/commitment-store.ts";
import { commitmentRoutes } from "./commitments/routes.ts";
import type { Secrets } from "./data-folder/secrets.ts";
import type { Api } from "./http/api.ts";
import { forgettingRoutes } from "./groups/forgetting.ts";
import { foundingRoutes } from "./groups/founding.ts";
import { Groups } from "./groups/groups.ts";
import { groupLinkRoutes } from "./groups/link-routes.ts";
import { GroupLinks } from "./groups/links.ts";
import { GroupMembers } from "./groups/members.ts";
import { groupRoutes } from "./groups/routes.ts";
import { guardHeaders } from "./http/headers.ts";
import { refuseForeignOrigins } from "./http/origin.ts";
import { servePages } from "./http/pages.ts";
import { answerRefusals, refuseAddress } from "./http/refusal.ts";
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
import { noteStore } from "./notes/note-store.ts";
import { noteRoutes } from "./notes/routes.ts";
import { Eraser } from "./privacy/eraser.ts";
import { Exporter } from "./privacy/exporter.ts";
import { Retention } from "./privacy/retention.ts";
import { privacyRoutes } from "./privacy/routes.ts";
import { operatorRoutes } from "./operator/routes.ts";
import { sealRoutes } from "./seal/routes.ts";
import { Presence } from "./sessions/presence.ts";
import { sessionRoutes } from "./sessions/routes.ts";
import { Sessions } from "./sessions/sessions.ts";
import { GOODBYE_MS, Streams } from "./sessions/streams.ts";
import type { Settings } from "./settings.ts";
import { version } from "./version.ts";
import { Health } from "./watch/health.ts";
import { loggerOf } from "./watch/log.ts";
import type { LogStream } from "./watch/log.ts";
import { Metrics } from "./watch/metrics.ts";
import { watchRoutes } from "./watch/routes.ts";
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
    | "publicUrl"
    | "logLevel"
    | "trustProxy"
    | "dataFolder"
    | "databaseUrl"
    | "mail"
    | "keep"
    | "metricsToken"
  >;
  readonly secrets: Pick<Secrets, "operatorSecret" | "cookieSecret">;
  readonly database: Pick<
    OpenDatabase,
    "db" | "announcements" | "isMigrated" | "watch" | "rewrite"
  >;
  readonly clock: Clock;
  readonly livekit: { readonly url: string; readonly keys: KeyPair };
  /** False where a development server has the pages. */
  readonly pages: boolean;
  /** Where log lines go; to the standard output unless it is said. */
  readonly logTo?: LogStream;
};

export type App = {
  readonly fastify: FastifyInstance;
  /** Every route as `POST /api/clock`; the HEAD that comes with a GET is not named. */
  readonly routes: readonly string[];
  readonly rooms: Rooms;
  readonly presence: Presence;
  readonly mailer: Mailer;
  readonly calls: Calls;
  readonly retention: Retention;
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
  logTo,
}: AppParts): Promise<App> {
  const secure = settings.publicUrl.startsWith("https:");
  const fastify: Api = Fastify({
    logger: loggerOf(settings.logLevel, logTo),
    // Request lines would carry LiveKit's tokens, which travel in the query.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    // Enough for the slowest telephone; without it somebody could send one byte a minute for ever.
    requestTimeout: 60_000,
    // One proxy and no more: what stands before its own entry in X-Forwarded-For, a client has made up.
    trustProxy: settings.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    frameworkErrors: refuseAddress as never,
    // The longest is the token of a link in a mail.
    routerOptions: { maxParamLength: 160 },
    // A request is taken as it is or refused: nothing is turned into another type or dropped.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  const served: string[] = [];
  fastify.addHook("onRoute", ({ method, url }) => {
    for (const each of [method].flat()) if (each !== "HEAD") served.push(`${each} ${url}`);
  });
  const report = (error: unknown) =>
    fastify.log.error({ event: "background-work-failed", err: error }, "background work failed");
  const { log } = fastify;

  const { announcements } = database;
  const metrics = new Metrics();
  database.watch(metrics.storeWorked);
  const store = sessionStore(database.db);
  const sessions = new Sessions(store, announcements, clock, report, metrics);
  sessions.onChange((id, { status }) => {
    if (status === "ended") log.info({ event: "session-ended", session: id }, "an hour is over");
  });
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
  const groupEvents = groupStore(database.db);
  const groups = new Groups(groupEvents, clock);
  const calls = new Calls({
    groups,
    store: groupEvents,
    sessions,
    sessionStore: store,
    clock,
    report,
  });
  const callStreams = new CallStreams({
    groups,
    sessions,
    sessionStore: store,
    announcements,
    clock,
    report,
  });
  const streams = new Streams({
    announcements,
    store,
    sessions,
    presence,
    talk,
    calls: callStreams,
    rooms,
    clock,
    report,
    fannedOut: metrics.fannedOut,
  });
  const access = createAccess(store, secrets.operatorSecret, secure, (session, member) =>
    sessions.isRemoved(session, member),
  );

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
    log,
    report,
  });
  const health = new Health({
    livekit,
    isMigrated: () => database.isMigrated(),
    count: async () => ({ sessions: await store.countLive(), mail: await outbox.count() }),
    log,
  });
  const openStreams = () => streams.size;
  metrics.show(health, openStreams);

  const closeStreams = (session: string, member: MemberId | null = null) =>
    streams.renewed(session, member, null);
  const { db, rewrite } = database;
  const retention = new Retention({
    db,
    rewrite,
    keep: settings.keep,
    clock,
    closeStreams,
    report,
  });

  const segmenter = new Segmenter(settings.dataFolder);

  answerRefusals(fastify, pages);
  await guardHeaders(fastify, { secure, scriptSource: () => segmenter.scriptSource });
  await fastify.register(cookie, { secret: secrets.cookieSecret });
  await fastify.register(rateLimit, { global: false });
  await fastify.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Hotseat",
        version,
        description: "See docs/protocol.md for how the parts work together.",
      },
    },
  });
  await fastify.register(websocket, {
    options: {
      server: proxySignalling(fastify, livekit.url, (token) => rooms.isPutOut(token)) as never,
      maxPayload: 16 * 1024,
    },
    // In place of the plugin's own, which closes without a word and waits for those who vanished.
    preClose(done) {
      streams.close();
      const { websocketServer } = this;
      // Strangers are no streams; those among them who do not answer a goodbye are not waited for either.
      const late = setTimeout(() => {
        for (const client of websocketServer.clients) client.terminate();
      }, 2 * GOODBYE_MS);
      websocketServer.close(() => {
        clearTimeout(late);
        done();
      });
    },
  });
  // After the plugin, which closes the socket of an upgrade that was refused.
  refuseForeignOrigins(fastify, settings.publicUrl);
  await fastify.register(async (routes: Api) => {
    // Every route may refuse, always in the same shape.
    routes.addHook("onRoute", (route) => {
      const schema = (route.schema ??= {});
      schema.response = { ...(schema.response as object), "4xx": Refusal };
    });
    operatorRoutes(routes, { access, store, sessions });
    sessionRoutes(routes, { access, store, sessions, streams, rooms, connectionTests, clock });
    const seals = sealStore(database.db);
    sealRoutes(routes, {
      access,
      store,
      seals,
      sessions,
      streams,
      rooms,
      report,
    });
    muteRoutes(routes, { access, sessions, rooms, streams });
    const members = new GroupMembers(access, groups, groupEvents);
    const groupLinks = new GroupLinks({
      groups,
      store: groupEvents,
      seals,
      clock,
      tellCall: async ({ open }, member, epoch) => {
        if (!open) return;
        await streams.renewed(open.session, member, epoch);
        // Whoever has the old link hears and sees nothing any more; LiveKit may be down.
        if (member !== null) await rooms.removeMember(open.session, member).catch(report);
      },
    });
    foundingRoutes(routes, { access, groups, store: groupEvents, links: groupLinks, contacts });
    forgettingRoutes(routes, { members, access });
    groupRoutes(routes, { members, groups, links: groupLinks, calls, clock });
    groupLinkRoutes(routes, { members, groups, links: groupLinks, contacts });
    callRoutes(routes, { members, access });
    const attended = attendedBy(members, sessions);
    commitmentRoutes(routes, {
      members,
      store: commitmentStore(database.db),
      sessions,
      streams: callStreams,
      clock,
    });
    briefRoutes(routes, { members, store: briefStore(database.db), streams: callStreams, clock });
    noteRoutes(routes, { attended, store: noteStore(database.db), streams: callStreams, clock });
    afterwardsRoutes(routes, {
      attended,
      store: afterwardsStore(database.db),
      streams: callStreams,
      clock,
    });
    const sends = settings.mail !== null;
    const token = settings.metricsToken;
    watchRoutes(routes, { access, metrics, health, openStreams, sends, token });
    const requireMember = (request: FastifyRequest) => members.require(request);
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
    privacyRoutes(routes, {
      access,
      members,
      sessions,
      eraser: new Eraser({
        db,
        groups,
        store: groupEvents,
        sessions,
        closeStreams,
        onErased: () => retention.erased(),
        report,
      }),
      exporter: new Exporter({ db, clock }),
      privacy: {
        keep: settings.keep,
        mail: sends,
        database: settings.databaseUrl === null ? "embedded" : "server",
      },
    });
    webhookRoutes(routes, { rooms, keys: livekit.keys });
    segmenter.serve(routes);
    backupRoutes(routes, { db: database.db, cookieSecret: secrets.cookieSecret });
  });
  fastify.get("/api/openapi.json", { schema: { hide: true } }, async () => fastify.swagger());
  if (pages) {
    await servePages(fastify);
    mailPages(fastify, links);
  }

  fastify.addHook("onReady", async () => {
    const count = await sessions.resume();
    if (count > 0) log.info({ event: "sessions-resumed", count }, "sessions are taken up");
    presence.start();
    talk.start();
    rooms.start();
    calls.start();
    mailer.start();
    retention.start();
    health.start();
  });
  fastify.addHook("preClose", async () => {
    await health.stop();
    // What the clock does to an hour sets the others to work, so they come after it.
    await sessions.close();
    await presence.stop();
    await mailer.stop();
    await retention.stop();
    await calls.stop();
    await callStreams.stop();
    await talk.stop();
    await rooms.stop();
    await connectionTests.stop();
  });
  return { fastify, routes: served, rooms, presence, mailer, calls, retention };
}

import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LightMyRequestResponse } from "fastify";
import { STREAM_VERSION } from "@hotseat/shared";
import type { CreateSessionReply, ServerMessage, SessionView } from "@hotseat/shared";
import { inject, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { buildApp } from "../app.ts";
import type { App } from "../app.ts";
import { readClock } from "../clock/clock.ts";
import type { Clock } from "../clock/clock.ts";
import { proofOf } from "../links/proof.ts";
import { emptyDatabase } from "./database.ts";
import type { MailSettings } from "../settings.ts";
import type { OpenDatabase } from "../store/database.ts";
import type { LogStream } from "../watch/log.ts";
import { testKeys } from "./livekit.ts";

const operatorSecret = randomBytes(32).toString("base64url");
const cookieSecret = randomBytes(32).toString("base64url");

export type Member = { id: string; secret: string; cookie: string };

/** An hour with its members, in the order of their seats and by their names. */
type TestHour = {
  readonly session: string;
  readonly members: [Member, Member, Member, Member];
} & Readonly<Record<"a" | "b" | "c" | "d", Member>>;

/** The application on a real store and a real LiveKit, with a clock that a test can move forward. */
export class Box {
  readonly app: App["fastify"];
  readonly routes: App["routes"];
  readonly operatorSecret = operatorSecret;
  readonly cookieSecret = cookieSecret;
  readonly rooms: App["rooms"];
  readonly mailer: App["mailer"];
  readonly retention: App["retention"];
  readonly #presence: App["presence"];
  readonly #calls: App["calls"];
  readonly database: OpenDatabase;
  readonly clock: MovableClock;

  private constructor(app: App, database: OpenDatabase, clock: MovableClock) {
    this.app = app.fastify;
    this.routes = app.routes;
    this.rooms = app.rooms;
    this.mailer = app.mailer;
    this.retention = app.retention;
    this.#presence = app.presence;
    this.#calls = app.calls;
    this.database = database;
    this.clock = clock;
  }

  /** Opens a box that closes itself when the test is over. */
  static async open({
    database,
    port,
    dataFolder,
    mail,
    metricsToken,
    logTo,
    failuresExpected = false,
    pages = false,
    publicUrl = "http://localhost:3600",
    trustProxy = false,
    livekitUrl = inject("livekitUrl"),
  }: {
    database?: OpenDatabase;
    port?: number;
    dataFolder?: string;
    mail?: MailSettings;
    metricsToken?: string;
    /** Everything that is logged, down to the smallest. */
    logTo?: LogStream;
    /** Something is to fail here that nobody is told of but the log; where it is not, that fails the test. */
    failuresExpected?: boolean;
    /** With the built client. */
    pages?: boolean;
    publicUrl?: string;
    trustProxy?: boolean;
    livekitUrl?: string;
  } = {}): Promise<Box> {
    const failures = new Failures(logTo);
    const db = database ?? (await emptyDatabase());
    const clock = new MovableClock(await readClock(db.now));
    const app = await buildApp({
      settings: {
        publicUrl,
        logLevel: logTo ? "debug" : "error",
        trustProxy,
        dataFolder: dataFolder ?? join(tmpdir(), "hotseat-none"),
        databaseUrl: null,
        mail: mail ?? null,
        keep: { sessions: 90, unused: 30, mail: 30, archived: 365 },
        metricsToken: metricsToken ?? null,
      },
      secrets: { operatorSecret, cookieSecret },
      database: db,
      clock,
      livekit: { url: livekitUrl, keys: testKeys },
      pages,
      logTo: failures,
    });
    const box = new Box(app, db, clock);
    await box.app.listen({ host: "127.0.0.1", port: port ?? 0 });
    onTestFinished(async () => {
      await box.app.close();
      if (!failuresExpected && failures.lines.length > 0) throw new Error(failures.lines.join(""));
    });
    return box;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.app.server.address() as AddressInfo).port}`;
  }

  /** Looks for members who have left, as the server does every second. */
  async sweep(): Promise<void> {
    await this.#presence.sweep();
  }

  /** Does what is due to groups, as the server does twice a second. */
  async look(): Promise<void> {
    await this.#calls.look();
  }

  async post(url: string, payload: object, cookie = ""): Promise<LightMyRequestResponse> {
    return this.app.inject({ method: "POST", url, payload, headers: { cookie } });
  }

  async get(url: string, cookie = ""): Promise<LightMyRequestResponse> {
    return this.app.inject({ method: "GET", url, headers: { cookie } });
  }

  /** What a browser with somebody's link shows. */
  proofOf({ secret }: Member): { proof: string } {
    return { proof: proofOf(secret) };
  }

  async claimOperator(): Promise<string> {
    return cookieIn(await this.post("/api/operator/claim", { proof: proofOf(operatorSecret) }));
  }

  /** An hour, so many ms long, of four members called A to D; D is the facilitator. */
  async hour({ length = 3_600_000 } = {}): Promise<TestHour> {
    const secrets = Array.from({ length: 4 }, () => randomBytes(32).toString("base64url"));
    const members = secrets.map((secret, i) => ({
      name: "ABCD".charAt(i),
      proof: proofOf(secret),
    }));
    const reply = await this.post(
      "/api/operator/sessions",
      { hour: length, members, facilitator: 3 },
      await this.claimOperator(),
    );
    const created: CreateSessionReply = reply.json();
    const all = await Promise.all(
      created.members.map(async ({ id }, i): Promise<Member> => {
        const secret = secrets[i] ?? "";
        const claim = await this.post(`${pathOf(created.session, id)}/claim`, {
          proof: proofOf(secret),
        });
        return { id, secret, cookie: cookieIn(claim) };
      }),
    );
    const [a, b, c, d] = all as [Member, Member, Member, Member];
    return { session: created.session, members: [a, b, c, d], a, b, c, d };
  }

  /** A member's tab asks for what lets it into the call. */
  async join(
    session: string,
    member: Member,
    body: object = { tab: "tab-00000001" },
  ): Promise<LightMyRequestResponse> {
    return this.post(`${pathOf(session, member.id)}/join`, body, member.cookie);
  }

  async command(session: string, member: Member, command: object): Promise<LightMyRequestResponse> {
    return this.post(`${pathOf(session, member.id)}/commands`, command, member.cookie);
  }

  async view(session: string, member: Member): Promise<SessionView> {
    return (await this.get(pathOf(session, member.id), member.cookie)).json<{ view: SessionView }>()
      .view;
  }

  /** Lets members enter the call, and waits until they are all there. */
  async enter(session: string, ...members: readonly Member[]): Promise<Follower[]> {
    const followers = members.map((member) => this.follow(session, member));
    for (const follower of followers) {
      await follower.send({ type: "follow", since: null, place: "entering" });
    }
    for (const follower of followers) {
      await follower.until(
        ({ view }) =>
          view && members.every(({ id }) => view.members.find((m) => m.id === id)?.here),
      );
    }
    return followers;
  }

  /** Opens a member's stream over a real socket. */
  follow(
    session: string,
    member: Member,
    { tab = "tab-00000001", version = String(STREAM_VERSION) } = {},
  ): Follower {
    return this.followAt(pathOf(session, member.id), member.cookie, `tab=${tab}&v=${version}`);
  }

  /** The same for whoever has this cookie. */
  followAt(path: string, cookie: string, query = `tab=tab-00000001&v=${STREAM_VERSION}`): Follower {
    const url = `${this.url.replace("http", "ws")}${path}/stream?${query}`;
    const follower = new Follower(new WebSocket(url, { headers: { cookie } }));
    onTestFinished(() => follower.socket.terminate());
    return follower;
  }
}

export function pathOf(session: string, member: string): string {
  return `/api/sessions/${session}/members/${member}`;
}

export function cookieIn(reply: LightMyRequestResponse): string {
  return String(reply.headers["set-cookie"] ?? "").split(";", 1)[0] ?? "";
}

/** How long something is waited for, in ms: shorter than a test may take, so that it can still say what. */
const PATIENCE = 15_000;

/** So many of the last messages are named when something has not come. */
const LAST_TOLD = 5;

/** One client of the stream, which keeps what it was sent. */
export class Follower {
  readonly socket: WebSocket;
  readonly received: ServerMessage[] = [];
  closed: { code: number } | null = null;
  #asked = 1_000;
  /** Of everybody who waits for something here. */
  readonly #wakers = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => {
      this.received.push(JSON.parse(String(data)) as ServerMessage);
      this.#wake();
    });
    socket.on("close", (code) => {
      this.closed = { code };
      this.#wake();
    });
    // The close that comes after it says what has become of the connection.
    socket.on("error", () => {});
  }

  async send(message: unknown): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING) {
      await new Promise((done) => this.socket.once("open", done));
    }
    const asIs = typeof message === "string" || message instanceof Buffer;
    this.socket.send(asIs ? message : JSON.stringify(message));
  }

  /** Sends a request, and waits for what is answered to it. */
  async answer(request: object): Promise<ServerMessage> {
    const id = (this.#asked += 1);
    await this.send({ ...request, id });
    return this.until(({ received }) => received.find((each) => "id" in each && each.id === id));
  }

  /**
   * Waits until something that was received, or that will be, is what is looked for.
   *
   * @throws when it has not come in 15 s, or the connection is closed and so it never will.
   */
  async until<T>(find: (follower: Follower) => T | undefined | null | false): Promise<T> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const found = find(this);
      if (found !== undefined && found !== null && found !== false) return found;
      const left = deadline - performance.now();
      if (this.closed || left <= 0) throw new Error(this.#missing(String(find)));
      await this.#news(left);
    }
  }

  /** Until something has come, or so many ms have passed. */
  async #news(within: number): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, within);
      this.#wakers.add(() => {
        clearTimeout(timer);
        done();
      });
    });
  }

  #wake(): void {
    const wakers = [...this.#wakers];
    this.#wakers.clear();
    for (const wake of wakers) wake();
  }

  #missing(what: string): string {
    const state = this.closed
      ? `the stream was closed with ${this.closed.code}`
      : `nothing came in ${PATIENCE / 1_000} s`;
    const last = this.received.slice(-LAST_TOLD).map(({ type }) => type);
    return `waited for ${what.replaceAll(/\s+/g, " ")}, but ${state}; the last that came: ${last.join(", ") || "nothing"}`;
  }

  /** The newest view. */
  get view(): SessionView | null {
    const message = this.received.findLast(({ type }) => type === "view");
    return message?.type === "view" ? message.view : null;
  }
}

/** The log of a box, of which it keeps what failed and nobody was told of. */
class Failures implements LogStream {
  readonly lines: string[] = [];
  readonly #next: LogStream | undefined;

  constructor(next: LogStream | undefined) {
    this.#next = next;
  }

  write(line: string): void {
    const { event } = JSON.parse(line) as { event?: string };
    if (event === "background-work-failed" || event === "request-failed") this.lines.push(line);
    this.#next?.write(line);
  }
}

/** The server's clock, except that a test can let time pass at once, or hold it. */
export class MovableClock implements Clock {
  readonly #real: Clock;
  #ahead = 0;
  /** What it shows while it is held; null while it runs. */
  #held: number | null = null;

  constructor(real: Clock) {
    this.#real = real;
  }

  now(): number {
    return Math.floor(this.precise());
  }

  precise(): number {
    return this.#held ?? this.#real.precise() + this.#ahead;
  }

  /** From now on time passes only when the test says so: what it finds does not hang on how fast it is. */
  hold(): void {
    this.#held = this.now();
  }

  pass(ms: number): void {
    if (this.#held === null) this.#ahead += ms;
    else this.#held += ms;
  }

  /** Lets time pass until this very instant. @throws when that is over. */
  goTo(instant: number): void {
    const ms = instant - this.precise();
    if (ms < 0) throw new Error(`that was ${-ms} ms ago`);
    this.pass(ms);
  }
}

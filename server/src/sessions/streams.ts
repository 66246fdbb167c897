import type { WebSocket } from "@fastify/websocket";
import { ClientMessage, SILENCE_LIMIT_MS, closeCodes, viewOf } from "@hotseat/shared";
import type {
  CommandRequest,
  Instant,
  MemberId,
  Millis,
  ServerMessage,
  Session,
  StreamPlace,
  TalkRequest,
} from "@hotseat/shared";
import { Compile } from "typebox/compile";
import type { CallStreams } from "../calls/call-streams.ts";
import type { Clock } from "../clock/clock.ts";
import type { Announcements } from "../store/announcements.ts";
import type { SessionStore } from "../store/session-store.ts";
import type { Rooms } from "../media/rooms.ts";
import type { Talk } from "../talk/talk.ts";
import type { Presence, Seat } from "./presence.ts";
import type { Sessions } from "./sessions.ts";

/** What may wait for a slow client, in bytes, before it is dropped to come back and resync. */
const LONGEST_QUEUE = 256 * 1024;
const LISTEN_EVERY = 2_000;

/** How long a client may take to answer a goodbye, in ms. */
export const GOODBYE_MS = 500;

const clientMessage = Compile(ClientMessage);

type Parts = {
  announcements: Announcements;
  store: SessionStore;
  sessions: Sessions;
  presence: Presence;
  talk: Talk;
  calls: CallStreams;
  rooms: Rooms;
  clock: Clock;
  report: (error: unknown) => void;
  /** A stored change has been written to every stream of its session, so long after, in ms. */
  fannedOut: (ms: Millis) => void;
};

/** Every open stream, by session: sends each member the view that is theirs, after every change. */
export class Streams {
  readonly #parts: Parts;
  readonly #bySession = new Map<string, Set<Stream>>();
  readonly #listening: NodeJS.Timeout;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.sessions.onChange((id, session, storedAt) => {
      // All views first: each one sent wakes a reader, who may take the core from the rest.
      const sends = [...this.#of(id)].map((stream) => stream.tell(session));
      for (const send of sends) send();
      if (sends.length > 0) parts.fannedOut(performance.now() - storedAt);
    });
    parts.announcements.onHeard((heard) => {
      if (heard.type === "entered") this.#stepBack(heard);
      if (heard.type === "muted") this.#tellMuted(heard);
      if (heard.type === "link-renewed") this.#checkLinks(heard);
    });
    parts.announcements.onGap(() => {
      for (const session of this.#bySession.keys()) this.#checkLinks({ session });
    });
    this.#listening = setInterval(() => this.#closeSilent(), LISTEN_EVERY);
  }

  /**
   * Takes a connection on. `mayStay` says whether the link that opened it is still the member's own;
   * it is asked at once, since that may have changed while the connection was made.
   */
  open(socket: WebSocket, seat: Seat, mayStay: () => Promise<boolean>): void {
    const entered = (others: readonly string[]) => this.#entered(seat, others);
    const stream = new Stream(socket, seat, this.#parts, entered, mayStay);
    const streams = this.#bySession.get(seat.session) ?? new Set();
    this.#bySession.set(seat.session, streams.add(stream));
    socket.once("close", () => {
      streams.delete(stream);
      if (streams.size === 0 && this.#bySession.get(seat.session) === streams) {
        this.#bySession.delete(seat.session);
      }
    });
    void stream.checkLink();
  }

  /**
   * A member has a new link: what the old one opened is closed, here and on every other server.
   * Everybody else is told of the new key, when there is one.
   */
  async renewed(session: string, member: MemberId | null, epoch: number | null): Promise<void> {
    await Promise.all(this.#checkLinks({ session, member, epoch }));
    await this.#parts.store.announce({ type: "link-renewed", session, member, epoch });
  }

  /** Looks again at the links of one member's streams, or of all; tells the others of a new key. */
  #checkLinks(of: {
    readonly session: string;
    readonly member?: MemberId | null;
    readonly epoch?: number | null;
  }): Promise<void>[] {
    const checks: Promise<void>[] = [];
    for (const stream of this.#of(of.session)) {
      if (!of.member || stream.seat.member === of.member) {
        checks.push(stream.checkLink());
      }
      if (of.epoch && stream.seat.member !== of.member) stream.sealAnew(of.epoch);
    }
    return checks;
  }

  /** How many are open at this server. */
  get size(): number {
    let size = 0;
    for (const streams of this.#bySession.values()) size += streams.size;
    return size;
  }

  close(): void {
    clearInterval(this.#listening);
    for (const streams of this.#bySession.values()) for (const stream of streams) stream.end();
  }

  /** Tells a member who has turned off their microphone, on whichever server they are. */
  async muted(session: string, member: MemberId, by: MemberId): Promise<void> {
    const muted = { type: "muted", session, member, by } as const;
    this.#tellMuted(muted);
    await this.#parts.store.announce(muted);
  }

  #tellMuted(muted: {
    readonly session: string;
    readonly member: MemberId;
    readonly by: MemberId;
  }): void {
    for (const stream of this.#of(muted.session)) {
      if (stream.seat.member === muted.member) stream.tellMuted(muted.by);
    }
  }

  /** A member is in the call in one tab at a time: the newest one that they entered in. */
  async #entered(seat: Seat, others: readonly string[]): Promise<void> {
    this.#stepBack(seat);
    await this.#parts.store.announce({ type: "entered", ...seat });
    // Their media goes also where no stream is open that could be told; LiveKit may be down.
    for (const tab of others) {
      await this.#parts.rooms.remove({ ...seat, tab }).catch(this.#parts.report);
    }
  }

  #stepBack({ session, member, tab }: Seat): void {
    for (const stream of this.#of(session)) {
      if (stream.seat.member === member && stream.seat.tab !== tab) stream.stepBack();
    }
  }

  #closeSilent(): void {
    for (const streams of this.#bySession.values())
      for (const stream of streams) stream.closeIfSilent();
  }

  #of(session: string): Iterable<Stream> {
    return [...(this.#bySession.get(session) ?? [])];
  }
}

/** One WebSocket of one tab. */
class Stream {
  readonly seat: Seat;
  #entered = false;
  /** When this stream last renewed its lease; null when it has none. */
  #renewedAt: Instant | null = null;
  /** Whether this server itself has ended the connection, which says nothing about the member. */
  #ended = false;
  readonly #socket: WebSocket;
  readonly #parts: Parts;
  readonly #onEntered: (others: readonly string[]) => Promise<void>;
  readonly #mayStay: () => Promise<boolean>;
  /** Ends the listening to what is said; null while this stream hears none of it. */
  #deafen: (() => void) | null = null;
  /** Ends the listening to what its group does. */
  #forgetGroup: (() => void) | null = null;
  /** The version the client has; null until it has said so. */
  #has: number | null = null;
  #heardAt = performance.now();
  /** Messages are worked on one after the other, so entering and leaving cannot overtake each other. */
  #work: Promise<void> = Promise.resolve();

  constructor(
    socket: WebSocket,
    seat: Seat,
    parts: Parts,
    onEntered: (others: readonly string[]) => Promise<void>,
    mayStay: () => Promise<boolean>,
  ) {
    this.seat = seat;
    this.#socket = socket;
    this.#parts = parts;
    this.#onEntered = onEntered;
    this.#mayStay = mayStay;
    socket.on("message", (data) => this.#received(String(data)));
    socket.once("close", () => this.#lost());
  }

  /** Makes this member's view of what the session has become, and gives what sends it. */
  tell(session: Session): () => void {
    const isKnown = this.#has === null || session.status === "none" || session.version <= this.#has;
    if (isKnown) return () => {};
    const view = viewOf(session, this.seat.member);
    if (!view) return () => this.#dismiss("removed");
    this.#has = view.version;
    const text = JSON.stringify({ type: "view", view } satisfies ServerMessage);
    return () => this.#write(text);
  }

  /** Closes this stream unless the link that opened it is still the member's own. Never rejects. */
  async checkLink(): Promise<void> {
    try {
      if (await this.#mayStay()) return;
      this.#dismiss("this link was replaced");
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The session's key was replaced. */
  sealAnew(epoch: number): void {
    this.#send({ type: "sealed-anew", epoch });
  }

  /** Somebody has turned off the member's microphone. */
  tellMuted(by: MemberId): void {
    if (this.#entered) this.#send({ type: "muted", by });
  }

  /** The member entered in another tab. */
  stepBack(): void {
    if (!this.#entered) return;
    this.#entered = false;
    this.#hush();
    this.#send({ type: "elsewhere" });
  }

  closeIfSilent(): void {
    if (performance.now() - this.#heardAt <= SILENCE_LIMIT_MS) return;
    this.#socket.close(closeCodes.silent, "nothing heard");
    // A peer that is gone will not answer the close either.
    this.#socket.terminate();
  }

  /** Says that the server goes; a client that does not answer is not waited for. */
  end(): void {
    this.#ended = true;
    this.#close(1012, "server restarts");
  }

  /** For whoever may not be here any more. */
  #dismiss(why: string): void {
    this.#close(closeCodes.forbidden, why);
  }

  #close(code: number, why: string): void {
    this.#socket.close(code, why);
    setTimeout(() => this.#socket.terminate(), GOODBYE_MS).unref();
  }

  #received(data: string): void {
    // Until the client answers the close, `ws` goes on to tell what it sends.
    if (!this.#isOpen) return;
    this.#heardAt = performance.now();
    const message = parse(data);
    if (!message) return this.#socket.close(closeCodes.malformed, "not in the protocol");
    if (message.type === "command") {
      // When that fails, whether it was stored is unknown: the client connects anew and sees.
      this.#perform(message.id, message.command).catch((error: unknown) => this.#fail(error));
      return;
    }
    if (message.type === "ping") {
      this.#send({ type: "pong", sent: message.sent, now: this.#parts.clock.precise() });
      if (this.#entered) this.#asked(() => this.#renew());
      return;
    }
    if (message.type === "follow") {
      return this.#asked(() => this.#follow(message.since, message.place, message.said ?? 0));
    }
    if (message.type === "support-next") {
      return this.#asked(() => this.#supportNext(message.id, message.to));
    }
    // What somebody says one after the other stays in that order.
    this.#asked(() => this.#talk(message));
  }

  /** What the member asks for does not wait for what the connection itself has still to do. */
  async #perform(id: number, command: CommandRequest): Promise<void> {
    const { session, member } = this.seat;
    const outcome = await this.#parts.sessions.command(session, command, member);
    if (outcome.ok) this.#send({ type: "done", id, version: outcome.session.version });
    else this.#send({ type: "refused", id, refusal: outcome.rejection });
  }

  async #talk(request: TalkRequest): Promise<void> {
    const refusal = await this.#parts.talk.perform(this.seat, this.#entered, request);
    const { id } = request;
    this.#send(refusal ? { type: "refused", id, refusal } : { type: "heard", id });
  }

  async #supportNext(id: number, to: number): Promise<void> {
    const refusal = await this.#parts.calls.support(this.seat, this.#entered, to);
    this.#send(refusal ? { type: "refused", id, refusal } : { type: "heard", id });
  }

  async #follow(since: number | null, place: StreamPlace, said: number): Promise<void> {
    const { presence, sessions } = this.#parts;
    const { session: id, member } = this.seat;
    // Removed while the connection was being made: no change is to come that would tell them.
    if (await sessions.isRemoved(id, member)) {
      return this.#dismiss("removed");
    }
    const before = this.#entered;
    this.#entered = place !== "door";
    if (place === "entering") {
      const { renewedAt, others } = await presence.enter(this.seat);
      this.#renewedAt = renewedAt;
      await this.#onEntered(others);
    } else if (place === "call") await this.#renew();
    else if (before) await presence.exit(this.seat);
    const session = await sessions.read(this.seat.session);
    if (!session || session.status === "none") return;
    // A version the session never had means that this client followed another one.
    this.#has = since !== null && since <= session.version ? since : -1;
    if (this.#has === session.version) this.#send({ type: "current", version: session.version });
    else this.tell(session)();
    this.#listen(session, said);
    this.#listenToGroup();
  }

  #listenToGroup(): void {
    this.#forgetGroup?.();
    this.#forgetGroup = null;
    if (!this.#isOpen) return;
    this.#forgetGroup = this.#parts.calls.listen(this.seat.session, (message) =>
      this.#send(message),
    );
  }

  #listen(session: Exclude<Session, { status: "none" }>, said: number): void {
    const { talk } = this.#parts;
    this.#hush();
    if (!this.#isOpen || !talk.mayListen(session, this.seat.member, this.#entered)) return;
    this.#deafen = talk.listen(this.seat.session, said, (message) => this.#send(message));
  }

  #hush(): void {
    this.#deafen?.();
    this.#deafen = null;
  }

  async #renew(): Promise<void> {
    this.#renewedAt = await this.#parts.presence.renew(this.seat);
    if (this.#renewedAt === null) this.stepBack();
  }

  /** The connection is gone: the lease runs out sooner than if nobody had seen it. */
  #lost(): void {
    this.#hush();
    this.#forgetGroup?.();
    if (this.#ended) return;
    const { presence, clock } = this.#parts;
    const lostAt = Math.floor(clock.now() - (performance.now() - this.#heardAt));
    this.#then(async () => {
      if (!this.#entered || this.#renewedAt === null) return;
      await presence.lose(this.seat, this.#renewedAt, Math.max(lostAt, this.#renewedAt));
    });
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** What a member wants done, if by the time of its turn they may still want it. */
  #asked(work: () => Promise<void>): void {
    this.#then(async () => {
      if (this.#isOpen) await work();
    });
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): void {
    this.#parts.report(error);
    this.#socket.close(1011, "internal error");
  }

  #send(message: ServerMessage): void {
    this.#write(JSON.stringify(message));
  }

  #write(text: string): void {
    if (!this.#isOpen) return;
    // A close code would wait behind all that the client does not take, so it gets none.
    if (this.#socket.bufferedAmount > LONGEST_QUEUE) return this.#socket.terminate();
    this.#socket.send(text);
  }
}

function parse(data: string): ClientMessage | null {
  try {
    const message: unknown = JSON.parse(data);
    return clientMessage.Check(message) ? message : null;
  } catch {
    return null;
  }
}

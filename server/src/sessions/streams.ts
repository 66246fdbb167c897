import type { WebSocket } from "@fastify/websocket";
import { ClientMessage, SILENCE_LIMIT_MS, closeCodes, viewOf } from "@hotseat/shared";
import type { CommandRequest, Instant, ServerMessage, Session, StreamPlace } from "@hotseat/shared";
import { Compile } from "typebox/compile";
import type { Clock } from "../clock/clock.ts";
import type { Announcements } from "../store/announcements.ts";
import type { SessionStore } from "../store/session-store.ts";
import type { Rooms } from "../media/rooms.ts";
import type { Presence, Seat } from "./presence.ts";
import type { Sessions } from "./sessions.ts";

/** What may wait for a slow client, in bytes, before it is dropped to come back and resync. */
const LONGEST_QUEUE = 256 * 1024;
const LISTEN_EVERY = 2_000;

/** How long a client may take to answer a goodbye, in ms. */
const GOODBYE_MS = 500;

const clientMessage = Compile(ClientMessage);

type Parts = {
  announcements: Announcements;
  store: SessionStore;
  sessions: Sessions;
  presence: Presence;
  rooms: Rooms;
  clock: Clock;
  report: (error: unknown) => void;
};

/** Every open stream, by session: sends each member the view that is theirs, after every change. */
export class Streams {
  readonly #parts: Parts;
  readonly #bySession = new Map<string, Set<Stream>>();
  readonly #listening: NodeJS.Timeout;

  constructor(parts: Parts) {
    this.#parts = parts;
    parts.sessions.onChange((id, session) => {
      // All views first: each one sent wakes a reader, who may take the core from the rest.
      const sends = [...this.#of(id)].map((stream) => stream.tell(session));
      for (const send of sends) send();
    });
    parts.announcements.onHeard((heard) => {
      if (heard.type === "entered") this.#stepBack(heard);
    });
    this.#listening = setInterval(() => this.#closeSilent(), LISTEN_EVERY);
  }

  open(socket: WebSocket, seat: Seat): void {
    const stream = new Stream(socket, seat, this.#parts, (others) => this.#entered(seat, others));
    const streams = this.#bySession.get(seat.session) ?? new Set();
    this.#bySession.set(seat.session, streams.add(stream));
    socket.once("close", () => {
      streams.delete(stream);
      if (streams.size === 0 && this.#bySession.get(seat.session) === streams) {
        this.#bySession.delete(seat.session);
      }
    });
  }

  close(): void {
    clearInterval(this.#listening);
    for (const streams of this.#bySession.values()) for (const stream of streams) stream.end();
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
  ) {
    this.seat = seat;
    this.#socket = socket;
    this.#parts = parts;
    this.#onEntered = onEntered;
    socket.on("message", (data) => this.#received(String(data)));
    socket.once("close", () => this.#lost());
  }

  /** Makes this member's view of what the session has become, and gives what sends it. */
  tell(session: Session): () => void {
    const isKnown = this.#has === null || session.status === "none" || session.version <= this.#has;
    if (isKnown) return () => {};
    const view = viewOf(session, this.seat.member);
    if (!view) return () => this.#socket.close(closeCodes.forbidden, "no longer a member");
    this.#has = view.version;
    const text = JSON.stringify({ type: "view", view } satisfies ServerMessage);
    return () => this.#write(text);
  }

  /** The member entered in another tab. */
  stepBack(): void {
    if (!this.#entered) return;
    this.#entered = false;
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
    this.#socket.close(1012, "server restarts");
    setTimeout(() => this.#socket.terminate(), GOODBYE_MS).unref();
  }

  #received(data: string): void {
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
      if (this.#entered) this.#then(() => this.#renew());
      return;
    }
    this.#then(() => this.#follow(message.since, message.place));
  }

  /** What the member asks for does not wait for what the connection itself has still to do. */
  async #perform(id: number, command: CommandRequest): Promise<void> {
    const { session, member } = this.seat;
    const outcome = await this.#parts.sessions.command(session, command, member);
    if (outcome.ok) this.#send({ type: "done", id, version: outcome.session.version });
    else this.#send({ type: "refused", id, refusal: outcome.rejection });
  }

  async #follow(since: number | null, place: StreamPlace): Promise<void> {
    const { presence, sessions } = this.#parts;
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
  }

  async #renew(): Promise<void> {
    this.#renewedAt = await this.#parts.presence.renew(this.seat);
    if (this.#renewedAt === null) this.stepBack();
  }

  /** The connection is gone: the lease runs out sooner than if nobody had seen it. */
  #lost(): void {
    if (this.#ended) return;
    const { presence, clock } = this.#parts;
    const lostAt = Math.floor(clock.now() - (performance.now() - this.#heardAt));
    this.#then(async () => {
      if (!this.#entered || this.#renewedAt === null) return;
      await presence.lose(this.seat, this.#renewedAt, Math.max(lostAt, this.#renewedAt));
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
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > LONGEST_QUEUE) {
      this.#socket.close(closeCodes.tooSlow, "too slow");
      return this.#socket.terminate();
    }
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

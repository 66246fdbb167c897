import { SILENCE_LIMIT_MS, closeCodes } from "@hotseat/shared";
import type {
  CallMessage,
  ClientMessage,
  CommandRequest,
  Refusal,
  ServerMessage,
  StreamPlace,
  TalkMessage,
} from "@hotseat/shared";
import { learn, monotonic } from "../clock/clock.ts";
import { UNREACHABLE } from "../link/request.ts";
import { Pinger } from "./pinger.ts";

/** `refused`, `removed` and `outdated` are final; the rest mends itself. */
export type StreamState = "opening" | "open" | "lost" | "refused" | "removed" | "outdated";

/** What became of a command. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

/** Whether the server has done it or not, it could not say so. */
const unanswered: Outcome = { ok: false, refusal: { code: UNREACHABLE, message: "" } };

/** Messages that are for others than the stream itself. */
type News =
  | Extract<ServerMessage, { type: "view" | "current" | "elsewhere" | "sealed-anew" | "muted" }>
  | Exclude<TalkMessage, { type: "heard" }>
  | CallMessage;

/** What can be asked for, without the number under which it is answered. */
type Numberless<T> = T extends { readonly id: number } ? Omit<T, "id"> : never;
export type Asked = Numberless<ClientMessage>;

export type StreamEvents = {
  readonly onState: (state: StreamState) => void;
  readonly onMessage: (message: News) => void;
  /** The version to ask from; null when nothing is known yet. */
  readonly since: () => number | null;
  /** The number of the last message that is here. */
  readonly said: () => number;
};

const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 5_000;

/**
 * The one WebSocket of a tab: it says what it has, hears what changes, and brings the clock. It
 * connects again by itself, at once when the network or the page comes back.
 */
export class Stream {
  readonly #address: string;
  readonly #events: StreamEvents;
  readonly #pinger: Pinger;
  #socket: WebSocket | null = null;
  /** Ends the listening to a socket that has been given up. */
  #hearing = new AbortController();
  /** What `follow` says. Stays at `entering` until the server is known to have heard it. */
  #place: StreamPlace = "door";
  #enteringSentAt = Infinity;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Commands that were sent, each with who waits for its outcome. */
  readonly #asked = new Map<number, (outcome: Outcome) => void>();
  #lastId = 0;
  #heardAt = 0;
  #closed = false;

  constructor(address: string, events: StreamEvents) {
    this.#address = address;
    this.#events = events;
    this.#pinger = new Pinger((sent) => this.#ping(sent));
    addEventListener("online", this.#wake);
    addEventListener("pageshow", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    this.#connect();
  }

  /** Whether the member is in the call, or only at its door. */
  set entered(entered: boolean) {
    if ((this.#place !== "door") === entered) return;
    this.#place = entered ? "entering" : "door";
    this.#follow();
    // The answer tells that the server has heard it.
    if (entered) this.#send({ type: "ping", sent: monotonic() });
  }

  /** Asks for something and says what became of it; null when the connection is not open. */
  command(command: CommandRequest): Promise<Outcome> | null {
    return this.ask({ type: "command", command });
  }

  /** The same for anything that is answered under a number. */
  ask(asked: Asked): Promise<Outcome> | null {
    if (this.#socket?.readyState !== WebSocket.OPEN) return null;
    const id = (this.#lastId += 1);
    const outcome = new Promise<Outcome>((done) => this.#asked.set(id, done));
    this.#send({ ...asked, id });
    return outcome;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    removeEventListener("online", this.#wake);
    removeEventListener("pageshow", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    this.#drop();
  }

  readonly #wake = () => {
    if (this.#closed || document.visibilityState === "hidden") return;
    if (this.#socket) this.#pinger.burst();
    else this.#connect();
  };

  #connect(): void {
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.#address);
    const { signal } = (this.#hearing = new AbortController());
    this.#socket = socket;
    this.#heardAt = monotonic();
    this.#pinger.start();
    socket.addEventListener("open", () => this.#greet(), { signal });
    socket.addEventListener("message", ({ data }) => this.#hear(String(data)), { signal });
    socket.addEventListener("close", ({ code, reason }) => this.#lose(code, reason), { signal });
  }

  #greet(): void {
    this.#heardAt = monotonic();
    this.#follow();
    this.#pinger.burst();
    this.#events.onState("open");
  }

  #hear(data: string): void {
    const arrived = monotonic();
    this.#heardAt = arrived;
    this.#failures = 0;
    const message = JSON.parse(data) as ServerMessage;
    switch (message.type) {
      case "pong":
        learn({ sent: message.sent, arrived, now: message.now });
        return this.#confirm(message.sent);
      case "done":
      case "heard":
        return this.#answer(message.id, { ok: true });
      case "refused":
        return this.#answer(message.id, { ok: false, refusal: message.refusal });
      default:
        return this.#events.onMessage(message);
    }
  }

  #answer(id: number, outcome: Outcome): void {
    this.#asked.get(id)?.(outcome);
    this.#asked.delete(id);
  }

  #lose(code: number, reason = ""): void {
    this.#drop();
    const removed = code === closeCodes.forbidden && reason === "removed";
    const final = removed ? "removed" : finalStates.get(code);
    if (final) {
      this.#closed = true;
      this.#events.onState(final);
      return;
    }
    this.#events.onState("lost");
    const delay = Math.min(FIRST_DELAY_MS * 2 ** this.#failures, LONGEST_DELAY_MS);
    this.#failures += 1;
    // Half of it is chance, so that four browsers do not come back in the same instant.
    this.#retry = setTimeout(() => this.#connect(), delay * (0.5 + Math.random() / 2));
  }

  #drop(): void {
    this.#pinger.stop();
    this.#hearing.abort();
    this.#socket?.close();
    this.#socket = null;
    for (const id of this.#asked.keys()) this.#answer(id, unanswered);
  }

  #follow(): void {
    const place = this.#place;
    this.#enteringSentAt = place === "entering" ? monotonic() : Infinity;
    const { since, said } = this.#events;
    this.#send({ type: "follow", since: since(), place, said: said() });
  }

  /**
   * Messages keep their order: who answers a ping has heard what went before it. A socket that takes
   * a message may be dead for a while already, so having sent it is not enough.
   */
  #confirm(pingSent: number): void {
    if (this.#place === "entering" && pingSent >= this.#enteringSentAt) this.#place = "call";
  }

  #ping(sent: number): void {
    if (sent - this.#heardAt > SILENCE_LIMIT_MS) this.#lose(closeCodes.silent);
    else this.#send({ type: "ping", sent });
  }

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}

const finalStates: ReadonlyMap<number, StreamState> = new Map<number, StreamState>([
  [closeCodes.forbidden, "refused"],
  [closeCodes.unsupported, "outdated"],
]);

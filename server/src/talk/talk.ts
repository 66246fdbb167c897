import { randomUUID } from "node:crypto";
import {
  LARGEST_ENVELOPE,
  RECAP_OPEN_MS,
  attendanceOf,
  planOf,
  reject,
  seatSpan,
} from "@hotseat/shared";
import type {
  Instant,
  MemberId,
  RaisedHand,
  Reaction,
  Refusal,
  Session,
  TalkMessage,
  TalkRequest,
} from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import type { Announcements } from "../store/announcements.ts";
import type { SessionStore } from "../store/session-store.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { InTurn } from "../work/in-turn.ts";
import { Repeating } from "../work/repeating.ts";
import { Pace } from "./pace.ts";
import { refuse } from "./refusals.ts";
import type { TalkStore } from "./talk-store.ts";

/** How often what belongs to closed recaps is deleted, in ms. Nobody can read it by then anyway. */
const FORGET_EVERY = 10_000;

type Parts = {
  store: TalkStore;
  announcements: Announcements;
  announce: SessionStore["announce"];
  sessions: Sessions;
  clock: Clock;
  report: (error: unknown) => void;
};

type Listener = {
  /** The number of the last message that it has been told. */
  said: number;
  /** The hands that it has been told; null before the first time. */
  hands: string | null;
  readonly hear: (message: TalkMessage) => void;
};

/**
 * What is said beside the hour: messages and raised hands, which are kept and told to whoever comes
 * later, and reactions, which are not. It goes through the server and so outlives media.
 */
export class Talk {
  readonly #parts: Parts;
  readonly #listeners = new Map<string, Set<Listener>>();
  /** The hands that were up when somebody here was told last. */
  readonly #hands = new Map<string, readonly RaisedHand[]>();
  /** A session's listeners are told one thing after the other, so that nothing old comes last. */
  readonly #telling = new InTurn();
  /** Written faster than this, nobody reads it. */
  readonly #paces = {
    say: new Pace(12, 20_000),
    hand: new Pace(12, 20_000),
    react: new Pace(12, 20_000),
  };
  /** By which this server knows its own announcements. */
  readonly #self = randomUUID();
  readonly #forgetting: Repeating;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#forgetting = new Repeating({
      every: FORGET_EVERY,
      work: async () => {
        for (const pace of Object.values(this.#paces)) pace.sweep(performance.now());
        await this.forgetClosed();
      },
      report: parts.report,
    });
    parts.announcements.onHeard((heard) => {
      if (heard.type === "talked") this.#tell(heard.session);
      if (heard.type === "reacted" && heard.server !== this.#self) this.#show(heard);
    });
    parts.announcements.onGap(() => {
      for (const session of this.#listeners.keys()) this.#tell(session);
    });
    parts.sessions.onChange((id, session) => {
      if (lowered(session, this.#hands.get(id) ?? []).length > 0) this.#tell(id);
    });
  }

  start(): void {
    // At once: recaps may have closed while no server was there.
    this.#forgetting.start(0);
  }

  /** Returns when nothing is being told or deleted. */
  async stop(): Promise<void> {
    await this.#forgetting.stop();
    await this.#telling.idle();
  }

  /** Deletes what was said in sessions whose recap has closed. */
  async forgetClosed(): Promise<void> {
    await this.#parts.store.forgetClosed(this.#parts.clock.now());
  }

  /** Whoever is in the call reads along; until the recap closes also whoever was in it. */
  mayListen(
    session: Exclude<Session, { status: "none" }>,
    member: MemberId,
    entered: boolean,
  ): boolean {
    if (session.status !== "ended") return entered;
    return attendanceOf(session, member).arrivedAt !== null;
  }

  /** Tells `hear` what was said after message `said` and what is said from now on, until stopped. */
  listen(session: string, said: number, hear: Listener["hear"]): () => void {
    const listener = { said, hands: null, hear };
    const listeners = this.#listeners.get(session) ?? new Set();
    this.#listeners.set(session, listeners.add(listener));
    this.#tell(session);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#listeners.get(session) !== listeners) return;
      this.#listeners.delete(session);
      this.#hands.delete(session);
    };
  }

  /**
   * Does what a member asks for; null when it has happened. The caller knows who it is and whether
   * they are in the call.
   */
  async perform(
    { session: id, member }: { session: string; member: MemberId },
    entered: boolean,
    request: TalkRequest,
  ): Promise<Refusal | null> {
    const { store, sessions, clock } = this.#parts;
    const session = await sessions.read(id);
    if (!session || session.status === "none") return reject("no-such-session");
    if (session.status === "ended") return reject("session-over");
    if (!entered) return refuse("not-in-call");
    const refusal =
      faultOf(request, session.chair === member, member) ?? this.#hurry(id, member, request);
    if (refusal) return refusal;
    const now = clock.now();
    switch (request.type) {
      case "say":
        await store.say(id, member, request.text, now);
        break;
      case "hand":
        if (request.up) await store.raise(id, member, now);
        else await store.lower(id, now, request.member ?? member);
        break;
      case "lower-hands":
        await store.lower(id, now);
        break;
      case "react":
        await this.#react(id, member, request.reaction);
        return null;
    }
    await this.#tell(id);
    return null;
  }

  #hurry(session: string, member: MemberId, { type }: TalkRequest): Refusal | null {
    const pace = this.#paces[type === "lower-hands" ? "hand" : type];
    return pace.take(`${session} ${member}`, performance.now()) ? null : refuse("too-often");
  }

  async #react(session: string, member: MemberId, reaction: Reaction): Promise<void> {
    this.#show({ session, member, reaction });
    await this.#parts.announce({ type: "reacted", session, member, reaction, server: this.#self });
  }

  #show(reacted: { session: string; member: MemberId; reaction: Reaction }): void {
    const { session, member, reaction } = reacted;
    for (const { hear } of this.#listeners.get(session) ?? [])
      hear({ type: "reacted", member, reaction });
  }

  /** Tells every listener of a session what it has not been told. Never rejects. */
  #tell(session: string): Promise<void> {
    return this.#telling.do(() => this.#tellNow(session), session).catch(this.#parts.report);
  }

  async #tellNow(id: string): Promise<void> {
    const { store, sessions, clock } = this.#parts;
    const listeners = this.#listeners.get(id);
    const session = await sessions.read(id);
    if (!listeners || !session || session.status === "none") return;
    const up = await store.handsIn(id);
    const down = lowered(session, up);
    for (const { member, raisedAt } of down) await store.lower(id, raisedAt, member);
    const hands = up.filter((hand) => !down.includes(hand));
    this.#hands.set(id, hands);
    // Whoever comes while the store is read has a turn of their own.
    const told = [...listeners];
    if (told.length === 0) return;
    const known = Math.min(...told.map(({ said }) => said));
    const messages = isClosed(session, clock.now()) ? [] : await store.messagesAfter(id, known);
    const shown = JSON.stringify(hands);
    for (const listener of told) {
      if (!listeners.has(listener)) continue;
      const fresh = messages.filter(({ number }) => number > listener.said);
      if (fresh.length === 0 && shown === listener.hands) continue;
      listener.said = fresh.at(-1)?.number ?? listener.said;
      listener.hands = shown;
      listener.hear({ type: "talk", messages: fresh, hands });
    }
  }
}

/** What is wrong with a request by itself. */
function faultOf(request: TalkRequest, hasChair: boolean, member: MemberId): Refusal | null {
  switch (request.type) {
    case "say":
      if (request.text.trim() === "") return refuse("message-empty");
      // PostgreSQL keeps no null characters.
      if (request.text.includes("\0")) return refuse("message-no-text");
      return Buffer.byteLength(request.text) > LARGEST_ENVELOPE ? refuse("message-too-long") : null;
    case "hand": {
      const own = request.up || (request.member ?? member) === member;
      return own || hasChair ? null : reject("not-chair");
    }
    case "lower-hands":
      return hasChair ? null : reject("not-chair");
    case "react":
      return null;
  }
}

/**
 * The hands that go down by themselves: of whoever's own seat has begun since, of whoever is not
 * there and not expected back at any moment, and all of them at the end.
 */
function lowered(session: Session, hands: readonly RaisedHand[]): RaisedHand[] {
  if (hands.length === 0 || session.status === "none") return [];
  if (session.status === "ended") return [...hands];
  const seat = seatOf(session);
  return hands.filter(({ member, raisedAt }) => {
    const { presence } = attendanceOf(session, member);
    if (presence !== "here" && presence !== "lost") return true;
    return seat?.holder === member && raisedAt <= seat.startsAt;
  });
}

/** The seat that somebody is in, and when it began. */
function seatOf(session: Session): { holder: MemberId | null; startsAt: Instant } | null {
  if (session.status !== "running") return null;
  const plan = planOf(session);
  const segment = plan.segments[session.position];
  const span = segment ? seatSpan(plan, segment) : null;
  return segment && span ? { holder: segment.holder, startsAt: span.startsAt } : null;
}

function isClosed(session: Session, now: Instant): boolean {
  return session.status === "ended" && session.endedAt + RECAP_OPEN_MS <= now;
}

import { decide, nextDeadline, noSession, reject, replay } from "@hotseat/shared";
import type {
  Actor,
  Instant,
  MemberId,
  Millis,
  Rejection,
  RejectionCode,
  Session,
  SessionEvent,
  Wish,
} from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import type { Announcements } from "../store/announcements.ts";
import type { FirstSeal } from "../store/seal-store.ts";
import { VersionConflict } from "../store/version-conflict.ts";
import type { SessionStore } from "../store/session-store.ts";
import { InTurn } from "../work/in-turn.ts";
import { Repeating } from "../work/repeating.ts";

export type Outcome =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly rejection: Rejection };

/** A session that is not over. */
export type LiveSession = Exclude<Session, { status: "none" | "ended" }>;

/** `storedAt`: when this server learned that the change is in the store, by the monotonic clock. */
type Listener = (id: string, session: Session, storedAt: Millis) => void;

/** Who counts what happens to sessions here. */
export type SessionWatch = {
  /** What follows from a deadline is stored and announced so long after it, in ms. */
  readonly late: (ms: Millis) => void;
  /** A member asked for something, and this came of it. */
  readonly commanded: (outcome: "accepted" | RejectionCode) => void;
};

const nobody: SessionWatch = { late: () => {}, commanded: () => {} };

/** What connections and clocks say of themselves, and nobody asks for. */
const unasked: ReadonlySet<Wish["type"]> = new Set(["tick", "arrive", "leave"]);

/** Node cannot wait longer than this in one go; a timer that fires early is armed again. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * How often the store is asked for deadlines that nobody acted on, and how late they are then, in
 * ms: the server that had armed them may be gone.
 */
const OVERDUE_EVERY = 500;
const OVERDUE_AFTER = 250;

/** How many sessions are taken up together at the start: enough to keep a database busy. */
const RESUMED_AT_ONCE = 20;

/** A store that fails is asked again after this long, in ms, so that no deadline is lost. */
const RETRY_AFTER = 500;

/**
 * The authority over all sessions: the only place where events come into being. Commands to one
 * session are decided one after the other, and an outcome is given only once it is in the store.
 * Each session with a deadline has exactly one timer, which does nothing but say that time has
 * passed; the rules decide what that means.
 */
export class Sessions {
  readonly #store: SessionStore;
  readonly #clock: Clock;
  readonly #report: (error: unknown) => void;
  readonly #watch: SessionWatch;
  readonly #known = new Map<string, LiveSession>();
  /** The version of each known session that everybody here has been told. */
  readonly #told = new Map<string, number>();
  readonly #turns = new InTurn();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** When each known session next changes by itself. */
  readonly #dues = new Map<string, Instant>();
  readonly #listeners = new Set<Listener>();
  readonly #overdue: Repeating;
  #closed = false;

  constructor(
    store: SessionStore,
    announcements: Announcements,
    clock: Clock,
    report: (error: unknown) => void,
    watch: SessionWatch = nobody,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#report = report;
    this.#watch = watch;
    this.#overdue = new Repeating({
      every: OVERDUE_EVERY,
      work: () => this.#takeUpOverdue(),
      report,
    });
    announcements.onHeard((heard) => {
      if (heard.type === "changed") this.#heard(heard.session, heard.version);
    });
    announcements.onGap(() => {
      for (const id of this.#told.keys()) this.#heard(id, Infinity);
    });
  }

  /**
   * Takes up every session that was running when the last server stopped; missed deadlines are
   * applied. Returns how many there were.
   */
  async resume(): Promise<number> {
    const waiting = await this.#store.withDeadline();
    for (let from = 0; from < waiting.length; from += RESUMED_AT_ONCE) {
      const some = waiting.slice(from, from + RESUMED_AT_ONCE);
      await Promise.all(some.map(({ id }) => this.command(id, { type: "tick" }, "clock")));
    }
    this.#overdue.start();
    return waiting.length;
  }

  /** Calls `listener` after every change that is in the store. */
  onChange(listener: Listener): void {
    this.#listeners.add(listener);
  }

  async create(
    id: string,
    room: string,
    wish: Extract<Wish, { type: "create" }>,
    proofHashes: ReadonlyMap<MemberId, string>,
    seal: FirstSeal | null = null,
  ): Promise<Outcome> {
    const decision = decide(noSession, { ...wish, at: this.#clock.now(), by: "operator" });
    if (!decision.ok) return decision;
    const session = await this.#store.create(id, room, decision.events, proofHashes, seal);
    this.#know(id, session);
    return { ok: true, session };
  }

  /** Takes up a session that was stored elsewhere: from now on its deadlines are kept here. */
  async takeUp(id: string): Promise<void> {
    await this.command(id, { type: "tick" }, "clock");
  }

  /** The session as it is now; null when there is none. */
  async read(id: string): Promise<Session | null> {
    return this.#turns.do(() => this.#load(id), id);
  }

  /** Whether a member was put out of a session for good (5.8). */
  async isRemoved(id: string, member: MemberId): Promise<boolean> {
    const session = await this.read(id);
    return session !== null && session.status !== "none" && session.removed.includes(member);
  }

  /** Decides a command at this moment, stores what follows from it and tells everybody. */
  async command(id: string, wish: Exclude<Wish, { type: "create" }>, by: Actor): Promise<Outcome> {
    const outcome = await this.#decide(id, wish, by);
    if (!unasked.has(wish.type)) {
      this.#watch.commanded(outcome.ok ? "accepted" : outcome.rejection.code);
    }
    return outcome;
  }

  async #decide(id: string, wish: Exclude<Wish, { type: "create" }>, by: Actor): Promise<Outcome> {
    return this.#turns.do(async () => {
      for (;;) {
        const session = await this.#load(id);
        if (!session) return { ok: false, rejection: reject("no-such-session") };
        const at = this.#clock.now();
        const due = this.#dues.get(id) ?? Infinity;
        const decision = decide(session, { ...wish, at, by });
        if (!decision.ok) return decision;
        if (decision.events.length === 0) {
          this.#arm(id, session);
          return { ok: true, session };
        }
        const next = await this.#append(id, session, decision.events);
        if (!next) continue;
        if (due <= at) this.#watch.late(this.#clock.precise() - due);
        return { ok: true, session: next };
      }
    }, id);
  }

  /** The sessions that this server has in memory. */
  live(): Iterable<[string, LiveSession]> {
    return this.#known.entries();
  }

  /** Stops all timers and waits for commands under way, and for what had come due. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await this.#overdue.stop();
    await this.#turns.idle();
  }

  async #append(
    id: string,
    session: Session,
    events: readonly SessionEvent[],
  ): Promise<Session | null> {
    try {
      const next = await this.#store.append(id, session, events);
      this.#know(id, next);
      return next;
    } catch (error) {
      if (!(error instanceof VersionConflict)) {
        // Whether it was stored is unknown; the store is asked again before anything else.
        this.#known.delete(id);
        throw error;
      }
      await this.#catchUp(id, session);
      return null;
    }
  }

  /** Another server changed a session that this one may be showing to somebody. */
  #heard(id: string, version: number): void {
    const isNews = () => (this.#told.get(id) ?? Infinity) < version;
    if (!isNews()) return;
    const catchUp = async () => {
      if (!isNews()) return;
      const known = this.#known.get(id);
      if (known) await this.#catchUp(id, known);
      else await this.#load(id);
    };
    this.#turns.do(catchUp, id).catch(this.#report);
  }

  async #catchUp(id: string, session: Session): Promise<void> {
    const tail = await this.#store.eventsAfter(id, session.version);
    if (tail.length > 0) return this.#know(id, replay(tail, session));
    // It was deleted, or what is known here is otherwise no more: the store is asked anew.
    this.#known.delete(id);
    this.#told.delete(id);
  }

  async #takeUpOverdue(): Promise<void> {
    const now = this.#clock.now();
    for (const { id } of await this.#store.overdue(now - OVERDUE_AFTER)) {
      const known = this.#known.get(id);
      // What is known here may be old, and the very reason why nothing happened.
      if (known && (nextDeadline(known) ?? Infinity) > now) this.#known.delete(id);
      await this.command(id, { type: "tick" }, "clock");
    }
  }

  async #load(id: string): Promise<Session | null> {
    const known = this.#known.get(id);
    if (known) return known;
    const session = replay(await this.#store.eventsAfter(id, 0));
    if (session.status === "none") return null;
    this.#know(id, session);
    return session;
  }

  /** Takes note of what a session is by now, and tells everybody when it is news. */
  #know(id: string, session: Session): void {
    const storedAt = performance.now();
    if (session.status === "none") return;
    const told = this.#told.get(id);
    if (session.status === "ended") {
      // Rarely asked for and can be replayed; it need not stay in memory.
      this.#known.delete(id);
      this.#told.delete(id);
    } else {
      this.#known.set(id, session);
      this.#told.set(id, session.version);
    }
    this.#arm(id, session);
    if (told !== undefined && told < session.version) {
      for (const listener of this.#listeners) listener(id, session, storedAt);
    }
  }

  #arm(id: string, session: Session): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const deadline = nextDeadline(session);
    if (deadline === null) this.#dues.delete(id);
    else this.#dues.set(id, deadline);
    if (deadline === null || this.#closed) return;
    const wait = Math.max(0, Math.ceil(deadline - this.#clock.precise()));
    this.#wake(id, Math.min(wait, LONGEST_WAIT));
  }

  #wake(id: string, wait: number): void {
    const tick = () => {
      this.command(id, { type: "tick" }, "clock").catch((error: unknown) => {
        this.#report(error);
        if (!this.#closed) this.#wake(id, RETRY_AFTER);
      });
    };
    this.#timers.set(id, setTimeout(tick, wait));
  }
}

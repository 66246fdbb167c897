import { present, tolerance } from "@hotseat/shared";
import type { Instant, MemberId, Millis } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import type { SessionStore } from "../store/session-store.ts";
import { Repeating } from "../work/repeating.ts";
import type { LiveSession, Sessions } from "./sessions.ts";

/** One tab of one member in one session. */
export type Seat = { readonly session: string; readonly member: MemberId; readonly tab: string };

/**
 * How long a member counts as connected after the last sign of life when nobody saw the connection
 * break, in ms: the server that held it is gone, and they may be on their way to another one.
 */
export const LEASE_MS = 20_000;

/**
 * How long a member counts as connected after their connection was seen to break, in seconds: long
 * enough for a reload or a change of network to leave no trace in the log of the hour.
 */
const PATIENCE = 10;

const SWEEP_EVERY = 1_000;

type Parts = {
  store: SessionStore;
  sessions: Sessions;
  clock: Clock;
  report: (error: unknown) => void;
};

/**
 * Who is in the call. A connection holds a lease in the store and renews it; when a member's last
 * lease has run out, the member has left. Time in which no server was there to renew leases is
 * unknown, never absence: after a start every lease counts as renewed at the start.
 */
export class Presence {
  readonly #parts: Parts;
  readonly #watchingSince: Instant;
  readonly #sweeping: Repeating;
  /** Sessions whose members were left over by an earlier server are looked at once. */
  #inherited = true;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#watchingSince = parts.clock.now();
    this.#sweeping = new Repeating({
      every: SWEEP_EVERY,
      work: () => this.sweep(),
      report: parts.report,
    });
  }

  start(): void {
    this.#sweeping.start();
  }

  /** Returns when no sweep is under way. */
  async stop(): Promise<void> {
    await this.#sweeping.stop();
  }

  /**
   * The member enters the call in this tab and is nowhere else from now on. Returns the tabs that
   * have to step back. The lease comes before the event, so that a crash between them is put right
   * by the sweep.
   */
  async enter({ session, member, tab }: Seat): Promise<{ renewedAt: Instant; others: string[] }> {
    const { store, clock } = this.#parts;
    const renewedAt = clock.now();
    const others = await store.takeLease(session, member, tab, renewedAt);
    await this.#arrive(session, member);
    return { renewedAt, others };
  }

  /**
   * The member is still, or again, connected in a tab that had entered. Returns when that was noted;
   * null when they have entered in another tab meanwhile: then this one has nothing to renew.
   */
  async renew({ session, member, tab }: Seat): Promise<Instant | null> {
    const { store, clock } = this.#parts;
    const tabs = await store.leasedTabs(session, member);
    if (tabs.length > 0 && !tabs.includes(tab)) return null;
    const renewedAt = clock.now();
    await store.renewLease(session, member, tab, renewedAt);
    await this.#arrive(session, member);
    return renewedAt;
  }

  /** The connection that renewed the lease at `renewedAt` was seen to break at `lostAt`. */
  async lose(seat: Seat, renewedAt: Instant, lostAt: Instant): Promise<void> {
    await this.#parts.store.markLost({ ...seat, renewedAt }, lostAt);
  }

  async exit({ session, member, tab }: Seat): Promise<void> {
    await this.#parts.store.endLease(session, member, tab);
    await this.#leaveUnlessElsewhere(session, member);
  }

  /** Looks for members whose last lease has run out. */
  async sweep(): Promise<void> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const patient = Math.max(0, this.#watchingSince) + LEASE_MS <= now;
    const leased = new Set<string>();
    /** The last sign of life of whoever has no lease any more, by session and member. */
    const lastSeen = new Map<string, Instant>();
    for (const lease of await store.allLeases()) {
      const key = `${lease.session} ${lease.member}`;
      const ranOut =
        lease.lostAt === null
          ? this.#since(lease.renewedAt) + LEASE_MS <= now
          : this.#since(lease.lostAt) + tolerance(PATIENCE, await this.#hourOf(lease.session)) <=
            now;
      if (ranOut) {
        await store.expireLease(lease);
        const seen = lease.lostAt ?? lease.renewedAt;
        lastSeen.set(key, Math.max(seen, lastSeen.get(key) ?? 0));
      } else leased.add(key);
    }
    // Whoever is said to be there and has no lease has left; whatever kept it from being stored.
    for (const [id, session] of await this.#watched(patient)) {
      for (const member of present(session)) {
        const key = `${id} ${member}`;
        if (!leased.has(key)) await this.#leaveUnlessElsewhere(id, member, lastSeen.get(key));
      }
    }
    if (patient) this.#inherited = false;
  }

  /** Time before this server was watching says nothing about anybody. */
  #since(instant: Instant): Instant {
    return Math.max(instant, this.#watchingSince);
  }

  async #hourOf(id: string): Promise<Millis> {
    const session = await this.#parts.sessions.read(id);
    return session === null || session.status === "none" ? 0 : session.hour;
  }

  /** The sessions that this server knows and, once after a start, those of an earlier server. */
  async #watched(patient: boolean): Promise<Map<string, LiveSession>> {
    const { store, sessions } = this.#parts;
    const watched = new Map(sessions.live());
    if (!this.#inherited || !patient) return watched;
    for (const { id } of await store.unfinished()) {
      const session = await sessions.read(id);
      if (session?.status === "lobby" || session?.status === "running") watched.set(id, session);
    }
    return watched;
  }

  async #arrive(session: string, member: MemberId): Promise<void> {
    await this.#parts.sessions.command(session, { type: "arrive", member }, member);
  }

  async #leaveUnlessElsewhere(session: string, member: MemberId, since?: Instant): Promise<void> {
    if ((await this.#parts.store.leasedTabs(session, member)).length > 0) return;
    const seen = since === undefined ? {} : { since };
    await this.#parts.sessions.command(session, { type: "leave", member, ...seen }, member);
  }
}

import type { Instant, MemberId } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import type { SessionStore } from "../store/session-store.ts";
import type { LiveSession, Sessions } from "./sessions.ts";

/** One tab of one member in one session. */
export type Seat = { readonly session: string; readonly member: MemberId; readonly tab: string };

/**
 * How long a member counts as connected after the last sign of life. Long enough for a reload, a
 * change of network or a restart of this server to leave no trace in the log of the hour.
 */
export const LEASE_MS = 20_000;

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
  #timer: NodeJS.Timeout | null = null;
  /** Sessions whose members were left over by an earlier server are looked at once. */
  #inherited = true;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#watchingSince = parts.clock.now();
  }

  start(): void {
    const sweep = async () => {
      await this.sweep().catch(this.#parts.report);
      if (this.#timer) this.#timer = setTimeout(sweep, SWEEP_EVERY);
    };
    this.#timer = setTimeout(sweep, SWEEP_EVERY);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /**
   * The member enters the call in this tab and is nowhere else from now on. Returns the tabs that
   * have to step back. The lease comes before the event, so that a crash between them is put right
   * by the sweep.
   */
  async enter({ session, member, tab }: Seat): Promise<string[]> {
    const { store, clock } = this.#parts;
    const others = await store.takeLease(session, member, tab, clock.now());
    await this.#arrive(session, member);
    return others;
  }

  /**
   * The member is still, or again, connected in a tab that had entered. False when they have entered
   * in another tab meanwhile: then this one has nothing to renew.
   */
  async renew({ session, member, tab }: Seat): Promise<boolean> {
    const { store, clock } = this.#parts;
    const tabs = await store.leasedTabs(session, member);
    if (tabs.length > 0 && !tabs.includes(tab)) return false;
    await store.renewLease(session, member, tab, clock.now());
    await this.#arrive(session, member);
    return true;
  }

  async exit({ session, member, tab }: Seat): Promise<void> {
    await this.#parts.store.endLease(session, member, tab);
    await this.#leaveUnlessElsewhere(session, member);
  }

  /** Looks for members whose last lease has run out. */
  async sweep(): Promise<void> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const ranOut = (renewedAt: Instant) =>
      Math.max(renewedAt, this.#watchingSince) + LEASE_MS <= now;
    const leased = new Set<string>();
    for (const lease of await store.allLeases()) {
      if (ranOut(lease.renewedAt)) await store.expireLease(lease);
      else leased.add(`${lease.session} ${lease.member}`);
    }
    // Whoever is said to be there and has no lease has left; whatever kept it from being stored.
    for (const [id, session] of await this.#watched(ranOut(0))) {
      for (const member of session.here) {
        if (!leased.has(`${id} ${member}`)) await this.#leaveUnlessElsewhere(id, member);
      }
    }
    if (ranOut(0)) this.#inherited = false;
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

  async #leaveUnlessElsewhere(session: string, member: MemberId): Promise<void> {
    if ((await this.#parts.store.leasedTabs(session, member)).length > 0) return;
    await this.#parts.sessions.command(session, { type: "leave", member }, member);
  }
}

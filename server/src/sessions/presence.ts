import type { Instant, MemberId } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import type { SessionStore } from "../store/session-store.ts";
import type { Sessions } from "./sessions.ts";

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
      await this.#sweep().catch(this.#parts.report);
      if (this.#timer) this.#timer = setTimeout(sweep, SWEEP_EVERY);
    };
    this.#timer = setTimeout(sweep, SWEEP_EVERY);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The lease comes before the event, so that a crash between them is put right by the sweep. */
  async enter(seat: Seat): Promise<void> {
    await this.renew(seat);
    await this.#parts.sessions.command(
      seat.session,
      { type: "arrive", member: seat.member },
      seat.member,
    );
  }

  async renew({ session, member, tab }: Seat): Promise<void> {
    await this.#parts.store.renewLease(session, member, tab, this.#parts.clock.now());
  }

  async exit({ session, member, tab }: Seat): Promise<void> {
    await this.#parts.store.endLease(session, member, tab);
    await this.#leaveUnlessElsewhere(session, member);
  }

  async #sweep(): Promise<void> {
    const { store, clock, sessions } = this.#parts;
    const now = clock.now();
    const ranOut = (renewedAt: Instant) =>
      Math.max(renewedAt, this.#watchingSince) + LEASE_MS <= now;
    for (const { session, member, tab, renewedAt } of await store.allLeases()) {
      if (ranOut(renewedAt)) await this.exit({ session, member, tab });
    }
    if (this.#inherited && ranOut(0)) {
      this.#inherited = false;
      for (const { id } of await store.unfinished()) {
        const session = await sessions.read(id);
        if (!session || session.status === "none") continue;
        for (const member of session.here) await this.#leaveUnlessElsewhere(id, member);
      }
    }
  }

  async #leaveUnlessElsewhere(session: string, member: MemberId): Promise<void> {
    if (await this.#parts.store.hasLease(session, member)) return;
    await this.#parts.sessions.command(session, { type: "leave", member }, member);
  }
}

import { randomBytes } from "node:crypto";
import { and, count, eq, gt, isNotNull, isNull, lte, ne, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { chained, nextDeadline, origin, replay } from "@hotseat/shared";
import type { Instant, LogEntry, MemberId, Session, SessionEvent } from "@hotseat/shared";
import { announce, notification } from "./announcements.ts";
import type { Announcement } from "./announcements.ts";
import type { Database, Transaction } from "./database.ts";
import { keepSeal } from "./seal-store.ts";
import type { FirstSeal } from "./seal-store.ts";
import { groupLinks, leases, links, sessionEvents, sessions } from "./schema.ts";
import { VersionConflict } from "./version-conflict.ts";

/** What is known of a session beside its events. */
export type SessionRecord = typeof sessions.$inferSelect;

/** One tab's lease as it was at its last renewal. */
export type Lease = Pick<typeof leases.$inferSelect, "session" | "member" | "tab" | "renewedAt">;

/** A session that is a call of a group, and what changes in the group with it. */
export type OfGroup = {
  readonly group: string;
  /** Within the transaction that stores the session; when it throws, nothing is stored. */
  readonly alongside: (tx: Transaction) => Promise<void>;
};

/** How many sessions are not over. */
export type LiveCounts = { readonly lobby: number; readonly running: number };

export type SessionStore = ReturnType<typeof sessionStore>;

/** Keeps sessions as streams of events. What a method has returned from survives a `kill -9`. */
export function sessionStore(db: Database) {
  /** The last hash of a session that this server has appended to, and the version it belongs to. */
  const heads = new Map<string, { readonly version: number; readonly hash: string }>();

  async function headOf(id: string, version: number): Promise<string> {
    const known = heads.get(id);
    if (known?.version === version) return known.hash;
    const [found] = await db
      .select({ hash: sessionEvents.hash })
      .from(sessionEvents)
      .where(and(eq(sessionEvents.session, id), eq(sessionEvents.version, version)));
    return found?.hash ?? origin(id);
  }

  async function linksOf(session: string, those?: SQL) {
    return db
      .select({
        member: links.member,
        proofHash: sql<string | null>`CASE WHEN ${sessions.group} IS NULL
          THEN ${links.proofHash} ELSE ${groupLinks.proofHash} END`,
      })
      .from(links)
      .innerJoin(sessions, eq(sessions.id, links.session))
      .leftJoin(
        groupLinks,
        and(eq(groupLinks.group, sessions.group), eq(groupLinks.member, links.member)),
      )
      .where(and(eq(links.session, session), eq(links.revoked, false), those));
  }

  function remember(id: string, session: Session, rows: readonly LogEntry[]): void {
    const hash = rows.at(-1)?.hash;
    if (session.status === "ended" || hash === undefined) heads.delete(id);
    else heads.set(id, { version: session.version, hash });
  }

  return {
    /** Stores a new session with its links and, when it is sealed, its key; all or nothing. */
    async create(
      id: string,
      room: string,
      events: readonly SessionEvent[],
      proofHashes: ReadonlyMap<MemberId, string>,
      seal: FirstSeal | null = null,
      of: OfGroup | null = null,
    ): Promise<Session> {
      const session = replay(events);
      const entries = entriesOf(origin(id), 0, events.map(withSalts));
      await db.transaction(async (tx) => {
        const group = of?.group ?? null;
        await tx.insert(sessions).values({ id, room, group, ...summary(session) });
        await tx.insert(sessionEvents).values(entries.map((entry) => ({ session: id, ...entry })));
        await tx
          .insert(links)
          .values(
            [...proofHashes].map(([member, proofHash]) => ({ session: id, member, proofHash })),
          );
        if (seal) await keepSeal(tx, id, seal);
        await of?.alongside(tx);
      });
      remember(id, session, entries);
      return session;
    },

    /**
     * Appends events to a session that is known up to `session`, and returns what it became.
     *
     * @throws {VersionConflict} when the session has moved on meanwhile; nothing is stored then.
     */
    async append(id: string, session: Session, events: readonly SessionEvent[]): Promise<Session> {
      const next = replay(events, session);
      const entries = entriesOf(await headOf(id, session.version), session.version, events);
      const { version, status, deadline } = summary(next);
      // One statement and so one way to the database and back, and all or nothing by itself. Ten
      // thousand sessions may have their deadlines on the same second.
      const { rows } = (await db.execute(sql`
        WITH moved AS (
          UPDATE ${sessions} SET version = ${version}, status = ${status}, deadline = ${deadline}
          WHERE id = ${id} AND version = ${session.version}
          RETURNING id
        ), stored AS (
          INSERT INTO ${sessionEvents} (session, version, event, hash)
          SELECT moved.id, entry.version, entry.event, entry.hash
          FROM moved, jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
            AS entry (version integer, event jsonb, hash text)
        )
        SELECT ${notification({ type: "changed", session: id, version })} FROM moved
      `)) as unknown as { rows: unknown[] };
      if (rows.length === 0) throw new VersionConflict();
      remember(id, next, entries);
      return next;
    },

    /** Whose call a session is; null when it is nobody's. */
    async groupOf(id: string): Promise<string | null> {
      const [found] = await db
        .select({ group: sessions.group })
        .from(sessions)
        .where(eq(sessions.id, id));
      return found?.group ?? null;
    },

    /** The whole log of a session, as it was chained when it was written. */
    async log(id: string): Promise<LogEntry[]> {
      return db
        .select({
          version: sessionEvents.version,
          event: sessionEvents.event,
          hash: sessionEvents.hash,
        })
        .from(sessionEvents)
        .where(eq(sessionEvents.session, id))
        .orderBy(sessionEvents.version);
    },

    /** The sessions of no group that were created last, newest first. */
    async newest(count: number): Promise<{ id: string }[]> {
      return db
        .select({ id: sessions.id })
        .from(sessions)
        .innerJoin(
          sessionEvents,
          and(eq(sessionEvents.session, sessions.id), eq(sessionEvents.version, 1)),
        )
        .where(isNull(sessions.group))
        .orderBy(sql`(${sessionEvents.event} ->> 'at')::bigint DESC`)
        .limit(count);
    },

    /** The events after `version`, in order; all of them when it is 0. */
    async eventsAfter(id: string, version: number): Promise<SessionEvent[]> {
      const found = await db
        .select({ event: sessionEvents.event })
        .from(sessionEvents)
        .where(and(eq(sessionEvents.session, id), gt(sessionEvents.version, version)))
        .orderBy(sessionEvents.version);
      return found.map(({ event }) => event);
    },

    async find(id: string): Promise<SessionRecord | null> {
      const [found] = await db.select().from(sessions).where(eq(sessions.id, id));
      return found ?? null;
    },

    /** Sessions that will change by themselves, for arming their timers at start. */
    async withDeadline(): Promise<SessionRecord[]> {
      return db.select().from(sessions).where(isNotNull(sessions.deadline));
    },

    /** Sessions whose deadline has passed without anybody having acted on it. */
    async overdue(since: Instant): Promise<{ id: string }[]> {
      return db.select({ id: sessions.id }).from(sessions).where(lte(sessions.deadline, since));
    },

    /** Tells the other servers on this database. */
    async announce(announcement: Announcement): Promise<void> {
      await announce(db, announcement);
    },

    /** Sessions that may have a room: those that are not over, and those whose room is still to go. */
    async withRoom(): Promise<SessionRecord[]> {
      return db.select().from(sessions).where(eq(sessions.roomClosed, false));
    },

    async withRoomNamed(room: string): Promise<SessionRecord | null> {
      const [found] = await db.select().from(sessions).where(eq(sessions.room, room));
      return found ?? null;
    },

    async markRoomClosed(id: string): Promise<void> {
      await db.update(sessions).set({ roomClosed: true }).where(eq(sessions.id, id));
    },

    /**
     * The stored hash of a member's proof; null when there is no such link or it was revoked. In a
     * call of a group it is that of the link to the group, as it is now.
     */
    async proofHash(session: string, member: MemberId): Promise<string | null> {
      const [found] = await linksOf(session, eq(links.member, member));
      return found?.proofHash ?? null;
    },

    /** The stored hashes of all proofs that open a session. */
    async proofHashes(session: string): Promise<Map<MemberId, string>> {
      const found = await linksOf(session);
      return new Map(
        found.flatMap(({ member, proofHash }) => (proofHash === null ? [] : [[member, proofHash]])),
      );
    },

    /**
     * Gives a member's place in the call to one tab: its lease is the only one of that member from
     * now on. Returns the tabs that had one before.
     */
    async takeLease(
      session: string,
      member: MemberId,
      tab: string,
      renewedAt: Instant,
    ): Promise<string[]> {
      return db.transaction(async (tx) => {
        const others = await tx
          .delete(leases)
          .where(and(eq(leases.session, session), eq(leases.member, member), ne(leases.tab, tab)))
          .returning({ tab: leases.tab });
        await tx
          .insert(leases)
          .values({ session, member, tab, renewedAt })
          .onConflictDoUpdate({
            target: [leases.session, leases.member, leases.tab],
            set: { renewedAt, lostAt: null },
          });
        return others.map((other) => other.tab);
      });
    },

    /** The tabs in which a member is connected. */
    async leasedTabs(session: string, member: MemberId): Promise<string[]> {
      const found = await db
        .select({ tab: leases.tab })
        .from(leases)
        .where(and(eq(leases.session, session), eq(leases.member, member)));
      return found.map(({ tab }) => tab);
    },

    /** Ends a lease unless it was renewed since it was read. */
    async expireLease(lease: Lease): Promise<void> {
      await db.delete(leases).where(isLease(lease));
    },

    /** Says that a member is connected in a tab, now. */
    async renewLease(
      session: string,
      member: MemberId,
      tab: string,
      renewedAt: number,
    ): Promise<void> {
      await db
        .insert(leases)
        .values({ session, member, tab, renewedAt })
        .onConflictDoUpdate({
          target: [leases.session, leases.member, leases.tab],
          set: { renewedAt, lostAt: null },
        });
    },

    /** Says that the connection broke that renewed the lease last; a newer one keeps it. */
    async markLost(lease: Lease, lostAt: Instant): Promise<void> {
      await db.update(leases).set({ lostAt }).where(isLease(lease));
    },

    async endLease(session: string, member: MemberId, tab: string): Promise<void> {
      await db
        .delete(leases)
        .where(and(eq(leases.session, session), eq(leases.member, member), eq(leases.tab, tab)));
    },

    async allLeases(): Promise<(typeof leases.$inferSelect)[]> {
      return db.select().from(leases);
    },

    async countLive(): Promise<LiveCounts> {
      const found = await db
        .select({ status: sessions.status, count: count() })
        .from(sessions)
        .where(ne(sessions.status, "ended"))
        .groupBy(sessions.status);
      const counts = { lobby: 0, running: 0 };
      for (const { status, count } of found) if (status !== "ended") counts[status] = count;
      return counts;
    },

    /** Sessions that are not over, for finding members who are gone. */
    async unfinished(): Promise<SessionRecord[]> {
      return db.select().from(sessions).where(ne(sessions.status, "ended"));
    },
  };
}

function isLease({ session, member, tab, renewedAt }: Lease) {
  return and(
    eq(leases.session, session),
    eq(leases.member, member),
    eq(leases.tab, tab),
    eq(leases.renewedAt, renewedAt),
  );
}

function summary(session: Session) {
  if (session.status === "none") throw new Error("A session without events cannot be stored.");
  return { version: session.version, status: session.status, deadline: nextDeadline(session) };
}

/** A digest alone would tell a name to whoever tries all names. */
const SALT_BYTES = 16;

function withSalts(event: SessionEvent): SessionEvent {
  if (event.type !== "session-created") return event;
  const members = event.members.map((member) => {
    return { ...member, salt: randomBytes(SALT_BYTES).toString("base64url") };
  });
  return { ...event, members };
}

function entriesOf(before: string, version: number, events: readonly SessionEvent[]): LogEntry[] {
  let hash = before;
  return events.map((event, i) => {
    hash = chained(hash, event);
    return { version: version + i + 1, event, hash };
  });
}

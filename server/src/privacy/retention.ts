import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Instant } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import type { Database, Transaction } from "../store/database.ts";
import type { KeepSettings } from "../settings.ts";
import { InTurn } from "../work/in-turn.ts";
import { Repeating } from "../work/repeating.ts";
import {
  groupEvents,
  groupLinks,
  groups,
  leases,
  outbox,
  sessionEvents,
  sessions,
} from "../store/schema.ts";
import { eraseOldKeys, eraseSessions, eraseWholeGroup } from "./erasure.ts";

/** How often it is looked for what has been kept long enough, in ms. */
const LOOK_EVERY = 3_600_000;

const DAY = 86_400_000;

/** Any number that no other program uses as an advisory lock in this database. */
const RETENTION_LOCK = 0x6b656570;

/** As many sessions or groups go in one transaction, so that nobody waits long for it. */
const AT_ONCE = 50;

/** How much was deleted. */
export type Deleted = {
  readonly sessions: number;
  readonly unused: number;
  readonly mail: number;
  readonly archived: number;
  readonly invitations: number;
  readonly keys: number;
};

type Parts = {
  readonly db: Database;
  readonly keep: KeepSettings;
  readonly clock: Clock;
  /** Writes the database's files anew; null where that is not for us to do. */
  readonly rewrite: (() => Promise<void>) | null;
  /** Every stream of a session is to be closed on every server. */
  readonly closeStreams: (session: string) => Promise<void>;
  readonly report: (error: unknown) => void;
};

/**
 * Deletes what has been kept for as long as the operator wants. Any number of servers may do so:
 * who has the lock deletes, the others have nothing left to do.
 */
export class Retention {
  readonly #parts: Parts;
  readonly #turns = new InTurn();
  readonly #looking: Repeating;
  /** Whether something was deleted that may still be in the database's files. */
  #left = false;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#looking = new Repeating({
      every: LOOK_EVERY,
      work: () => this.look(),
      report: parts.report,
    });
  }

  start(): void {
    this.#looking.start(0);
  }

  /** Returns when nothing is being deleted or written anew. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#looking.stop();
    await this.#turns.idle();
  }

  /** Deletes what is due by now. */
  async look(): Promise<Deleted> {
    return this.#turns.do(async () => {
      const deleted = await this.#look();
      if (Object.values(deleted).some((count) => count > 0)) this.#left = true;
      await this.#rewrite();
      return deleted;
    });
  }

  /** Somebody or something was erased: the database's files are written anew, now or after the hour. */
  erased(): void {
    this.#left = true;
    this.#turns.do(() => this.#rewrite()).catch(this.#parts.report);
  }

  /** Not while an hour runs, which would have to wait for it. */
  async #rewrite(): Promise<void> {
    const { db, rewrite } = this.#parts;
    if (!rewrite || !this.#left || this.#stopped) return;
    const [live] = await idsIn(
      db,
      sql`SELECT id FROM ${sessions} WHERE status = 'running' LIMIT 1`,
    );
    if (live !== undefined) return;
    // What is erased meanwhile is left again, and so is everything when it fails.
    this.#left = false;
    try {
      await rewrite();
    } catch (error) {
      this.#left = true;
      throw error;
    }
  }

  async #look(): Promise<Deleted> {
    const { keep, clock } = this.#parts;
    const now = clock.now();
    const before = (days: number): Instant => now - days * DAY;
    return {
      sessions: await this.#sessions(overBefore(before(keep.sessions))),
      unused: await this.#sessions(unusedSince(before(keep.unused))),
      archived: await this.#groups(before(keep.archived)),
      mail: await this.#alone((tx) => forgetMail(tx, before(keep.mail))),
      invitations: await this.#alone((tx) => endInvitations(tx, before(keep.unused))),
      keys: await this.#alone(eraseOldKeys),
    };
  }

  async #sessions(due: SQL): Promise<number> {
    let deleted = 0;
    for (;;) {
      const ids = await this.#alone(async (tx) => {
        // Locked, since one of them may just be begun.
        const found = await idsIn(tx, sql`${due} LIMIT ${AT_ONCE} FOR UPDATE OF s`);
        await eraseSessions(tx, found);
        return found;
      });
      for (const id of ids) await this.#close(id);
      deleted += ids.length;
      if (ids.length < AT_ONCE) return deleted;
    }
  }

  async #groups(until: Instant): Promise<number> {
    let deleted = 0;
    for (;;) {
      const calls = await this.#alone(async (tx) => {
        const [id] = await idsIn(tx, archivedBefore(until));
        return id === undefined ? null : eraseWholeGroup(tx, id);
      });
      if (!calls) return deleted;
      for (const id of calls) await this.#close(id);
      deleted += 1;
    }
  }

  /** What is due is read and deleted by one server at a time, so each thing is counted once. */
  async #alone<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#parts.db.transaction(async (tx) => {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(${RETENTION_LOCK})`);
      return work(tx);
    });
  }

  async #close(session: string): Promise<void> {
    await this.#parts.closeStreams(session).catch(this.#parts.report);
  }
}

/** Sessions of no group whose last event is older than that. */
function overBefore(until: Instant): SQL {
  return sql`
    SELECT s.id FROM ${sessions} AS s
    JOIN ${sessionEvents} AS e ON e.session = s.id AND e.version = s.version
    WHERE s."group" IS NULL AND s.status = 'ended' AND (e.event ->> 'at')::bigint <= ${until}::bigint
    ORDER BY s.id`;
}

/** Sessions that were made and never begun: nobody is at their door, and no clock will begin them. */
function unusedSince(until: Instant): SQL {
  return sql`
    SELECT s.id FROM ${sessions} AS s
    JOIN ${sessionEvents} AS e ON e.session = s.id AND e.version = s.version
    WHERE s."group" IS NULL AND s.status = 'lobby' AND s.deadline IS NULL
      AND (e.event ->> 'at')::bigint <= ${until}::bigint
      AND NOT EXISTS (SELECT FROM ${leases} AS l WHERE l.session = s.id)
    ORDER BY s.id`;
}

/** One group that was archived by then, and is locked, since it may just be opened again. */
function archivedBefore(until: Instant): SQL {
  return sql`
    SELECT g.id FROM ${groups} AS g
    WHERE g.status = 'archived' AND g.open_session IS NULL AND ${until}::bigint >= (
      SELECT max((e.event ->> 'at')::bigint) FROM ${groupEvents} AS e
      WHERE e."group" = g.id AND e.event ->> 'type' = 'group-archived'
    )
    ORDER BY g.id LIMIT 1 FOR UPDATE OF g`;
}

/**
 * Mail that has ended, once it is of an earlier cycle than the member's last: until then it says that it
 * was sent already, and how many were.
 */
async function forgetMail(tx: Transaction, until: Instant): Promise<number> {
  const { rows } = (await tx.execute(sql`
    DELETE FROM ${outbox} AS o
    WHERE o.state IN ('sent', 'unsure', 'failed') AND o.ended_at <= ${until}::bigint
      AND (
        EXISTS (
          SELECT FROM ${outbox} AS later
          WHERE later."group" = o."group" AND later.member = o.member AND later.cycle > o.cycle
        )
        OR EXISTS (SELECT FROM ${groups} AS g WHERE g.id = o."group" AND g.status = 'archived')
      )
    RETURNING o.member`)) as unknown as { rows: unknown[] };
  return rows.length;
}

/** Links that the operator gave in sealed groups, and whose holders nobody has admitted since. */
async function endInvitations(tx: Transaction, until: Instant): Promise<number> {
  const { rows } = (await tx.execute(sql`
    DELETE FROM ${groupLinks} AS l
    WHERE jsonb_typeof(l.vouchers) = 'array' AND jsonb_array_length(l.vouchers) > 0
      AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(l.vouchers) AS v
        WHERE v ->> 'at' IS NULL OR (v ->> 'at')::bigint > ${until}::bigint
      )
    RETURNING l.member`)) as unknown as { rows: unknown[] };
  return rows.length;
}

async function idsIn(tx: Pick<Database, "execute">, query: SQL): Promise<string[]> {
  const { rows } = (await tx.execute(query)) as unknown as { rows: { id: string }[] };
  return rows.map(({ id }) => id);
}

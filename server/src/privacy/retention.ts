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

/** Erases what has this id, and gives the sessions that are gone with it. */
type Erase = (tx: Transaction, id: string) => Promise<readonly string[]>;

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

  /**
   * Deletes what is due by now. What cannot be deleted keeps nothing else from it, and is due again next time.
   *
   * @throws {AggregateError} with everything that has failed, once all else is done.
   */
  async look(): Promise<Deleted> {
    return this.#turns.do(async () => {
      const failures: unknown[] = [];
      const deleted = await this.#look(failures);
      if (Object.values(deleted).some((count) => count > 0)) this.#left = true;
      await this.#rewrite().catch((error: unknown) => failures.push(error));
      if (failures.length > 0)
        throw new AggregateError(failures, "not all was deleted that is due");
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

  async #look(failures: unknown[]): Promise<Deleted> {
    const { keep, clock } = this.#parts;
    const now = clock.now();
    const before = (days: number): Instant => now - days * DAY;
    const session: Erase = async (tx, id) => {
      await eraseSessions(tx, [id]);
      return [id];
    };
    const each = (due: (after: string) => SQL, erase: Erase) => this.#each(due, erase, failures);
    const rows = (forget: (tx: Transaction) => Promise<number>) =>
      this.#alone(forget).catch((error: unknown) => {
        failures.push(error);
        return 0;
      });
    return {
      sessions: await each((after) => overBefore(before(keep.sessions), after), session),
      unused: await each((after) => unusedSince(before(keep.unused), after), session),
      archived: await each(
        (after) => archivedBefore(before(keep.archived), after),
        eraseWholeGroup,
      ),
      mail: await rows((tx) => forgetMail(tx, before(keep.mail))),
      invitations: await rows((tx) => endInvitations(tx, before(keep.unused))),
      keys: await rows(eraseOldKeys),
    };
  }

  /**
   * Each in a transaction of its own, so that nobody waits long for it and one that fails is passed over.
   * Gives how many were erased.
   */
  async #each(due: (after: string) => SQL, erase: Erase, failures: unknown[]): Promise<number> {
    let erased = 0;
    let after = "";
    while (!this.#stopped) {
      let found: string | undefined;
      try {
        const over = await this.#alone(async (tx) => {
          [found] = await idsIn(tx, due(after));
          return found === undefined ? [] : erase(tx, found);
        });
        if (found === undefined) break;
        erased += 1;
        for (const session of over) await this.#close(session);
      } catch (error) {
        failures.push(error);
        // The store does not even say what is due.
        if (found === undefined) break;
      }
      after = found;
    }
    return erased;
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

/** The next session of no group whose last event is older than that; locked, as those below. */
function overBefore(until: Instant, after: string): SQL {
  return sql`
    SELECT s.id FROM ${sessions} AS s
    JOIN ${sessionEvents} AS e ON e.session = s.id AND e.version = s.version
    WHERE s."group" IS NULL AND s.status = 'ended' AND (e.event ->> 'at')::bigint <= ${until}::bigint
      AND s.id > ${after}
    ORDER BY s.id LIMIT 1 FOR UPDATE OF s`;
}

/**
 * The next session that was made and never begun: nobody is at its door, and no clock will begin it. Locked, since
 * somebody may just begin it.
 */
function unusedSince(until: Instant, after: string): SQL {
  return sql`
    SELECT s.id FROM ${sessions} AS s
    JOIN ${sessionEvents} AS e ON e.session = s.id AND e.version = s.version
    WHERE s."group" IS NULL AND s.status = 'lobby' AND s.deadline IS NULL
      AND (e.event ->> 'at')::bigint <= ${until}::bigint
      AND NOT EXISTS (SELECT FROM ${leases} AS l WHERE l.session = s.id)
      AND s.id > ${after}
    ORDER BY s.id LIMIT 1 FOR UPDATE OF s`;
}

/** The next group that was archived by then, and is locked, since it may just be opened again. */
function archivedBefore(until: Instant, after: string): SQL {
  return sql`
    SELECT g.id FROM ${groups} AS g
    WHERE g.status = 'archived' AND g.open_session IS NULL AND g.id > ${after} AND ${until}::bigint >= (
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

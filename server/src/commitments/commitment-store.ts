import { asc, eq, sql } from "drizzle-orm";
import type { Commitment, CommitmentView } from "@hotseat/shared/group";
import type { Database, Transaction } from "../store/database.ts";
import { commitments, groups } from "../store/schema.ts";

export type CommitmentStore = ReturnType<typeof commitmentStore>;

/** In which session, and in which seat, a promise is made; nulls between the calls. */
export type Place = { readonly session: string | null; readonly seat: number | null };

/** Keeps the promises of groups. */
export function commitmentStore(db: Database) {
  async function read(reader: Pick<Database, "select">, group: string): Promise<CommitmentView[]> {
    const found = await reader
      .select({
        commitment: commitments.commitment,
        session: commitments.session,
        seat: commitments.seat,
      })
      .from(commitments)
      .where(eq(commitments.group, group))
      .orderBy(asc(sql`(${commitments.commitment} ->> 'madeAt')::bigint`), asc(commitments.id));
    return found.map(({ commitment, ...place }) => ({ ...commitment, ...place }));
  }

  return {
    /** All promises of a group, the oldest first. */
    async all(group: string): Promise<CommitmentView[]> {
      return read(db, group);
    },

    /**
     * Makes of a group's promises what `work` makes of them, while nobody else changes them. What is
     * new was made at `place`. When `work` throws, nothing is stored.
     */
    async change(
      group: string,
      place: Place,
      work: (all: readonly Commitment[]) => readonly Commitment[],
    ): Promise<void> {
      await db.transaction(async (tx) => {
        await tx.execute(sql`SELECT id FROM ${groups} WHERE id = ${group} FOR UPDATE`);
        const before = (await read(tx, group)).map(withoutPlace);
        const known = new Set(before);
        for (const commitment of work(before)) {
          if (!known.has(commitment)) await store(tx, group, commitment, place);
        }
      });
    },
  };
}

async function store(
  tx: Transaction,
  group: string,
  commitment: Commitment,
  place: Place,
): Promise<void> {
  await tx
    .insert(commitments)
    .values({ group, id: commitment.id, commitment, ...place })
    .onConflictDoUpdate({ target: [commitments.group, commitments.id], set: { commitment } });
}

function withoutPlace({
  session: _session,
  seat: _seat,
  ...commitment
}: CommitmentView): Commitment {
  return commitment;
}

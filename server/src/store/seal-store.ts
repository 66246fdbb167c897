import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { MemberId, NewKeyRequest, NewLinkRequest, SealReply } from "@hotseat/shared";
import type { Database } from "./database.ts";
import { links, rosters, sessions, wrappedKeys } from "./schema.ts";

/** The key of a session as it was created: wrapped, and for whom. */
export type FirstSeal = {
  readonly publicKeys: ReadonlyMap<MemberId, string>;
  readonly wrapped: ReadonlyMap<MemberId, string>;
  readonly roster: string;
};

/** What a new link is stored as; `seal` in sealed sessions only. */
type NewLink = {
  readonly proofHash: string;
  readonly seal: NonNullable<NewLinkRequest["seal"]> | null;
};

export type SealStore = ReturnType<typeof sealStore>;

const FIRST_EPOCH = 1;

/** Stores the first key, within the transaction that stores the session and its links. */
export async function keepSeal(
  tx: Pick<Database, "insert">,
  session: string,
  { wrapped, roster }: FirstSeal,
): Promise<void> {
  const epoch = FIRST_EPOCH;
  await tx
    .insert(wrappedKeys)
    .values([...wrapped].map(([member, key]) => ({ session, epoch, member, wrapped: key })));
  await tx.insert(rosters).values({ session, epoch, sealed: roster });
}

/** Keeps the keys of sealed sessions, none of which it could open. */
export function sealStore(db: Database) {
  return {
    /** The keys that a member's link was given; null when the session is not sealed. */
    async read(session: string, member: MemberId): Promise<SealReply | null> {
      const [newest] = await db
        .select({ epoch: rosters.epoch })
        .from(rosters)
        .where(eq(rosters.session, session))
        .orderBy(desc(rosters.epoch))
        .limit(1);
      if (!newest) return null;
      const { epoch } = newest;
      const keys = await db
        .select({
          epoch: wrappedKeys.epoch,
          wrapped: wrappedKeys.wrapped,
          roster: rosters.sealed,
        })
        .from(wrappedKeys)
        .innerJoin(
          rosters,
          and(eq(rosters.session, wrappedKeys.session), eq(rosters.epoch, wrappedKeys.epoch)),
        )
        .where(and(eq(wrappedKeys.session, session), eq(wrappedKeys.member, member)))
        .orderBy(wrappedKeys.epoch);
      const holders = await db
        .select({ member: links.member, publicKey: links.publicKey })
        .from(wrappedKeys)
        .innerJoin(
          links,
          and(eq(links.session, wrappedKeys.session), eq(links.member, wrappedKeys.member)),
        )
        .where(and(eq(wrappedKeys.session, session), eq(wrappedKeys.epoch, epoch)));
      const publicKeys = holders.flatMap((holder) =>
        holder.publicKey === null ? [] : [{ member: holder.member, publicKey: holder.publicKey }],
      );
      return { epoch, keys, publicKeys };
    },

    /**
     * Replaces a member's link, and the session's key with it; all or nothing. `taken`: the link is
     * somebody's already. `late`: the key is not the one that this one was made to follow.
     */
    async renew(
      session: string,
      member: MemberId,
      { proofHash, seal }: NewLink,
    ): Promise<"renewed" | "taken" | "late"> {
      return db.transaction(async (tx) => {
        // Two renewals wait for each other here, so that the second one sees the first.
        await tx.execute(sql`SELECT id FROM ${sessions} WHERE id = ${session} FOR UPDATE`);
        const [taken] = await tx
          .select({ member: links.member })
          .from(links)
          .where(and(eq(links.session, session), eq(links.proofHash, proofHash)));
        if (taken) return "taken";
        if (seal && !(await isNext(tx, session, seal.epoch))) return "late";
        await tx
          .update(links)
          .set({ proofHash, publicKey: seal?.publicKey ?? null })
          .where(and(eq(links.session, session), eq(links.member, member)));
        if (!seal) return "renewed";
        await keepNext(tx, session, seal);
        // What was wrapped for the old link opens for nobody who may.
        await tx
          .delete(wrappedKeys)
          .where(
            and(
              eq(wrappedKeys.session, session),
              eq(wrappedKeys.member, member),
              ne(wrappedKeys.epoch, seal.epoch),
            ),
          );
        return "renewed";
      });
    },

    /** Replaces the session's key, for those it is wrapped for. `late`: as in `renew`. */
    async replace(session: string, key: NewKeyRequest): Promise<"replaced" | "late"> {
      return db.transaction(async (tx) => {
        await tx.execute(sql`SELECT id FROM ${sessions} WHERE id = ${session} FOR UPDATE`);
        if (!(await isNext(tx, session, key.epoch))) return "late";
        await keepNext(tx, session, key);
        return "replaced";
      });
    },
  };
}

async function isNext(
  tx: Pick<Database, "select">,
  session: string,
  epoch: number,
): Promise<boolean> {
  const [newest] = await tx
    .select({ epoch: sql<number | null>`max(${rosters.epoch})` })
    .from(rosters)
    .where(eq(rosters.session, session));
  return (newest?.epoch ?? 0) + 1 === epoch;
}

async function keepNext(
  tx: Pick<Database, "insert">,
  session: string,
  { epoch, wrapped, roster }: NewKeyRequest,
): Promise<void> {
  const rows = wrapped.map((each) => ({ session, epoch, ...each }));
  await tx.insert(wrappedKeys).values(rows);
  await tx.insert(rosters).values({ session, epoch, sealed: roster });
}

import { and, asc, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { MemberId, NewKeyRequest, NewLinkRequest, SealReply } from "@hotseat/shared";
import type { Database, Transaction } from "./database.ts";
import { links, rosters, sessions, wrappedKeys } from "./schema.ts";

/** The key of a session or a group as it was created: wrapped, and for whom. */
export type FirstSeal = {
  readonly publicKeys: ReadonlyMap<MemberId, string>;
  readonly wrapped: ReadonlyMap<MemberId, string>;
  readonly roster: string;
};

/** A member whose link is another one than the key before was wrapped for. */
export type NewHolder = {
  readonly publicKey: string;
  /** Keys before this one, for the same link. */
  readonly earlier: readonly { readonly epoch: number; readonly wrapped: string }[];
};

/** One for whom a key was wrapped. */
export type KeyHolder = {
  readonly member: MemberId;
  readonly publicKey: string;
  /** False when their link is worth nothing any more. */
  readonly live: boolean;
};

/** What a new link to a session is stored as; `seal` in sealed sessions only. */
type NewLink = {
  readonly proofHash: string;
  readonly seal: NonNullable<NewLinkRequest["seal"]> | null;
};

export type SealStore = ReturnType<typeof sealStore>;

const FIRST_EPOCH = 1;

/** Stores the first key, within the transaction that stores its owner and the links. */
export async function keepSeal(
  tx: Transaction,
  owner: string,
  { publicKeys, wrapped, roster }: FirstSeal,
): Promise<void> {
  const epoch = FIRST_EPOCH;
  const rows = [...wrapped].map(([member, key], place) => ({
    owner,
    epoch,
    member,
    place,
    publicKey: publicKeys.get(member) ?? "",
    wrapped: key,
  }));
  await tx.insert(wrappedKeys).values(rows);
  await tx.insert(rosters).values({ owner, epoch, sealed: roster });
}

/**
 * Stores the key that follows the one in use, for those it is wrapped for; the caller's transaction
 * has locked its owner. False, and nothing stored, when another key has come in between.
 */
export async function keepNext(
  tx: Transaction,
  owner: string,
  { epoch, wrapped, roster }: NewKeyRequest,
  changed: ReadonlyMap<MemberId, NewHolder> = new Map(),
): Promise<boolean> {
  if ((await newestEpoch(tx, owner)) + 1 !== epoch) return false;
  const before = new Map(
    (await holdersOf(tx, owner)).map(({ member, publicKey }) => [member, publicKey]),
  );
  const rows = wrapped.map((each, place) => ({
    owner,
    epoch,
    member: each.member,
    place,
    publicKey: changed.get(each.member)?.publicKey ?? before.get(each.member) ?? "",
    wrapped: each.wrapped,
  }));
  await tx.insert(wrappedKeys).values(rows);
  await tx.insert(rosters).values({ owner, epoch, sealed: roster });
  for (const [member, { publicKey, earlier }] of changed) {
    await forgetKeys(tx, owner, member, epoch);
    for (const key of earlier) {
      await tx
        .insert(wrappedKeys)
        .values({ owner, member, publicKey, place: rows.length, ...key })
        .onConflictDoUpdate({
          target: [wrappedKeys.owner, wrappedKeys.epoch, wrappedKeys.member],
          set: { publicKey, wrapped: key.wrapped },
        });
    }
  }
  return true;
}

/** What was wrapped for a link that is worth nothing any more opens for nobody who may. */
export async function forgetKeys(
  tx: Transaction,
  owner: string,
  member: MemberId,
  before: number = Infinity,
): Promise<void> {
  const those = and(eq(wrappedKeys.owner, owner), eq(wrappedKeys.member, member));
  const older = before === Infinity ? undefined : sql`${wrappedKeys.epoch} < ${before}`;
  await tx.update(wrappedKeys).set({ wrapped: null }).where(and(those, older));
}

/** Keeps the keys of sealed sessions and groups, none of which it could open. */
export function sealStore(db: Database) {
  return {
    /** The keys that a member's link was given; null when the session or group is not sealed. */
    async read(owner: string, member: MemberId): Promise<SealReply | null> {
      const epoch = await newestEpoch(db, owner);
      if (epoch === 0) return null;
      const keys = await db
        .select({
          epoch: wrappedKeys.epoch,
          wrapped: sql<string>`${wrappedKeys.wrapped}`,
          roster: rosters.sealed,
        })
        .from(wrappedKeys)
        .innerJoin(
          rosters,
          and(eq(rosters.owner, wrappedKeys.owner), eq(rosters.epoch, wrappedKeys.epoch)),
        )
        .where(
          and(
            eq(wrappedKeys.owner, owner),
            eq(wrappedKeys.member, member),
            isNotNull(wrappedKeys.wrapped),
          ),
        )
        .orderBy(asc(wrappedKeys.epoch));
      const publicKeys = (await holdersOf(db, owner)).map(({ member, publicKey }) => ({
        member,
        publicKey,
      }));
      return { epoch, keys, publicKeys };
    },

    /** For whom the key in use was wrapped. */
    async holders(owner: string): Promise<KeyHolder[]> {
      return holdersOf(db, owner);
    },

    /**
     * Replaces a member's link to a session, and the session's key with it; all or nothing. `taken`:
     * the link is somebody's already. `late`: the key is not the one that this one was made to follow.
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
        if (seal) {
          const holder = { publicKey: seal.publicKey, earlier: [] };
          const kept = await keepNext(tx, session, seal, new Map([[member, holder]]));
          if (!kept) return "late";
        }
        await tx
          .update(links)
          .set({ proofHash })
          .where(and(eq(links.session, session), eq(links.member, member)));
        return "renewed";
      });
    },

    /** Replaces a session's key, for those it is wrapped for. `late`: as in `renew`. */
    async replace(session: string, key: NewKeyRequest): Promise<"replaced" | "late"> {
      return db.transaction(async (tx) => {
        await tx.execute(sql`SELECT id FROM ${sessions} WHERE id = ${session} FOR UPDATE`);
        return (await keepNext(tx, session, key)) ? "replaced" : "late";
      });
    },
  };
}

type Reader = Pick<Database, "select">;

/** The epoch of the key in use; 0 when there is none. */
export async function newestEpoch(db: Reader, owner: string): Promise<number> {
  const [newest] = await db
    .select({ epoch: rosters.epoch })
    .from(rosters)
    .where(eq(rosters.owner, owner))
    .orderBy(desc(rosters.epoch))
    .limit(1);
  return newest?.epoch ?? 0;
}

/** For whom the key in use was wrapped, in the order of its roster. */
export async function holdersOf(db: Reader, owner: string): Promise<KeyHolder[]> {
  const epoch = await newestEpoch(db, owner);
  return db
    .select({
      member: wrappedKeys.member,
      publicKey: wrappedKeys.publicKey,
      live: sql<boolean>`${wrappedKeys.wrapped} IS NOT NULL`,
    })
    .from(wrappedKeys)
    .where(and(eq(wrappedKeys.owner, owner), eq(wrappedKeys.epoch, epoch)))
    .orderBy(asc(wrappedKeys.place));
}

import { and, asc, eq } from "drizzle-orm";
import type { Instant, MemberId } from "@hotseat/shared";
import type { BriefsReply, CallName } from "@hotseat/shared/group";
import type { Database } from "../store/database.ts";
import { briefs } from "../store/schema.ts";

export type BriefStore = ReturnType<typeof briefStore>;
type Kept = BriefsReply["briefs"][number];

/** Keeps what members want of their seats, by call. */
export function briefStore(db: Database) {
  const ofCall = (group: string, { span, original }: CallName) =>
    and(eq(briefs.group, group), eq(briefs.span, span), eq(briefs.original, original));

  return {
    async read(group: string, call: CallName): Promise<Kept[]> {
      return db
        .select({ member: briefs.member, brief: briefs.brief, savedAt: briefs.savedAt })
        .from(briefs)
        .where(ofCall(group, call))
        .orderBy(asc(briefs.savedAt), asc(briefs.member));
    },

    /** Takes the place of the one before. */
    async save(
      group: string,
      { span, original }: CallName,
      member: MemberId,
      brief: Kept["brief"],
      savedAt: Instant,
    ): Promise<void> {
      await db
        .insert(briefs)
        .values({ group, span, original, member, brief, savedAt })
        .onConflictDoUpdate({
          target: [briefs.group, briefs.span, briefs.original, briefs.member],
          set: { brief, savedAt },
        });
    },

    async remove(group: string, call: CallName, member: MemberId): Promise<void> {
      await db.delete(briefs).where(and(ofCall(group, call), eq(briefs.member, member)));
    },
  };
}

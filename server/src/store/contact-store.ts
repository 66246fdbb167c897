import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import type { MailKind, MailLanguage } from "@hotseat/shared/group";
import type { MemberId } from "@hotseat/shared";
import type { Database } from "./database.ts";
import { contacts, groups } from "./schema.ts";

/** How one member of one group is reached. */
export type Contact = typeof contacts.$inferSelect;

/** What members say themselves about how they are reached. */
export type Wishes = {
  readonly email: string | null;
  readonly language: MailLanguage;
  readonly off: readonly MailKind[];
};

export type ContactStore = ReturnType<typeof contactStore>;

const isOf = (group: string, member: MemberId) =>
  and(eq(contacts.group, group), eq(contacts.member, member));

/**
 * Forgets somebody who is no longer in the group. Whose calendar has been sent its dates is kept
 * until it has been told that they are none any more (`Mailer`); their feed ends at once.
 */
export async function partContact(
  db: Pick<Database, "delete" | "update">,
  group: string,
  member: MemberId,
): Promise<void> {
  const unsent = or(isNull(contacts.email), isNull(contacts.sentVersion));
  await db.delete(contacts).where(and(isOf(group, member), unsent));
  await db.update(contacts).set({ feedHash: null }).where(isOf(group, member));
}

/** Keeps what is known of members beside the events of their groups. */
export function contactStore(db: Database) {
  return {
    async find(group: string, member: MemberId): Promise<Contact | null> {
      const [found] = await db.select().from(contacts).where(isOf(group, member));
      return found ?? null;
    },

    async ofGroup(group: string): Promise<Contact[]> {
      return db.select().from(contacts).where(eq(contacts.group, group));
    },

    /** The groups of which somebody can be written to, with their versions. */
    async reachableGroups(): Promise<{ id: string; version: number }[]> {
      return db
        .selectDistinct({ id: groups.id, version: groups.version })
        .from(groups)
        .innerJoin(contacts, eq(contacts.group, groups.id))
        .where(isNotNull(contacts.email));
    },

    /** Stores what a member wishes. Whoever is written to elsewhere has not been sent any dates there. */
    async set(group: string, member: MemberId, wishes: Wishes): Promise<void> {
      await db.transaction(async (tx) => {
        const [old] = await tx.select().from(contacts).where(isOf(group, member));
        const sent = old?.email === wishes.email ? {} : { sentVersion: null };
        await tx
          .insert(contacts)
          .values({ group, member, ...wishes })
          .onConflictDoUpdate({
            target: [contacts.group, contacts.member],
            set: { ...wishes, ...sent },
          });
      });
    },

    /** Gives a member another calendar feed, or takes the one they have. */
    async setFeed(group: string, member: MemberId, feedHash: string | null): Promise<void> {
      await db
        .insert(contacts)
        .values({ group, member, email: null, language: "en", off: [], feedHash })
        .onConflictDoUpdate({ target: [contacts.group, contacts.member], set: { feedHash } });
    },

    /** Whose feed it is; null when there is none such any more. */
    async withFeed(feedHash: string): Promise<Contact | null> {
      const [found] = await db.select().from(contacts).where(eq(contacts.feedHash, feedHash));
      return found ?? null;
    },

    async remove(group: string, member: MemberId): Promise<void> {
      await db.delete(contacts).where(isOf(group, member));
    },
  };
}

import { and, asc, eq, gt } from "drizzle-orm";
import { nextCall, replayGroup } from "@hotseat/shared/group";
import type { Founded, Group, GroupEvent } from "@hotseat/shared/group";
import type { MemberId } from "@hotseat/shared";
import { partContact } from "./contact-store.ts";
import type { Database } from "./database.ts";
import { groupEvents, groupLinks, groups } from "./schema.ts";
import { VersionConflict } from "./session-store.ts";

export type GroupStore = ReturnType<typeof groupStore>;

/** What is known of a group beside its events. */
export type GroupRecord = typeof groups.$inferSelect;

/** Keeps groups as streams of events. What a method has returned from survives a `kill -9`. */
export function groupStore(db: Database) {
  return {
    /** Stores a new group with its links, all or nothing. */
    async create(
      id: string,
      events: readonly GroupEvent[],
      proofHashes: ReadonlyMap<MemberId, string>,
    ): Promise<Founded> {
      const group = founded(replayGroup(events));
      await db.transaction(async (tx) => {
        await tx.insert(groups).values({ id, ...summary(group) });
        await tx.insert(groupEvents).values(rows(id, 0, events));
        await tx
          .insert(groupLinks)
          .values(
            [...proofHashes].map(([member, proofHash]) => ({ group: id, member, proofHash })),
          );
      });
      return group;
    },

    /**
     * Appends events to a group that is known up to `group`, and returns what it became. Links of
     * members who are no longer in it go with them.
     *
     * @throws {VersionConflict} when the group has moved on meanwhile; nothing is stored then.
     */
    async append(id: string, group: Founded, events: readonly GroupEvent[]): Promise<Founded> {
      const next = founded(replayGroup(events, group));
      const gone = group.members.filter(
        (member) => !next.members.some((each) => each.id === member.id),
      );
      await db.transaction(async (tx) => {
        const moved = await tx
          .update(groups)
          .set(summary(next))
          .where(and(eq(groups.id, id), eq(groups.version, group.version)))
          .returning({ id: groups.id });
        if (moved.length === 0) throw new VersionConflict();
        await tx.insert(groupEvents).values(rows(id, group.version, events));
        for (const { id: member } of gone) {
          await tx
            .delete(groupLinks)
            .where(and(eq(groupLinks.group, id), eq(groupLinks.member, member)));
          await partContact(tx, id, member);
        }
      });
      return next;
    },

    /** The group as it is; `none` when there is none of that id. */
    async read(id: string): Promise<Group> {
      return replayGroup(await this.eventsAfter(id, 0));
    },

    async eventsAfter(id: string, version: number): Promise<GroupEvent[]> {
      const found = await db
        .select({ event: groupEvents.event })
        .from(groupEvents)
        .where(and(eq(groupEvents.group, id), gt(groupEvents.version, version)))
        .orderBy(asc(groupEvents.version));
      return found.map(({ event }) => event);
    },

    async all(): Promise<GroupRecord[]> {
      return db.select().from(groups).orderBy(asc(groups.id));
    },

    /** The stored hash of a member's proof; null when there is no such link. */
    async proofHash(group: string, member: MemberId): Promise<string | null> {
      const [found] = await db
        .select({ proofHash: groupLinks.proofHash })
        .from(groupLinks)
        .where(and(eq(groupLinks.group, group), eq(groupLinks.member, member)));
      return found?.proofHash ?? null;
    },

    /** Gives a member another link, or their first; what was given for the old one is worth nothing. */
    async setLink(group: string, member: MemberId, proofHash: string): Promise<void> {
      await db
        .insert(groupLinks)
        .values({ group, member, proofHash })
        .onConflictDoUpdate({
          target: [groupLinks.group, groupLinks.member],
          set: { proofHash },
        });
    },
  };
}

function founded(group: Group): Founded {
  if (group.status === "none") throw new Error("A group without events cannot be stored.");
  return group;
}

function summary({ version, status, schedule, at }: Founded) {
  return { version, status, nextCall: status === "active" ? nextCall(schedule, at).at : null };
}

function rows(group: string, version: number, events: readonly GroupEvent[]) {
  return events.map((event, i) => ({ group, version: version + i + 1, event }));
}

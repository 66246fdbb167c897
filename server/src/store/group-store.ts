import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { nextCall, nextGroupDue, replayGroup } from "@hotseat/shared/group";
import type { Founded, Group, GroupEvent } from "@hotseat/shared/group";
import type { Instant, MemberId } from "@hotseat/shared";
import { notification } from "./announcements.ts";
import { partContact } from "./contact-store.ts";
import type { Database, Transaction } from "./database.ts";
import { groupEvents, groupLinks, groups, notes, sessions } from "./schema.ts";
import { forgetKeys, keepSeal } from "./seal-store.ts";
import type { FirstSeal } from "./seal-store.ts";
import { VersionConflict } from "./version-conflict.ts";

export type GroupStore = ReturnType<typeof groupStore>;

/** What is known of a group beside its events. */
export type GroupRecord = typeof groups.$inferSelect;

/** A link to a group as it is stored. */
export type GroupLink = Pick<
  typeof groupLinks.$inferSelect,
  "member" | "proofHash" | "publicKey" | "vouchers"
>;

/** What else is stored in the same transaction as events; when it throws, nothing is. */
export type Alongside = (tx: Transaction) => Promise<void>;

/** Keeps groups as streams of events. What a method has returned from survives a `kill -9`. */
export function groupStore(db: Database) {
  return {
    /** Stores a new group with its links and, when it is sealed, its key; all or nothing. */
    async create(
      id: string,
      events: readonly GroupEvent[],
      proofHashes: ReadonlyMap<MemberId, string>,
      seal: FirstSeal | null = null,
    ): Promise<Founded> {
      const group = founded(replayGroup(events));
      await db.transaction(async (tx) => {
        await tx.insert(groups).values({ id, ...summary(group) });
        await tx.insert(groupEvents).values(rows(id, 0, events));
        for (const [member, proofHash] of proofHashes) {
          const publicKey = seal?.publicKeys.get(member) ?? null;
          await setGroupLink(tx, id, { member, proofHash, publicKey, vouchers: null });
        }
        if (seal) await keepSeal(tx, id, seal);
      });
      return group;
    },

    /**
     * Appends events to a group that is known up to `group`, and returns what it became. Links of
     * members who are no longer in it go with them, and so do their private notes.
     *
     * @throws {VersionConflict} when the group has moved on meanwhile; nothing is stored then.
     */
    async append(
      id: string,
      group: Founded,
      events: readonly GroupEvent[],
      alongside?: Alongside,
    ): Promise<Founded> {
      const next = founded(replayGroup(events, group));
      await db.transaction(async (tx) => {
        await appendGroup(tx, id, group, events);
        await alongside?.(tx);
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

    /** Groups to which something is to happen by now: by their own clock, or since their call is over. */
    async due(now: Instant): Promise<{ id: string }[]> {
      const { rows } = (await db.execute(sql`
        SELECT id FROM ${groups} WHERE deadline <= ${now}::bigint
        UNION
        SELECT g.id FROM ${groups} AS g JOIN ${sessions} AS s ON s.id = g.open_session
        WHERE s.status = 'ended'
      `)) as unknown as { rows: { id: string }[] };
      return rows;
    },

    /** The stored hash of a member's proof; null when there is no such link. */
    async proofHash(group: string, member: MemberId): Promise<string | null> {
      return (await this.link(group, member))?.proofHash ?? null;
    },

    async link(
      group: string,
      member: MemberId,
      reader: Pick<Database, "select"> = db,
    ): Promise<GroupLink | null> {
      const those = and(eq(groupLinks.group, group), eq(groupLinks.member, member));
      const [found] = await reader.select().from(groupLinks).where(those);
      return found ?? null;
    },

    async links(group: string, reader: Pick<Database, "select"> = db): Promise<GroupLink[]> {
      return reader.select().from(groupLinks).where(eq(groupLinks.group, group));
    },

    /**
     * Gives a member another link; what was given for the old one, keys too, is worth nothing.
     * `alongside` stores the new key, when this link brings one.
     */
    async setLink(group: string, link: GroupLink, alongside?: Alongside): Promise<void> {
      await this.locked(group, async (tx) => {
        await forgetKeys(tx, group, link.member);
        await setGroupLink(tx, group, link);
        await alongside?.(tx);
      });
    },

    /** Does something while nobody else changes the group or its key. */
    async locked<T>(group: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
      return db.transaction(async (tx) => {
        await tx.execute(sql`SELECT id FROM ${groups} WHERE id = ${group} FOR UPDATE`);
        return work(tx);
      });
    },
  };
}

/** Appends within somebody else's transaction. @throws {VersionConflict} as `append` does. */
export async function appendGroup(
  tx: Transaction,
  id: string,
  group: Founded,
  events: readonly GroupEvent[],
): Promise<Founded> {
  const next = founded(replayGroup(events, group));
  const moved = await tx
    .update(groups)
    .set(summary(next))
    .where(and(eq(groups.id, id), eq(groups.version, group.version)))
    .returning({ id: groups.id });
  if (moved.length === 0) throw new VersionConflict();
  await tx.insert(groupEvents).values(rows(id, group.version, events));
  const gone = group.members.filter(
    (member) => !next.members.some((each) => each.id === member.id),
  );
  for (const { id: member } of gone) await forgetMember(tx, id, member);
  const session = next.open?.session ?? group.open?.session;
  if (session !== undefined) {
    await tx.execute(sql`SELECT ${notification({ type: "group-changed", session })}`);
  }
  return next;
}

/** Stores a member's link, or another one in its place. */
export async function setGroupLink(
  tx: Transaction,
  group: string,
  { member, ...link }: GroupLink,
): Promise<void> {
  await tx
    .insert(groupLinks)
    .values({ group, member, ...link })
    .onConflictDoUpdate({ target: [groupLinks.group, groupLinks.member], set: link });
}

async function forgetMember(tx: Transaction, group: string, member: MemberId): Promise<void> {
  await tx
    .delete(groupLinks)
    .where(and(eq(groupLinks.group, group), eq(groupLinks.member, member)));
  await forgetKeys(tx, group, member);
  await partContact(tx, group, member);
  const calls = tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.group, group));
  await tx.delete(notes).where(and(eq(notes.member, member), inArray(notes.session, calls)));
}

function founded(group: Group): Founded {
  if (group.status === "none") throw new Error("A group without events cannot be stored.");
  return group;
}

function summary(group: Founded) {
  const { version, status, schedule, at, open } = group;
  return {
    version,
    status,
    nextCall: status === "active" ? nextCall(schedule, at).at : null,
    deadline: nextGroupDue(group)?.at ?? null,
    openSession: open?.session ?? null,
  };
}

function rows(group: string, version: number, events: readonly GroupEvent[]) {
  return events.map((event, i) => ({ group, version: version + i + 1, event }));
}

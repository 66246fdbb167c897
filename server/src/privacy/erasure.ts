import { and, eq, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { withoutName } from "@hotseat/shared";
import type { MemberId } from "@hotseat/shared";
import { withoutMember } from "@hotseat/shared/group";
import type { Transaction } from "../store/database.ts";
import { newestEpoch } from "../store/seal-store.ts";
import {
  briefs,
  commitments,
  contacts,
  groupEvents,
  groupLinks,
  groups,
  hands,
  leases,
  links,
  messages,
  notes,
  outbox,
  pulses,
  remarks,
  rosters,
  seatNotes,
  sessionEvents,
  sessions,
  wrappedKeys,
} from "../store/schema.ts";

/*
 * What is deleted when somebody or something is erased, table by table; docs/privacy.md says the
 * same in words. A new table with anything of a member in it belongs here, and into what
 * erasing.test.ts writes before it erases and looks through all tables.
 */

/** Every table of which rows belong to a session. */
const ofSessions = [
  sessionEvents,
  links,
  leases,
  messages,
  hands,
  notes,
  seatNotes,
  remarks,
  pulses,
] as const;

/** Erases somebody who is in a group no longer. The caller's transaction has locked the group. */
export async function eraseFromGroup(
  tx: Transaction,
  group: string,
  member: MemberId,
): Promise<void> {
  const events = await tx.select().from(groupEvents).where(eq(groupEvents.group, group));
  for (const { version, event } of events) {
    const left = withoutMember(event, member);
    if (left === event) continue;
    await tx
      .update(groupEvents)
      .set({ event: left })
      .where(and(eq(groupEvents.group, group), eq(groupEvents.version, version)));
  }
  const own = (table: { readonly group: PgColumn; readonly member: PgColumn }) =>
    and(eq(table.group, group), eq(table.member, member));
  await tx.delete(groupLinks).where(own(groupLinks));
  await tx.delete(briefs).where(own(briefs));
  await tx.delete(contacts).where(own(contacts));
  await tx.delete(outbox).where(own(outbox));
  await tx
    .delete(commitments)
    .where(
      and(
        eq(commitments.group, group),
        sql`${commitments.commitment} ->> 'owner' = ${member}::text`,
      ),
    );
  await withdrawVouchers(tx, group, member);
  await eraseKeys(tx, group, member);
  const calls = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.group, group));
  for (const { id } of calls) await eraseFromSession(tx, id, member);
}

/** Erases somebody from a session that is over. */
export async function eraseFromSession(
  tx: Transaction,
  session: string,
  member: MemberId,
): Promise<void> {
  const named = and(
    eq(sessionEvents.session, session),
    sql`${sessionEvents.event} ->> 'type' = 'session-created'`,
  );
  for (const { version, event } of await tx.select().from(sessionEvents).where(named)) {
    await tx
      .update(sessionEvents)
      .set({ event: withoutName(event, member) })
      .where(and(eq(sessionEvents.session, session), eq(sessionEvents.version, version)));
  }
  for (const table of [links, leases, messages, hands, notes, pulses]) {
    await tx.delete(table).where(and(eq(table.session, session), eq(table.member, member)));
  }
  // What was noted of a seat belongs to its holder, whoever wrote it.
  await tx
    .delete(seatNotes)
    .where(and(eq(seatNotes.session, session), eq(seatNotes.holder, member)));
  await tx
    .delete(remarks)
    .where(
      and(eq(remarks.session, session), or(eq(remarks.member, member), eq(remarks.to, member))),
    );
  await eraseKeys(tx, session, member);
}

/** Deletes a group with everything that was ever made in it. */
export async function eraseWholeGroup(tx: Transaction, group: string): Promise<string[]> {
  const calls = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.group, group));
  for (const table of [commitments, briefs, contacts, outbox, groupLinks, groupEvents]) {
    await tx.delete(table).where(eq(table.group, group));
  }
  const ids = calls.map(({ id }) => id);
  await eraseSessions(tx, ids);
  await eraseAllKeys(tx, [group]);
  await tx.delete(groups).where(eq(groups.id, group));
  return ids;
}

/** Deletes sessions with everything that belongs to them. */
export async function eraseSessions(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const table of ofSessions) await tx.delete(table).where(inArray(table.session, [...ids]));
  await eraseAllKeys(tx, ids);
  await tx.delete(sessions).where(inArray(sessions.id, [...ids]));
}

/**
 * Deletes what is left of links that are worth nothing any more: the public keys of them that no
 * roster in use names. Returns how many there were.
 */
export async function eraseOldKeys(tx: Transaction): Promise<number> {
  const gone = await tx
    .delete(wrappedKeys)
    .where(
      and(
        isNull(wrappedKeys.wrapped),
        sql`${wrappedKeys.epoch} < (
          SELECT max(r.epoch) FROM ${rosters} AS r WHERE r.owner = ${wrappedKeys.owner}
        )`,
      ),
    )
    .returning({ owner: wrappedKeys.owner });
  return gone.length;
}

/** The roster of the key in use names the public half of the link's key, and goes with that key. */
async function eraseKeys(tx: Transaction, owner: string, member: MemberId): Promise<void> {
  const own = and(eq(wrappedKeys.owner, owner), eq(wrappedKeys.member, member));
  const newest = await newestEpoch(tx, owner);
  await tx.delete(wrappedKeys).where(and(own, lt(wrappedKeys.epoch, newest)));
  await tx.update(wrappedKeys).set({ wrapped: null }).where(own);
}

async function eraseAllKeys(tx: Transaction, owners: readonly string[]): Promise<void> {
  await tx.delete(wrappedKeys).where(inArray(wrappedKeys.owner, [...owners]));
  await tx.delete(rosters).where(inArray(rosters.owner, [...owners]));
}

/** What others were to hand on to somebody who waits for a key. */
async function withdrawVouchers(tx: Transaction, group: string, member: MemberId): Promise<void> {
  const others = await tx
    .select()
    .from(groupLinks)
    .where(and(eq(groupLinks.group, group), ne(groupLinks.member, member)));
  for (const { member: whose, vouchers } of others) {
    const left = vouchers?.filter((each) => each.member !== member);
    if (!left || left.length === vouchers?.length) continue;
    await tx
      .update(groupLinks)
      .set({ vouchers: left })
      .where(and(eq(groupLinks.group, group), eq(groupLinks.member, whose)));
  }
}

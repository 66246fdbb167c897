import { and, asc, count, desc, eq, inArray, lt, ne, sql } from "drizzle-orm";
import type { Instant, MemberId } from "@hotseat/shared";
import type { Database } from "./database.ts";
import { contacts, outbox } from "./schema.ts";

/** One message that is due, on its way, or ended. */
export type OutboxRow = typeof outbox.$inferSelect;

/** What names a message: there is never a second one of it. */
export type MailName = Pick<OutboxRow, "group" | "member" | "kind" | "call" | "change">;

export type NewMail = MailName & Pick<OutboxRow, "cycle" | "until">;

/** A server that has a message in hand for longer than this has died, in ms. */
const CLAIM_LASTS = 5 * 60_000;

/** How many messages there are: due or on their way, sent, not sent for good, and of unknown fate. */
export type OutboxCounts = Readonly<Record<"waiting" | "sent" | "failed" | "unsure", number>>;

export type OutboxStore = ReturnType<typeof outboxStore>;

/** Keeps what is to be mailed. Any number of servers take from it, and each message is taken once. */
export function outboxStore(db: Database) {
  const isNamed = (name: MailName) =>
    and(
      eq(outbox.group, name.group),
      eq(outbox.member, name.member),
      eq(outbox.kind, name.kind),
      eq(outbox.call, name.call),
      eq(outbox.change, name.change),
    );

  return {
    /** Adds what is due; what is there already stays as it is. */
    async add(mail: NewMail, tryAt: Instant): Promise<void> {
      await db
        .insert(outbox)
        .values({ ...mail, state: "waiting", tryAt })
        .onConflictDoNothing();
    },

    /** Everything that a member was sent or is to be sent, newest first. */
    async ofMember(group: string, member: MemberId): Promise<OutboxRow[]> {
      return db
        .select()
        .from(outbox)
        .where(and(eq(outbox.group, group), eq(outbox.member, member)))
        .orderBy(desc(outbox.tryAt));
    },

    /** What has not been sent, of all groups, newest first: for whoever runs the server. */
    async unsent(count: number): Promise<OutboxRow[]> {
      return db
        .select()
        .from(outbox)
        .where(ne(outbox.state, "sent"))
        .orderBy(desc(outbox.tryAt))
        .limit(count);
    },

    async count(): Promise<OutboxCounts> {
      const found = await db
        .select({ state: outbox.state, count: count() })
        .from(outbox)
        .groupBy(outbox.state);
      const counts = { waiting: 0, sent: 0, failed: 0, unsure: 0 };
      for (const { state, count } of found) {
        counts[state === "claimed" || state === "handing" ? "waiting" : state] += count;
      }
      return counts;
    },

    /** Takes one message whose time has come; null when there is none. */
    async claim(claim: string, now: Instant): Promise<OutboxRow | null> {
      const [row] = await db
        .update(outbox)
        .set({
          state: "claimed",
          claim,
          claimedAt: now,
          attempts: sql`${outbox.attempts} + 1`,
        })
        .where(
          sql`(${outbox.group}, ${outbox.member}, ${outbox.kind}, ${outbox.call}, ${outbox.change}) IN (
            SELECT o."group", o.member, o.kind, o.call, o.change FROM outbox o
            WHERE (o.state = 'waiting' AND o.try_at <= ${now})
               OR (o.state = 'claimed' AND o.claimed_at < ${now - CLAIM_LASTS})
            ORDER BY o.try_at LIMIT 1
            FOR UPDATE SKIP LOCKED)`,
        )
        .returning();
      return row ?? null;
    },

    /**
     * Says that the mail server is being given the text now. False when another server has taken
     * the message over meanwhile: then it must not be sent.
     */
    async hand(name: MailName, claim: string): Promise<boolean> {
      const changed = await db
        .update(outbox)
        .set({ state: "handing" })
        .where(and(isNamed(name), eq(outbox.claim, claim), eq(outbox.state, "claimed")))
        .returning({ state: outbox.state });
      return changed.length > 0;
    },

    /** The mail server has it. `sentVersion`: the version of the group whose dates went along. */
    async sent(name: MailName, claim: string, at: Instant, sentVersion: number): Promise<void> {
      await db.transaction(async (tx) => {
        await tx
          .update(outbox)
          .set({ state: "sent", endedAt: at, problem: null })
          .where(and(isNamed(name), eq(outbox.claim, claim)));
        await tx
          .update(contacts)
          .set({ sentVersion })
          .where(and(eq(contacts.group, name.group), eq(contacts.member, name.member)));
      });
    },

    /** It was surely not sent, and is tried again. */
    async retry(name: MailName, claim: string, tryAt: Instant, problem: string): Promise<void> {
      await db
        .update(outbox)
        .set({ state: "waiting", claim: null, tryAt, problem })
        .where(and(isNamed(name), eq(outbox.claim, claim)));
    },

    /** It was not sent and is not tried again, or nobody knows whether it was. */
    async giveUp(
      name: MailName,
      claim: string,
      state: "failed" | "unsure",
      at: Instant,
      problem: string,
    ): Promise<void> {
      await db
        .update(outbox)
        .set({ state, endedAt: at, problem })
        .where(and(isNamed(name), eq(outbox.claim, claim)));
    },

    /** It is not due any more: it may become due anew. */
    async withdraw(name: MailName, claim: string): Promise<void> {
      await db.delete(outbox).where(and(isNamed(name), eq(outbox.claim, claim)));
    },

    /** What a server was giving to the mail server when it died: not sent a second time. */
    async closeAbandoned(now: Instant, problem: string): Promise<void> {
      await db
        .update(outbox)
        .set({ state: "unsure", endedAt: now, problem })
        .where(and(eq(outbox.state, "handing"), lt(outbox.claimedAt, now - CLAIM_LASTS)));
    },

    async isPending(group: string, member: MemberId): Promise<boolean> {
      const found = await db
        .select({ state: outbox.state })
        .from(outbox)
        .where(
          and(
            eq(outbox.group, group),
            eq(outbox.member, member),
            inArray(outbox.state, ["waiting", "claimed", "handing"]),
          ),
        )
        .orderBy(asc(outbox.tryAt))
        .limit(1);
      return found.length > 0;
    },
  };
}

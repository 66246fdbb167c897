import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { RECAP_OPEN_MS } from "@hotseat/shared";
import type { Instant, MemberId, Message, RaisedHand } from "@hotseat/shared";
import { notification } from "../store/announcements.ts";
import type { Database } from "../store/database.ts";
import { hands, messages, sessionEvents, sessions } from "../store/schema.ts";

export type TalkStore = ReturnType<typeof talkStore>;

/** Keeps what is written and who has a hand up. The other servers hear of every change. */
export function talkStore(db: Database) {
  const isOver = (session: SQL, until: Instant) => sql`EXISTS (
    SELECT FROM ${sessions} AS s JOIN ${sessionEvents} AS e ON e.session = s.id
    WHERE s.id = ${session} AND s.status = 'ended'
      AND e.event ->> 'type' = 'session-ended' AND (e.event ->> 'at')::bigint <= ${until}::bigint
  )`;

  return {
    /**
     * Stores a message and gives its number. The number and the row come into being in one
     * statement, and the key lets no two rows have the same: a server that was overtaken takes the
     * next one. A number is given only once the one before it can be read, so that whoever has
     * read up to some number has missed nothing below it.
     */
    async say(session: string, member: MemberId, text: string, at: Instant): Promise<number> {
      for (;;) {
        const { rows } = (await db.execute(sql`
          WITH said AS (
            INSERT INTO ${messages} (session, number, member, text, at)
            SELECT ${session}::text, coalesce(max(number), 0) + 1, ${member}::text, ${text}::text,
              ${at}::bigint
            FROM ${messages} WHERE session = ${session}
            ON CONFLICT DO NOTHING
            RETURNING number
          )
          SELECT number, ${notification({ type: "talked", session })} FROM said
        `)) as unknown as { rows: { number: number }[] };
        if (rows[0]) return Number(rows[0].number);
      }
    },

    /** What has been written after message `number`, in order. */
    async messagesAfter(session: string, number: number): Promise<Message[]> {
      return db
        .select({
          number: messages.number,
          member: messages.member,
          text: messages.text,
          at: messages.at,
        })
        .from(messages)
        .where(and(eq(messages.session, session), gt(messages.number, number)))
        .orderBy(asc(messages.number));
    },

    /** A hand that is up already keeps its place. */
    async raise(session: string, member: MemberId, raisedAt: Instant): Promise<void> {
      await db.execute(sql`
        WITH raised AS (
          INSERT INTO ${hands} (session, member, raised_at)
          VALUES (${session}, ${member}, ${raisedAt})
          ON CONFLICT DO NOTHING
          RETURNING member
        )
        SELECT ${notification({ type: "talked", session })} FROM raised
      `);
    },

    /** Lowers a member's hand if it was up at `until`, or all that were, without a member. */
    async lower(session: string, until: Instant, member: MemberId | null = null): Promise<void> {
      const whose = member === null ? undefined : eq(hands.member, member);
      const those = and(eq(hands.session, session), lte(hands.raisedAt, until), whose);
      await db.execute(sql`
        WITH lowered AS (DELETE FROM ${hands} WHERE ${those} RETURNING member)
        SELECT ${notification({ type: "talked", session })} FROM lowered LIMIT 1
      `);
    },

    /** Whose hands are up, in the order in which they went up. */
    async handsIn(session: string): Promise<RaisedHand[]> {
      return db
        .select({ member: hands.member, raisedAt: hands.raisedAt })
        .from(hands)
        .where(eq(hands.session, session))
        .orderBy(asc(hands.raisedAt), asc(hands.member));
    },

    /** Deletes all of every session whose recap has closed by now. */
    async forgetClosed(now: Instant): Promise<void> {
      const until = now - RECAP_OPEN_MS;
      for (const table of [messages, hands]) {
        await db.execute(sql`
          DELETE FROM ${table} WHERE session IN (
            SELECT said.session FROM (SELECT DISTINCT session FROM ${table}) AS said
            WHERE ${isOver(sql`said.session`, until)}
          )
        `);
      }
    },
  };
}

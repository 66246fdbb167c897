import { and, asc, eq, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Instant, MemberId } from "@hotseat/shared";
import type { Pulse, PulseReply, RemarkRequest, RemarksReply } from "@hotseat/shared/group";
import { FEWEST_FOR_AVERAGE } from "@hotseat/shared/group";
import type { Database } from "../store/database.ts";
import { insertNumbered } from "../store/numbered.ts";
import { pulses, remarks } from "../store/schema.ts";

export type AfterwardsStore = ReturnType<typeof afterwardsStore>;

/** As many thanks and corrections as one call takes. */
const MOST = 200;

/** What a member has answered of a call. */
export const pulseColumns = { useful: pulses.useful, trust: pulses.trust, time: pulses.time };

/** One thanks or correction. */
export const remarkColumns = {
  number: remarks.number,
  member: remarks.member,
  kind: remarks.kind,
  to: remarks.to,
  text: remarks.text,
  at: remarks.at,
};

/** Keeps what members say of a call when it is over. */
export function afterwardsStore(db: Database) {
  /** To one decimal, as a number in JSON. */
  const mean = (column: AnyPgColumn) => sql<number>`round(avg(${column}), 1)::double precision`;

  return {
    async pulseOf(session: string, member: MemberId): Promise<Pulse | null> {
      const [found] = await db
        .select(pulseColumns)
        .from(pulses)
        .where(and(eq(pulses.session, session), eq(pulses.member, member)));
      return found ?? null;
    },

    /** Takes the place of the answers before. */
    async answer(session: string, member: MemberId, pulse: Pulse): Promise<void> {
      const { useful, trust, time } = pulse;
      await db
        .insert(pulses)
        .values({ session, member, useful, trust, time })
        .onConflictDoUpdate({
          target: [pulses.session, pulses.member],
          set: { useful, trust, time },
        });
    },

    /** Of all answers; null when there are so few that they would say who gave which. */
    async averages(session: string): Promise<PulseReply["averages"]> {
      const [found] = await db
        .select({
          useful: mean(pulses.useful),
          trust: mean(pulses.trust),
          time: mean(pulses.time),
          answers: sql<number>`count(*)::integer`,
        })
        .from(pulses)
        .where(eq(pulses.session, session));
      return found && found.answers >= FEWEST_FOR_AVERAGE ? found : null;
    },

    async remarks(session: string): Promise<RemarksReply["remarks"][number][]> {
      return db
        .select(remarkColumns)
        .from(remarks)
        .where(eq(remarks.session, session))
        .orderBy(asc(remarks.number));
    },

    /** Null when there are too many already. */
    async remark(
      session: string,
      member: MemberId,
      { kind, to, text }: RemarkRequest,
      at: Instant,
    ): Promise<number | null> {
      const values = {
        member: sql`${member}::text`,
        kind: sql`${kind}::text`,
        to: sql`${to}::text`,
        text: sql`${text}::text`,
        at: sql`${at}::bigint`,
      };
      return insertNumbered(db, remarks, session, values, MOST);
    },
  };
}

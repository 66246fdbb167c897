import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { SessionEvent } from "@hotseat/shared";

/*
 * One schema for the embedded store and for PostgreSQL. The events are the truth; `sessions` keeps
 * beside them what is asked across sessions, and changes in the same transaction.
 * After a change here: `npx drizzle-kit generate` in this folder's `server/` writes the migration.
 */

/** Instants are milliseconds since 1970 and stay exact in a double for 285,000 years. */
const instant = (name: string) => bigint(name, { mode: "number" });

export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    /** The name of the LiveKit room: unguessable and used for this session only. */
    room: text().notNull().unique(),
    /** How many events there are. */
    version: integer().notNull(),
    status: text({ enum: ["lobby", "running", "ended"] }).notNull(),
    /** When the session next changes by itself. */
    deadline: instant("deadline"),
    /** True once the room is known to be gone for good. */
    roomClosed: boolean("room_closed").notNull().default(false),
  },
  (table) => [index("sessions_deadline").on(table.deadline)],
);

export const sessionEvents = pgTable(
  "session_events",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    version: integer().notNull(),
    event: jsonb().$type<SessionEvent>().notNull(),
    /** Chains the event to the one before it, so that a later change shows (rule 12.2). */
    hash: text().notNull(),
  },
  // What lets two servers fire the same deadline: one insert wins, the other reads again.
  (table) => [primaryKey({ columns: [table.session, table.version] })],
);

export const links = pgTable(
  "links",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    member: text().notNull(),
    /** SHA-256 of the proof, hex. Neither the secret nor the proof is ever stored. */
    proofHash: text("proof_hash").notNull(),
    revoked: boolean().notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.session, table.member] })],
);

/** Who is connected, by tab: renewed while the connection lives, and good for any server to read. */
export const leases = pgTable(
  "leases",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    member: text().notNull(),
    tab: text().notNull(),
    renewedAt: instant("renewed_at").notNull(),
    /** When the connection of this tab was seen to break; null while it lives. */
    lostAt: instant("lost_at"),
  },
  (table) => [primaryKey({ columns: [table.session, table.member, table.tab] })],
);

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
import type { Brief, Commitment, GroupEvent, MailKind } from "@hotseat/shared/group";

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
    /** Whose call it is; null for a session that belongs to no group. */
    group: text().references(() => groups.id),
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

/** The key of a session or a group, wrapped in a browser for one member's link. The server cannot open it. */
export const wrappedKeys = pgTable(
  "wrapped_keys",
  {
    /** The id of a session or a group. */
    owner: text().notNull(),
    /** Grows by one each time the key is replaced. */
    epoch: integer().notNull(),
    member: text().notNull(),
    /** The place in the roster. */
    place: integer().notNull().default(0),
    publicKey: text("public_key").notNull(),
    /** Null once the link is worth nothing any more; the roster still names its public key. */
    wrapped: text(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.epoch, table.member] })],
);

/** Whose public keys a key was wrapped for, sealed with that key: a key slipped in would show. */
export const rosters = pgTable(
  "rosters",
  {
    owner: text().notNull(),
    epoch: integer().notNull(),
    sealed: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.epoch] })],
);

/** What is written in the call. Ciphertext in a sealed session; gone when the recap closes. */
export const messages = pgTable(
  "messages",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    /** Counts from 1 within a session. */
    number: integer().notNull(),
    member: text().notNull(),
    text: text().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.session, table.number] })],
);

/** Who has a hand up, and since when. */
export const hands = pgTable(
  "hands",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    member: text().notNull(),
    raisedAt: instant("raised_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.session, table.member] })],
);

/** Groups, whose events are the truth; beside them what is asked across groups. */
export const groups = pgTable(
  "groups",
  {
    id: text().primaryKey(),
    version: integer().notNull(),
    status: text({ enum: ["active", "archived"] }).notNull(),
    /** When the next call begins; null while the group is archived. */
    nextCall: instant("next_call"),
    /** When the group next changes by itself; null while it is archived. */
    deadline: instant("deadline"),
    /** The session of the call that is open. */
    openSession: text("open_session"),
  },
  (table) => [
    index("groups_next_call").on(table.nextCall),
    index("groups_deadline").on(table.deadline),
  ],
);

export const groupEvents = pgTable(
  "group_events",
  {
    group: text()
      .notNull()
      .references(() => groups.id),
    version: integer().notNull(),
    event: jsonb().$type<GroupEvent>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.group, table.version] })],
);

/** What vouches for a link that waits for its key: for whom it was left, and when. */
export type StoredVoucher = {
  readonly member: string;
  readonly wrapped: string;
  /** Absent in what was left before this was kept. */
  readonly at?: number;
};

/** Personal links to a group; what is kept of them is what is kept of those to a session. */
export const groupLinks = pgTable(
  "group_links",
  {
    group: text()
      .notNull()
      .references(() => groups.id),
    member: text().notNull(),
    proofHash: text("proof_hash").notNull(),
    /** To which the group's key is wrapped for this link; null in groups that are not sealed. */
    publicKey: text("public_key"),
    /** What vouches for the first key of this link, by who may give it; null when it was given one at once. */
    vouchers: jsonb().$type<readonly StoredVoucher[]>(),
  },
  (table) => [primaryKey({ columns: [table.group, table.member] })],
);

/** Promises, as the rules have made them, and where they were made. */
export const commitments = pgTable(
  "commitments",
  {
    group: text()
      .notNull()
      .references(() => groups.id),
    id: text().notNull(),
    commitment: jsonb().$type<Commitment>().notNull(),
    session: text().references(() => sessions.id),
    seat: integer(),
  },
  (table) => [primaryKey({ columns: [table.group, table.id] })],
);

/** What a member wants of their seat in a call. Ciphertext in a sealed group. */
export const briefs = pgTable(
  "briefs",
  {
    group: text()
      .notNull()
      .references(() => groups.id),
    /** The call by its name. */
    span: integer().notNull(),
    original: text().notNull(),
    member: text().notNull(),
    brief: jsonb().$type<Brief | { readonly sealed: string }>().notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.group, table.span, table.original, table.member] })],
);

/** A member's private note of a call. Ciphertext under a key of their own in a sealed group. */
export const notes = pgTable(
  "notes",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    member: text().notNull(),
    text: text().notNull(),
    savedAt: instant("saved_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.session, table.member] })],
);

/** What was noted of a seat: it belongs to the seat's holder. Ciphertext in a sealed group. */
export const seatNotes = pgTable(
  "seat_notes",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    number: integer().notNull(),
    holder: text().notNull(),
    author: text().notNull(),
    /** Null once it was taken away, so that its number is not given again. */
    text: text(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.session, table.number] })],
);

/** Thanks and corrections after a call. Ciphertext in a sealed group. */
export const remarks = pgTable(
  "remarks",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    number: integer().notNull(),
    member: text().notNull(),
    kind: text({ enum: ["thanks", "correction"] }).notNull(),
    to: text(),
    text: text().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.session, table.number] })],
);

/** What each member has answered to the three questions; nobody else ever sees it. */
export const pulses = pgTable(
  "pulses",
  {
    session: text()
      .notNull()
      .references(() => sessions.id),
    member: text().notNull(),
    useful: integer().notNull(),
    trust: integer().notNull(),
    time: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.session, table.member] })],
);

/** How a member of a group is reached. Nobody but the member is ever shown any of it. */
export const contacts = pgTable(
  "contacts",
  {
    group: text()
      .notNull()
      .references(() => groups.id),
    member: text().notNull(),
    /** Null when they want no mail at all, or have not said where to. */
    email: text(),
    language: text({ enum: ["en", "id"] }).notNull(),
    /** The kinds of mail that they want no more. */
    off: jsonb().$type<readonly MailKind[]>().notNull(),
    /** SHA-256 of the token in the address of their calendar feed, hex; null when there is none. */
    feedHash: text("feed_hash").unique(),
    /** The version of the group whose dates they were sent last; null when they were sent none. */
    sentVersion: integer("sent_version"),
  },
  (table) => [primaryKey({ columns: [table.group, table.member] })],
);

/**
 * Mail that is due, once for each key. It holds what a message is about and not what it says: the
 * text is made when it is sent, from what is so by then.
 */
export const outbox = pgTable(
  "outbox",
  {
    group: text()
      .notNull()
      .references(() => groups.id),
    member: text().notNull(),
    kind: text().$type<MailKind>().notNull(),
    /** The name of the call that it is about: number of its span, space, local time. */
    call: text().notNull(),
    /** Which change of the dates it tells; 0 for what is not about a change. */
    change: integer().notNull(),
    /** When the call before that one began, 0 for the first: four messages belong to one cycle. */
    cycle: instant("cycle").notNull(),
    /** After this it would tell nobody anything. */
    until: instant("until").notNull(),
    state: text({
      enum: ["waiting", "claimed", "handing", "sent", "unsure", "failed"],
    }).notNull(),
    attempts: integer().notNull().default(0),
    /** When it is tried next. */
    tryAt: instant("try_at").notNull(),
    /** Which server has it in hand, and since when. */
    claim: text(),
    claimedAt: instant("claimed_at"),
    /** When it came into its last state. */
    endedAt: instant("ended_at"),
    /** Why it was not sent, in the words of whoever refused it. */
    problem: text(),
  },
  (table) => [
    primaryKey({ columns: [table.group, table.member, table.kind, table.call, table.change] }),
    index("outbox_try_at").on(table.state, table.tryAt),
    index("outbox_cycle").on(table.group, table.member, table.cycle),
  ],
);

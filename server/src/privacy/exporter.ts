import { and, asc, eq, isNotNull, or, sql } from "drizzle-orm";
import { reject, replay } from "@hotseat/shared";
import type { MemberId, SessionEvent } from "@hotseat/shared";
import type {
  CallExport,
  Founded,
  GroupEvent,
  GroupExport,
  SessionExport,
} from "@hotseat/shared/group";
import { viewOfGroup } from "@hotseat/shared/group";
import { pulseColumns, remarkColumns } from "../afterwards/afterwards-store.ts";
import type { Clock } from "../clock/clock.ts";
import { groupRefused } from "../groups/refusals.ts";
import { Refused, sessionRefused } from "../http/refusal.ts";
import { seatNoteColumns } from "../notes/note-store.ts";
import type { Database } from "../store/database.ts";
import {
  briefs,
  commitments,
  contacts,
  groupEvents,
  groupLinks,
  hands,
  leases,
  messages,
  notes,
  outbox,
  pulses,
  remarks,
  seatNotes,
  sessionEvents,
  sessions,
} from "../store/schema.ts";

type Parts = { readonly db: Database; readonly clock: Clock };

/**
 * Everything that is kept of one person, as it is kept, for that person alone. What is sealed is
 * sealed in it too: the server could not open it.
 */
export class Exporter {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async ofGroup(id: string, group: Founded, member: MemberId): Promise<GroupExport> {
    const { db, clock } = this.#parts;
    const at = clock.now();
    const you = group.members.find((each) => each.id === member);
    const view = viewOfGroup(group, member, at);
    if (!you || !view) throw groupRefused("not-in-group");
    const own = <T extends typeof contacts | typeof outbox | typeof briefs | typeof groupLinks>(
      table: T,
    ) => and(eq(table.group, id), eq(table.member, member));
    const [contact] = await db.select().from(contacts).where(own(contacts));
    const [link] = await db.select().from(groupLinks).where(own(groupLinks));
    const mail = await db.select().from(outbox).where(own(outbox)).orderBy(asc(outbox.tryAt));
    const saved = await db.select().from(briefs).where(own(briefs)).orderBy(asc(briefs.savedAt));
    const promised = await db
      .select()
      .from(commitments)
      .where(
        and(
          eq(commitments.group, id),
          sql`${commitments.commitment} ->> 'owner' = ${member}::text`,
        ),
      )
      .orderBy(asc(sql`(${commitments.commitment} ->> 'madeAt')::bigint`));
    const history = await db
      .select({ event: groupEvents.event })
      .from(groupEvents)
      .where(eq(groupEvents.group, id))
      .orderBy(asc(groupEvents.version));
    const calls = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.group, id));
    // One after the other: hours that run need the database's connections more.
    const exported: CallExport[] = [];
    for (const { id: session } of calls) {
      const call = await this.#call(session, member);
      if (call) exported.push(call);
    }
    return {
      kind: "group",
      at,
      group: { id, name: group.name, purpose: group.purpose, sealed: group.sealed },
      member: { id: member, name: you.name, zone: you.zone, role: view.you.role },
      hours: group.weeks.get(member) ?? null,
      contact: contact
        ? {
            email: contact.email,
            language: contact.language,
            off: contact.off,
            feed: contact.feedHash !== null,
          }
        : null,
      mail: mail.map(({ kind, call, state, tryAt, endedAt, problem }) => {
        return { kind, call, state, at: endedAt ?? tryAt, problem };
      }),
      publicKey: link?.publicKey ?? null,
      events: history.flatMap(({ event }) => ownPart(event, member)),
      briefs: saved.map(({ span, original, brief, savedAt }) => {
        return { call: { span, original }, brief, savedAt };
      }),
      commitments: promised.map(({ commitment, session, seat }) => {
        return { ...commitment, session, seat };
      }),
      calls: exported,
    };
  }

  /** @throws {Refused} 404 `no-such-session`, 409 `use-group-link` */
  async ofSession(session: string, member: MemberId): Promise<SessionExport> {
    const { db, clock } = this.#parts;
    const [found] = await db.select().from(sessions).where(eq(sessions.id, session));
    if (found && found.group !== null) {
      throw new Refused(409, "use-group-link", "This is a call of a group; use its page.");
    }
    const now = replay(await this.#log(session));
    const call = await this.#call(session, member);
    if (now.status === "none" || !call) throw sessionRefused(reject("no-such-session"));
    const name = now.members.find(({ id }) => id === member)?.name ?? "";
    const { sealed } = now;
    return {
      kind: "session",
      at: clock.now(),
      session,
      sealed,
      member: { id: member, name },
      call,
    };
  }

  /** Null for a call that began before they were in the group. */
  async #call(session: string, member: MemberId): Promise<CallExport | null> {
    const { db } = this.#parts;
    const events = (await this.#log(session)).flatMap((event): SessionEvent[] => {
      if (event.type === "session-created") {
        const members = event.members.filter(({ id }) => id === member);
        return members.length > 0 ? [{ ...event, members }] : [];
      }
      const about = "member" in event && event.member === member;
      return about || event.by === member ? [event] : [];
    });
    if (!events.some(({ type }) => type === "session-created")) return null;
    const own = <
      T extends typeof messages | typeof hands | typeof leases | typeof notes | typeof pulses,
    >(
      table: T,
    ) => and(eq(table.session, session), eq(table.member, member));
    const said = await db
      .select({ text: messages.text, at: messages.at })
      .from(messages)
      .where(own(messages))
      .orderBy(asc(messages.number));
    const [hand] = await db
      .select({ member: hands.member, raisedAt: hands.raisedAt })
      .from(hands)
      .where(own(hands));
    const tabs = await db
      .select({ tab: leases.tab, renewedAt: leases.renewedAt })
      .from(leases)
      .where(own(leases));
    const [note] = await db
      .select({ text: notes.text, savedAt: notes.savedAt })
      .from(notes)
      .where(own(notes));
    const [pulse] = await db.select(pulseColumns).from(pulses).where(own(pulses));
    const ofSeats = await db
      .select(seatNoteColumns)
      .from(seatNotes)
      .where(
        and(
          eq(seatNotes.session, session),
          isNotNull(seatNotes.text),
          or(eq(seatNotes.holder, member), eq(seatNotes.author, member)),
        ),
      )
      .orderBy(asc(seatNotes.number));
    const remarked = await db
      .select(remarkColumns)
      .from(remarks)
      .where(
        and(eq(remarks.session, session), or(eq(remarks.member, member), eq(remarks.to, member))),
      )
      .orderBy(asc(remarks.number));
    return {
      session,
      events,
      messages: said,
      hand: hand ?? null,
      tabs,
      note: note ?? null,
      seatNotes: ofSeats,
      remarks: remarked,
      pulse: pulse ?? null,
    };
  }

  async #log(session: string) {
    const found = await this.#parts.db
      .select({ event: sessionEvents.event })
      .from(sessionEvents)
      .where(eq(sessionEvents.session, session))
      .orderBy(asc(sessionEvents.version));
    return found.map(({ event }) => event);
  }
}

/** What of an event is about one member: of the founding their own line and nobody else's. */
function ownPart(event: GroupEvent, member: MemberId): GroupEvent[] {
  if (event.type === "group-founded") {
    const members = event.members.filter(({ id }) => id === member);
    return members.length > 0 ? [{ ...event, members }] : [];
  }
  const joined = event.type === "member-joined" && event.member.id === member;
  const about = "member" in event && event.member === member;
  return joined || about || event.by === member ? [event] : [];
}

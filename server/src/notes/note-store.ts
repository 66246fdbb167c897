import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Instant, MemberId } from "@hotseat/shared";
import type { NotesReply, SeatNote } from "@hotseat/shared/group";
import type { Database } from "../store/database.ts";
import { insertNumbered } from "../store/numbered.ts";
import { notes, seatNotes } from "../store/schema.ts";

export type NoteStore = ReturnType<typeof noteStore>;

/** As many notes of seats as one call takes. */
const MOST = 400;

/** A note of a seat that was not taken away. */
export const seatNoteColumns = {
  number: seatNotes.number,
  holder: seatNotes.holder,
  author: seatNotes.author,
  text: sql<string>`${seatNotes.text}`,
  at: seatNotes.at,
};

/** Keeps what is noted in calls: for oneself, and of somebody's seat. */
export function noteStore(db: Database) {
  const own = (session: string, member: MemberId) =>
    and(eq(notes.session, session), eq(notes.member, member));
  const ofSeat = (session: string, number: number) =>
    and(eq(seatNotes.session, session), eq(seatNotes.number, number), isNotNull(seatNotes.text));

  return {
    async readOwn(session: string, member: MemberId): Promise<NotesReply["own"]> {
      const [found] = await db
        .select({ text: notes.text, savedAt: notes.savedAt })
        .from(notes)
        .where(own(session, member));
      return found ?? null;
    },

    /** Takes the place of the one before; an empty one takes it away. */
    async saveOwn(
      session: string,
      member: MemberId,
      text: string,
      savedAt: Instant,
    ): Promise<void> {
      if (text === "") {
        await db.delete(notes).where(own(session, member));
        return;
      }
      await db
        .insert(notes)
        .values({ session, member, text, savedAt })
        .onConflictDoUpdate({
          target: [notes.session, notes.member],
          set: { text, savedAt },
        });
    },

    async ofSeats(session: string): Promise<SeatNote[]> {
      return db
        .select(seatNoteColumns)
        .from(seatNotes)
        .where(and(eq(seatNotes.session, session), isNotNull(seatNotes.text)))
        .orderBy(asc(seatNotes.number));
    },

    async ofSeat(session: string, number: number): Promise<SeatNote | null> {
      const [found] = await db
        .select(seatNoteColumns)
        .from(seatNotes)
        .where(ofSeat(session, number));
      return found ?? null;
    },

    /** Null when there are too many already. */
    async add(
      session: string,
      { holder, author, text, at }: Omit<SeatNote, "number">,
    ): Promise<number | null> {
      const values = {
        holder: sql`${holder}::text`,
        author: sql`${author}::text`,
        text: sql`${text}::text`,
        at: sql`${at}::bigint`,
      };
      return insertNumbered(db, seatNotes, session, values, MOST);
    },

    /** The text goes for good; its number is not given again. */
    async remove(session: string, number: number): Promise<void> {
      await db.update(seatNotes).set({ text: null }).where(ofSeat(session, number));
    },
  };
}

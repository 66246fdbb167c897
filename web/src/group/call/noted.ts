import { useEffect, useState } from "react";
import type { NotesReply, SeatNote } from "@hotseat/shared/group";
import { groupPath } from "../address.ts";
import type { GroupSeat } from "../address.ts";
import type { Texts } from "../between/texts.ts";
import { useFetched } from "../fetched.ts";

/** A note of a seat as it is read; null where this page has no key for it. */
type ReadNote = Omit<SeatNote, "text"> & { readonly text: string | null };

export type Noted = {
  /** The reader's own note of this call; empty when there is none. */
  readonly own: string;
  readonly seats: readonly ReadNote[];
};

/** Where what belongs to one call of the group is asked for. */
export function callPath(seat: GroupSeat, session: string): string {
  return `${groupPath(seat)}/calls/${encodeURIComponent(session)}`;
}

/** The notes of a call; null until they are known. */
export function useNotes(
  seat: GroupSeat,
  session: string,
  texts: Texts,
  ownTexts: Texts,
  anew: unknown,
): { readonly notes: Noted | null; readonly again: () => void } {
  const { value, again } = useFetched<NotesReply>(`${callPath(seat, session)}/notes`, anew);
  const [notes, setNotes] = useState<Noted | null>(null);
  useEffect(() => {
    if (!value) return;
    let gone = false;
    const read = async () => {
      const own = value.own ? await ownTexts.open(value.own.text) : "";
      const seats = await Promise.all(
        value.seats.map(async (note) => ({ ...note, text: await texts.open(note.text) })),
      );
      if (!gone) setNotes({ own: own ?? "", seats });
    };
    void read();
    return () => {
      gone = true;
    };
  }, [value, texts, ownTexts]);
  return { notes, again };
}

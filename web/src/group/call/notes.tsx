import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import { Trash2 } from "lucide-react";
import type { MemberView, Refusal, SessionView } from "@hotseat/shared";
import { LONGEST_NOTE, LONGEST_SEAT_NOTE } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { useCallOfGroup } from "../../session/group.ts";
import { memberOf, nameOf } from "../../session/people.ts";
import type { GroupSeat } from "../address.ts";
import { post } from "../../link/request.ts";
import type { Texts } from "../between/texts.ts";
import form from "../form.module.css";
import { useWords } from "../words.ts";
import { emptyDraft, ownerOf, written } from "./draft.ts";
import { callPath, useNotes } from "./noted.ts";
import type { Noted } from "./noted.ts";
import style from "./notes.module.css";

type Props = {
  readonly view: SessionView;
  readonly seat: GroupSeat;
  readonly session: string;
  readonly texts: Texts;
  /** How the reader's private notes travel. */
  readonly ownTexts: Texts;
  /** Whose seat it is; null between seats. */
  readonly holder: MemberView | null;
};

/** How long somebody rests from typing before their note is kept, in ms. */
const REST_MS = 1_500;

/** What the reader writes for themselves, and what is written for whoever sits. */
export function Notes({ view, seat, session, texts, ownTexts, holder }: Props) {
  const words = useWords().group.notes;
  const anew = useCallOfGroup((state) => state.anew.notes);
  const { notes, again } = useNotes(seat, session, texts, ownTexts, anew);
  if (!notes) return null;
  const path = callPath(seat, session);
  return (
    <section className={style.notes} aria-label={words.title} data-testid="notes">
      <OwnNote key={path} path={path} texts={ownTexts} saved={notes.own} />
      <SeatNoteForm path={path} texts={texts} view={view} holder={holder} onSent={again} />
      <SeatNotes path={path} view={view} notes={notes.seats} onRemoved={again} />
    </section>
  );
}

type ListProps = {
  readonly path: string;
  readonly view: SessionView;
  readonly notes: Noted["seats"];
  readonly onRemoved: () => void;
};

/** What was given to whoever sat, and by whom; either of the two may take it away. */
function SeatNotes({ path, view, notes, onRemoved }: ListProps) {
  const all = useWords();
  const words = all.group.notes;
  const [trouble, setTrouble] = useState("");
  const remove = async (number: number) => {
    setTrouble("");
    const answer = await post<void>(`${path}/seat-notes/${number}/remove`, {});
    if (!answer.ok) setTrouble(sentenceOf(answer.refusal, all));
    // Also after a refusal: it may be gone already.
    onRemoved();
  };
  return (
    <>
      <ul className={style.seats}>
        {notes.map(({ number, holder: owner, author, text }) => {
          const mine = owner === view.you.id || author === view.you.id;
          const colour = view.members.find(({ id }) => id === owner)?.colour;
          return (
            <li key={number} data-seat={colour}>
              <span>
                <strong>{nameOf(view, owner)}</strong> {text ?? words.shut}{" "}
                <small>{nameOf(view, author)}</small>
              </span>
              {mine && (
                <button
                  type="button"
                  aria-label={words.remove}
                  title={words.remove}
                  onClick={() => void remove(number)}
                  data-testid={`seat-note-remove-${number}`}
                >
                  <Trash2 size={16} aria-hidden="true" />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p className={form.trouble} role="alert" data-testid="seat-notes-trouble">
        {trouble}
      </p>
    </>
  );
}

type OwnProps = { readonly path: string; readonly texts: Texts; readonly saved: string };

/** Kept by itself a moment after the last key, and when the field is left. */
function OwnNote({ path, texts, saved }: OwnProps) {
  const all = useWords();
  const words = all.group.notes;
  const [text, setText] = useState(saved);
  const [said, setSaid] = useState("");
  const kept = useRef(saved);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = useRef(saved);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      // The hour may end in the middle of a word.
      if (typed.current !== kept.current) void send(path, "/notes", texts, typed.current, {});
    },
    [path, texts],
  );
  const keep = async (next: string) => {
    clearTimeout(timer.current);
    if (next === kept.current) return;
    const refusal = await send(path, "/notes", texts, next, {});
    if (refusal === "shut") return setSaid(words.cannot);
    if (refusal) return setSaid(sentenceOf(refusal, all));
    kept.current = next;
    setSaid(words.saved);
  };
  const type = (next: string) => {
    setText(next);
    setSaid("");
    typed.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep(next), REST_MS);
  };
  return (
    <label className={`${form.field} ${form.wide}`}>
      <span>{words.own}</span>
      <textarea
        rows={4}
        maxLength={LONGEST_NOTE}
        value={text}
        onChange={({ target }) => type(target.value)}
        onBlur={() => void keep(text)}
        data-testid="own-note"
      />
      <small role="status">{said}</small>
    </label>
  );
}

type SeatProps = {
  readonly path: string;
  readonly texts: Texts;
  readonly view: SessionView;
  readonly holder: MemberView | null;
  readonly onSent: () => void;
};

/** For whoever sits; what was begun for somebody stays theirs when the hour goes on meanwhile. */
function SeatNoteForm({ path, texts, view, holder, onSent }: SeatProps) {
  const all = useWords();
  const words = all.group.notes;
  const [draft, setDraft] = useState(emptyDraft);
  const [trouble, setTrouble] = useState("");
  const { text } = draft;
  const owner = ownerOf(draft, holder?.id ?? null);
  const to = owner === null ? null : memberOf(view, owner);
  if (!to) return null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    const refusal = await send(path, "/seat-notes", texts, text, { holder: to.id });
    if (refusal === "shut") return setTrouble(words.cannot);
    if (refusal) return setTrouble(sentenceOf(refusal, all));
    setTrouble("");
    // What was written on while it was sent is not lost.
    setDraft((now) => (now.text === text ? emptyDraft : now));
    onSent();
  };
  return (
    <form className={form.fields} onSubmit={save} data-seat={to.colour} noValidate>
      <label className={`${form.field} ${form.wide}`}>
        <span>{words.forSeat(to.name)}</span>
        <textarea
          rows={2}
          maxLength={LONGEST_SEAT_NOTE}
          value={text}
          onChange={({ target }) => setDraft(written(draft, target.value, to.id))}
          data-testid="seat-note"
        />
      </label>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <Button type="submit" data-testid="seat-note-save">
        {words.give}
      </Button>
    </form>
  );
}

/** Null when it is kept; `shut` when this page cannot seal it. An empty text stays empty. */
async function send(
  path: string,
  to: string,
  texts: Texts,
  text: string,
  more: object,
): Promise<Refusal | "shut" | null> {
  const closed = text === "" ? "" : await texts.close(text);
  if (closed === null) return "shut";
  const answer = await post<unknown>(`${path}${to}`, { ...more, text: closed });
  return answer.ok ? null : answer.refusal;
}

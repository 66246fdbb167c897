import { useEffect, useId, useRef, useState } from "react";
import type { FormEvent, KeyboardEvent } from "react";
import { SendHorizontal } from "lucide-react";
import { LONGEST_MESSAGE } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { say } from "./acts.ts";
import { draft, setDraft, usePanel } from "./panel.ts";
import style from "./message-input.module.css";

/** From here on it is said how much room is left, in UTF-16 code units. */
const NEARLY_FULL = 200;

/** Where a message is written. Enter sends it, Shift and Enter begins a new line. */
export function MessageInput() {
  const words = useWords().talk;
  const text = usePanel((panel) => panel.draft);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const note = useId();
  const left = LONGEST_MESSAGE - text.length;
  const sendable = text.trim() !== "" && left >= 0 && !sending;
  // Where a finger types, a keyboard would come up over what there is to read.
  useEffect(() => {
    if (matchMedia("(hover: hover)").matches) field.current?.focus();
  }, []);
  const send = async () => {
    if (!sendable) return;
    setSending(true);
    const said = await say(text.trim());
    setSending(false);
    // What was typed meanwhile stays.
    if (said && draft() === text) setDraft("");
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!event.repeat) void send();
  };
  return (
    <form className={style.form} onSubmit={submit}>
      <textarea
        ref={field}
        className={style.field}
        rows={1}
        dir="auto"
        value={text}
        placeholder={words.write}
        aria-label={words.write}
        aria-describedby={note}
        aria-invalid={left < 0}
        enterKeyHint="send"
        autoComplete="off"
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onKeyDown={press}
        data-testid="message-input"
      />
      <button
        type="submit"
        className={style.send}
        aria-disabled={!sendable}
        aria-label={words.send}
        title={words.send}
        data-testid="message-send"
      >
        <SendHorizontal size={20} aria-hidden="true" />
      </button>
      <p className={style.note} id={note} data-over={left < 0} data-testid="message-left">
        {left <= NEARLY_FULL && (left < 0 ? words.tooLong(-left) : words.charactersLeft(left))}
      </p>
    </form>
  );
}

import { useEffect, useState } from "react";
import type { KeyboardEvent, MouseEvent } from "react";
import type { PrimaryAction, SessionView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { perform, usePending } from "../session/commands.ts";
import { actionLabel } from "../session/part.ts";
import style from "./primary.module.css";

/** A click this soon after the button began to name another segment was meant for the one before. */
const SETTLES_MS = 500;

/** The facilitator's one button: it says what happens next and does it. */
export function Primary({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const pending = usePending(view.version);
  const { action } = view;
  const settled = useSettled(namedBy(action));
  if (!action) {
    return view.you.role === "facilitator" ? (
      <p className={style.last}>{words.action.last}</p>
    ) : null;
  }
  const inert = pending || !settled;
  const click = ({ detail }: MouseEvent) => {
    // The second click of a double click counts itself; one of the keyboard is number 0.
    if (!inert && detail <= 1) void perform(action);
  };
  return (
    <Button
      look="act"
      className={style.primary ?? ""}
      data-testid="primary"
      // Not `disabled`, which would take the focus away from those who use the keyboard.
      aria-disabled={inert}
      onClick={click}
      onKeyDown={pressOnce}
    >
      {actionLabel(view, action, words)}
    </Button>
  );
}

/** What a click would end: a segment, or the wait for the hour. */
function namedBy(action: PrimaryAction | null): string | null {
  return action?.type === "advance" ? action.segment : (action?.type ?? null);
}

/** False for a moment after `name` has changed. Timers run on the monotonic clock. */
function useSettled(name: string | null): boolean {
  const [settled, setSettled] = useState(name);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [name]);
  return settled === name;
}

/** A key that is held down would otherwise click its way through the hour. */
function pressOnce(event: KeyboardEvent): void {
  if (event.repeat && event.key === "Enter") event.preventDefault();
}

import { useEffect, useState } from "react";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import type { CommandRequest, SessionView } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useReached, useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { requestOf, send, usePending } from "../session/commands.ts";
import { segmentOf, usePause } from "../session/now.ts";
import { actionLabel, idleReason } from "../session/part.ts";
import { hasChair, nameOf } from "../session/people.ts";
import style from "./primary.module.css";

/** A click this soon after the button began to name another segment was meant for the one before. */
const SETTLES_MS = 500;

/**
 * The one big button: what happens next, for whoever has the chair; the end of a pause; or "I'm
 * done", for whoever's turn it is.
 */
export function Primary({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const { action, offers } = view;
  const pause = usePause(view);
  if (action) {
    const from = action.type === "advance" ? action.from : null;
    return (
      <Big view={view} testId="primary" request={requestOf(action)} from={from}>
        {actionLabel(view, action, words)}
      </Big>
    );
  }
  if (offers.resume && pause) {
    const absent = nameOf(view, segmentOf(view)?.holder ?? null);
    return (
      <Big view={view} testId="offer-resume" request={{ type: "resume", since: pause.since }}>
        {pause.kind === "drop" ? words.action.resumeWithout(absent) : words.action.resume}
      </Big>
    );
  }
  if (offers.done) {
    const { segment, from } = offers.done;
    return (
      <Big view={view} testId="offer-done" request={{ type: "advance", segment }} from={from}>
        {words.action.done}
      </Big>
    );
  }
  return hasChair(view) ? <Nothing view={view} /> : null;
}

/** Why whoever has the chair has no button. */
function Nothing({ view }: { readonly view: SessionView }) {
  const reason = idleReason(view, useWords());
  return reason === "" ? null : <p className={style.last}>{reason}</p>;
}

type Props = {
  readonly view: SessionView;
  readonly testId: string;
  readonly request: CommandRequest;
  /** Not before this. */
  readonly from?: number | null;
  readonly children: ReactNode;
};

function Big({ view, testId, request, from = null, children }: Props) {
  const words = useWords();
  const pending = usePending(request, view.version);
  const settled = useSettled(JSON.stringify(request));
  const early = !useReached(from) && from !== null;
  const wait = useSecondsUntil(early ? from : null);
  const inert = pending || !settled || early;
  const click = ({ detail }: MouseEvent) => {
    // The second click of a double click counts itself; one of the keyboard is number 0.
    if (!inert && detail <= 1) void send(request);
  };
  return (
    <Button
      look="act"
      className={style.primary ?? ""}
      data-testid={testId}
      // Not `disabled`, which would take the focus away from those who use the keyboard.
      aria-disabled={inert}
      onClick={click}
      onKeyDown={pressOnce}
    >
      {children}
      {early && wait !== null && <small>{words.action.from(minutes(wait))}</small>}
    </Button>
  );
}

/** False for a moment after `name` has changed. Timers run on the monotonic clock. */
function useSettled(name: string): boolean {
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

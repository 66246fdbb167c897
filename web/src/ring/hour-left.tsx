import type { ReactNode } from "react";
import type { Instant } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import style from "./hour-left.module.css";

/** The middle of a running ring: what is left of the hour. */
export function HourLeft({ endsAt }: { readonly endsAt: Instant }) {
  const words = useWords();
  const seconds = useSecondsUntil(endsAt) ?? 0;
  return (
    <Middle label={words.ring.left}>
      <span role="timer" aria-live="off" aria-label={words.time.hourLeft} data-testid="hour-left">
        {minutes(seconds)}
      </span>
    </Middle>
  );
}

/** The middle of a ring: one large figure and a word below it. */
export function Middle(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <span className={style.figure}>{props.children}</span>
      <span className={style.label}>{props.label}</span>
    </>
  );
}

import type { Instant } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "./words.ts";
import style from "./countdown.module.css";

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** How long it is until a call, in the two largest units that say something. */
export function Countdown({ at }: { readonly at: Instant }) {
  const words = useWords().group.countdown;
  const left = useSecondsUntil(at) ?? 0;
  const parts =
    left >= DAY_S
      ? [
          [Math.floor(left / DAY_S), words.days],
          [Math.floor((left % DAY_S) / HOUR_S), words.hours],
        ]
      : left >= HOUR_S
        ? [
            [Math.floor(left / HOUR_S), words.hours],
            [Math.floor((left % HOUR_S) / 60), words.minutes],
          ]
        : [[minutes(left), ""]];
  return (
    <p className={style.countdown} role="timer" aria-label={words.label} data-testid="countdown">
      {parts.map(([count, unit]) => (
        <span key={unit}>
          {count}
          {unit && <small>{unit}</small>}
        </span>
      ))}
    </p>
  );
}

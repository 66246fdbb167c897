import type { Change } from "../session/timebox.ts";
import type { Instant, Millis } from "../time.ts";

/** When the sample hour starts. */
export const START: Instant = 1_900_000_000_000;

/** A time of the sample hour as people read it, `mm:ss` or `mm:ss.mmm`, as an instant. */
export function at(clock: string): Instant {
  const [minutes = Number.NaN, seconds = Number.NaN] = clock.split(":").map(Number);
  return START + minutes * 60_000 + Math.round(seconds * 1000);
}

/** The other way round: an instant of the sample hour as `mm:ss`, with `.mmm` when not whole. */
export function clock(instant: Instant): string {
  return written(instant - START, 2);
}

/** A duration as people read it: `12:00`, `0:30`, `0:00.500`. */
export function length(millis: Millis): string {
  return millis < 0 ? `-${written(-millis, 1)}` : written(millis, 1);
}

function written(millis: Millis, width: number): string {
  const pad = (value: number, to: number) => String(value).padStart(to, "0");
  const whole = `${pad(Math.floor(millis / 60_000), width)}:${pad(Math.floor(millis / 1000) % 60, 2)}`;
  return millis % 1000 === 0 ? whole : `${whole}.${pad(millis % 1000, 3)}`;
}

/** Seconds that move: `moves("reserve -1:00", "seat-1/present +1:00")`. */
export function moves(...lines: readonly string[]): Change[] {
  return lines.map((line) => {
    const [, segment = "", sign, time = ""] = /^(\S+) ([+-])(\d+:\d+(?:\.\d+)?)$/.exec(line) ?? [];
    if (segment === "") throw new Error(`not a move: ${line}`);
    const by = at(time) - START;
    return { segment, by: sign === "-" ? -by : by };
  });
}

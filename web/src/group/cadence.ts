import { callsBetween, refusalOfSeries, scheduleOf } from "@hotseat/shared/group";
import type { ScheduledCall, Series } from "@hotseat/shared/group";
import type { Instant } from "@hotseat/shared";

/** How often a group calls, as people say it. `last`: the last such weekday of a month. */
export type Rhythm = "weekly" | "fortnightly" | "monthly" | "last";

/** When a group calls, as a form has it. */
export type Cadence = {
  readonly rhythm: Rhythm;
  /** The first call, "2026-11-25", on the clocks of the zone. */
  readonly date: string;
  /** "14:00" */
  readonly time: string;
  readonly zone: string;
};

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;

/** Which weekday of its month a date is: the third Wednesday is `{ weekday: 3, nth: 3 }`. */
export function placeInMonth(date: string): {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly nth: number;
  readonly last: boolean;
} {
  const day = new Date(`${date}T00:00:00Z`);
  const after = new Date(day.getTime() + 7 * 86_400_000);
  return {
    weekday: day.getUTCDay(),
    nth: Math.ceil(day.getUTCDate() / 7),
    last: after.getUTCMonth() !== day.getUTCMonth(),
  };
}

/** The rhythms that a first date allows: no month is sure to have a fifth Wednesday. */
export function rhythmsFrom(date: string): readonly Rhythm[] {
  if (!isDate(date)) return ["weekly", "fortnightly"];
  const { nth, last } = placeInMonth(date);
  return [
    "weekly",
    "fortnightly",
    ...(nth < 5 ? (["monthly"] as const) : []),
    ...(last ? (["last"] as const) : []),
  ];
}

/** The series that a form makes; null while it is not complete or makes none. */
export function seriesOf({ rhythm, date, time, zone }: Cadence): Series | null {
  if (!isDate(date) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const { weekday, nth } = placeInMonth(date);
  const rule = {
    weekly: "FREQ=WEEKLY",
    fortnightly: "FREQ=WEEKLY;INTERVAL=2",
    monthly: `FREQ=MONTHLY;BYDAY=${nth}${weekdays[weekday]}`,
    last: `FREQ=MONTHLY;BYDAY=-1${weekdays[weekday]}`,
  }[rhythm];
  const series = { zone, starts: `${date}T${time}`, rule };
  return refusalOfSeries(series) === null ? series : null;
}

/** How a series is said; a rule that no form here makes counts as the nearest: every week. */
export function rhythmOf({ rule }: Series): Rhythm {
  if (rule.includes("FREQ=MONTHLY")) return rule.includes("BYDAY=-1") ? "last" : "monthly";
  return rule.includes("INTERVAL=2") ? "fortnightly" : "weekly";
}

/** The first so many calls of a series after an instant. */
export function firstCalls(series: Series, after: Instant, count: number): ScheduledCall[] {
  const far = 400 * 86_400_000;
  return callsBetween(scheduleOf(series), after, after + far).slice(0, count);
}

/** The same rhythm from another first date on: a month has not every weekday five times. */
export function fitting(cadence: Cadence): Cadence {
  const possible = rhythmsFrom(cadence.date);
  if (possible.includes(cadence.rhythm)) return cadence;
  const monthly = cadence.rhythm === "monthly" || cadence.rhythm === "last";
  const instead = monthly ? possible.find((each) => each === "last" || each === "monthly") : null;
  return { ...cadence, rhythm: instead ?? "weekly" };
}

function isDate(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(`${date}T00:00:00Z`));
}

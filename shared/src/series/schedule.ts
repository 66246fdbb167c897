import type { Instant } from "../time.ts";
import { instantOf, localAt, occurrencesBetween } from "./series.ts";
import type { LocalDateTime, Series } from "./series.ts";

/**
 * When a group calls. The last span has no end, so there is always a next date; one before it ends
 * where "all following calls" were changed.
 */
export type Schedule = {
  readonly spans: readonly Span[];
  readonly exceptions: readonly Exception[];
};

export type Span = {
  readonly series: Series;
  /** The first instant at which this series has no calls any more; null for the last one. */
  readonly until: Instant | null;
};

/** One call that is not as its series has it. */
export type Exception = CallName & {
  /** When it is instead; null when it is cancelled. */
  readonly movedTo: Instant | null;
};

/**
 * What names a call for good, wherever it is moved to: the number of its span, from 0, and the local
 * time that its series has it at (RECURRENCE-ID).
 */
export type CallName = { readonly span: number; readonly original: LocalDateTime };

export type ScheduledCall = CallName & { readonly at: Instant; readonly moved: boolean };

const DAY = 86_400_000;

/** How far ahead is looked for the next call before looking further, in ms. */
const FIRST_LOOK = 120 * DAY;

/** Every call can be cancelled for a year and more; a schedule that has none in ten is broken. */
const LAST_LOOK = 3_650 * DAY;

export function scheduleOf(series: Series): Schedule {
  return { spans: [{ series, until: null }], exceptions: [] };
}

/** The calls from `from` on and before `to`, in order; cancelled ones are none. */
export function callsBetween(schedule: Schedule, from: Instant, to: Instant): ScheduledCall[] {
  const exceptions = new Map(schedule.exceptions.map((each) => [nameOf(each), each]));
  const regular = schedule.spans.flatMap(({ series, until }, span) =>
    occurrencesBetween(series, from, until === null ? to : Math.min(to, until))
      .filter(({ original }) => !exceptions.has(nameOf({ span, original })))
      .map((each): ScheduledCall => ({ ...each, span, moved: false })),
  );
  const moved = schedule.exceptions.flatMap(({ span, original, movedTo }) =>
    movedTo !== null && movedTo >= from && movedTo < to
      ? [{ span, original, at: movedTo, moved: true }]
      : [],
  );
  return [...regular, ...moved].toSorted((a, b) => a.at - b.at || a.span - b.span);
}

/** The cancelled calls that would have been from `from` on and before `to`, in order. */
export function cancelledBetween(schedule: Schedule, from: Instant, to: Instant): ScheduledCall[] {
  return schedule.exceptions
    .flatMap(({ span, original, movedTo }) => {
      const { series, until } = schedule.spans[span] ?? {};
      const at = series ? instantOf(original, series.zone) : null;
      const isAhead = at !== null && at >= from && at < to && at < (until ?? Infinity);
      return movedTo === null && isAhead ? [{ span, original, at, moved: false }] : [];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** The first call that begins after `after`. A schedule always has one. */
export function nextCall(schedule: Schedule, after: Instant): ScheduledCall {
  for (let look = FIRST_LOOK; look <= LAST_LOOK; look *= 2) {
    const [call] = callsBetween(schedule, after + 1, after + look);
    if (call) return call;
  }
  throw new Error("a schedule without a next call");
}

/** The call of that name as it is now; null when it is cancelled or its series has none such. */
export function callNamed(schedule: Schedule, name: CallName): ScheduledCall | null {
  const { span, original } = name;
  const { series, until } = schedule.spans[span] ?? {};
  const regular = series ? instantOf(original, series.zone) : null;
  if (!series || regular === null || regular >= (until ?? Infinity)) return null;
  const found = occurrencesBetween(series, regular, regular + 1);
  if (!found.some((each) => each.original === original)) return null;
  const exception = schedule.exceptions.find((each) => isSameCall(each, name));
  if (!exception) return { span, original, at: regular, moved: false };
  if (exception.movedTo === null) return null;
  return { span, original, at: exception.movedTo, moved: true };
}

/** Moves one call; the others stay. */
export function moveCall(schedule: Schedule, call: CallName, to: Instant): Schedule {
  return except(schedule, { span: call.span, original: call.original, movedTo: to });
}

export function cancelCall(schedule: Schedule, call: CallName): Schedule {
  return except(schedule, { span: call.span, original: call.original, movedTo: null });
}

/** What was an exception is as its series has it again. */
export function restoreCall(schedule: Schedule, { span, original }: CallName): Schedule {
  const name = nameOf({ span, original });
  return { ...schedule, exceptions: schedule.exceptions.filter((each) => nameOf(each) !== name) };
}

/**
 * Changes a call and all that follow it: its series ends before it and another one begins. What was
 * agreed for single calls after it goes with the old series.
 */
export function changeFollowing(schedule: Schedule, from: CallName, series: Series): Schedule {
  const old = schedule.spans[from.span];
  if (!old) return schedule;
  const end = instantOf(from.original, old.series.zone);
  if (end === null) return schedule;
  const spans = schedule.spans.slice(0, from.span);
  const kept: Span = { series: old.series, until: end };
  return {
    spans: [...spans, kept, { series, until: null }],
    exceptions: schedule.exceptions.filter(
      (each) =>
        each.span < from.span ||
        (each.span === from.span && (instantOf(each.original, old.series.zone) ?? end) < end),
    ),
  };
}

/** A member's local time that is not what it was at the call before. */
export type Shift = {
  readonly call: ScheduledCall;
  /** Their local times of day, "07:00": at the call before, and at this one. */
  readonly before: string;
  readonly after: string;
};

/**
 * The next call at which the clocks of `zone` and of the group's own have drifted apart or come
 * together, if it is within `within` ms of `now`; null when nothing shifts. A call that was moved by
 * somebody is no shift.
 */
export function nextShift(
  schedule: Schedule,
  zone: string,
  now: Instant,
  within: number = 14 * DAY,
): Shift | null {
  const isRegular = ({ moved }: ScheduledCall) => !moved;
  const calls = callsBetween(schedule, now - FIRST_LOOK, now + within).filter(isRegular);
  for (const [i, call] of calls.entries()) {
    const last = calls[i - 1];
    if (call.at <= now || !last || last.span !== call.span) continue;
    const [before, after] = [timeOf(last.at, zone), timeOf(call.at, zone)];
    if (before !== after) return { call, before, after };
  }
  return null;
}

function timeOf(at: Instant, zone: string): string {
  return localAt(at, zone).slice("2026-11-25T".length);
}

function except(schedule: Schedule, exception: Exception): Schedule {
  const name = nameOf(exception);
  const others = schedule.exceptions.filter((each) => nameOf(each) !== name);
  return { ...schedule, exceptions: [...others, exception] };
}

export function isSameCall(a: CallName, b: CallName): boolean {
  return nameOf(a) === nameOf(b);
}

function nameOf({ span, original }: CallName): string {
  return `${span} ${original}`;
}

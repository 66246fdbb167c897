import { instantOf, localAt, occurrencesBetween, replayGroup } from "@hotseat/shared/group";
import type { GroupEvent, LocalDateTime, Schedule, Series } from "@hotseat/shared/group";
import type { Instant } from "@hotseat/shared";

/** What of a group stands in calendars, as it is after some of its events. */
export type Dates = {
  readonly group: string;
  readonly name: string;
  /** How often something of it has changed: the SEQUENCE of RFC 5545. */
  readonly change: number;
  readonly changedAt: Instant;
  readonly series: readonly CalendarSeries[];
};

/** One span of the group's schedule: what a calendar knows as one event that repeats. */
export type CalendarSeries = {
  readonly span: number;
  readonly series: Series;
  /** The first instant at which there are no calls any more; null for ever. */
  readonly until: Instant | null;
  /** What is not as the rule has it: when it is instead, null when it is not at all. */
  readonly exceptions: ReadonlyMap<LocalDateTime, Instant | null>;
};

const changes: ReadonlySet<GroupEvent["type"]> = new Set([
  "group-founded",
  "group-described",
  "call-moved",
  "call-skipped",
  "call-restored",
  "series-changed",
  "next-agreed",
  "group-archived",
  "group-reopened",
]);

/** What stands in calendars after these events; null before a group is founded. */
export function datesAfter(group: string, events: readonly GroupEvent[]): Dates | null {
  const now = replayGroup(events);
  if (now.status === "none") return null;
  const made = events.filter(({ type }) => changes.has(type));
  const changedAt = made.at(-1)?.at ?? now.at;
  const end = now.status === "archived" ? changedAt : null;
  return {
    group,
    name: now.name,
    change: made.length - 1,
    changedAt,
    series: seriesOf(now.schedule, end),
  };
}

/** What has calls, or had some: a series that was replaced before its first call never was. */
function seriesOf({ spans, exceptions }: Schedule, end: Instant | null): CalendarSeries[] {
  return spans.flatMap(({ series, until: its }, span): CalendarSeries[] => {
    const until = its !== null && end !== null ? Math.min(its, end) : (its ?? end);
    const begins = instantOf(series.starts, series.zone) ?? Infinity;
    if (until !== null && begins >= until) return [];
    const own = exceptions
      .filter((each) => each.span === span)
      .flatMap(({ original, movedTo }): [LocalDateTime, Instant | null][] => {
        const regular = instantOf(original, series.zone) ?? Infinity;
        if (until !== null && regular >= until) return [];
        if (movedTo === regular) return [];
        return [[original, end !== null && movedTo !== null && movedTo >= end ? null : movedTo]];
      });
    return [{ span, series, until, exceptions: new Map(own) }];
  });
}

const HALF_HOUR = 1_800_000;

/**
 * What the clocks of a zone show at an instant, where every program takes that for this instant;
 * null inside an hour that they show twice.
 */
export function plainLocal(at: Instant, zone: string): LocalDateTime | null {
  const local = localAt(at, zone);
  const others = [-2, -1, 1, 2].map((step) => localAt(at + step * HALF_HOUR, zone));
  return others.includes(local) ? null : local;
}

/** How far ahead the odd calls of a series are named one by one, in ms: five years. */
const AHEAD = 5 * 365 * 86_400_000;

/**
 * The calls of a series whose local time the clocks skip or show twice. RFC 5545 says which instant
 * is meant (the first; the one after the gap), and programs do not all do so.
 */
export function oddCalls(
  { series, until, exceptions }: CalendarSeries,
  from: Instant,
): { original: LocalDateTime; at: Instant }[] {
  const to = Math.min(until ?? Infinity, from + AHEAD);
  return occurrencesBetween(series, from, to).filter(
    ({ original, at }) => !exceptions.has(original) && plainLocal(at, series.zone) !== original,
  );
}

/** Whether something of a series is still to come. */
export function isToCome({ series, until, exceptions }: CalendarSeries, now: Instant): boolean {
  if ([...exceptions.values()].some((at) => at !== null && at > now)) return true;
  return until === null || (until > now && occurrencesBetween(series, now, until).length > 0);
}

import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../time.ts";

/** A date and time on the wall of a place, without saying which: "2026-11-25T07:00". */
export type LocalDateTime = string;

/**
 * Calls that repeat. Kept as people think of them: a local time in one place and a rule (RFC 5545),
 * never as instants, which would move by an hour when the clocks of the place do.
 */
export type Series = {
  /** An IANA time zone, such as "Asia/Jakarta". */
  readonly zone: string;
  /** The first call, by the clocks of the zone. */
  readonly starts: LocalDateTime;
  /** An RRULE value without an end, such as "FREQ=WEEKLY;INTERVAL=2". */
  readonly rule: string;
};

/** What may be wrong with a series. */
export type SeriesRefusal = "unknown-zone" | "bad-start" | "bad-rule" | "start-off-rule";

/** One date of a series: `original` stays its name whatever becomes of it (RECURRENCE-ID). */
export type Occurrence = { readonly original: LocalDateTime; readonly at: Instant };

/**
 * No end by UNTIL or COUNT: a group is never left without a next date. No years and nothing finer
 * than a day: these are calls of people.
 */
const PART =
  /^(FREQ=(DAILY|WEEKLY|MONTHLY)|INTERVAL=([1-9]|1[0-2])|BYDAY=[-+0-9A-Z,]+|BYMONTHDAY=[-0-9,]+|BYSETPOS=-?[1-5]|WKST=(MO|SU))$/;
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The longest that a rule may leave a group without a call, in days: "every 12 months" is too long. */
const LONGEST_GAP_DAYS = 100;

/** A day for each try is more than half a year; a rule that never comes true is given up after that many. */
const MOST_TRIES = 500;

/** Why a series cannot be used; null when it can. */
export function refusalOfSeries({ zone, starts, rule }: Series): SeriesRefusal | null {
  if (!isZone(zone)) return "unknown-zone";
  const local = localOf(starts);
  if (!local) return "bad-start";
  const parts = rule.split(";");
  const names = parts.map((part) => part.split("=")[0]);
  if (!parts.every((part) => PART.test(part)) || new Set(names).size !== names.length) {
    return "bad-rule";
  }
  if (!names.includes("FREQ")) return "bad-rule";
  try {
    const expander = expanderOf({ zone, starts, rule }, MOST_TRIES);
    const first = onNoClock(local);
    const next = expander.next(first.subtract({ seconds: 1 }), true);
    if (!next) return "bad-rule";
    if (!next.equals(first)) return "start-off-rule";
    // A leap day or a fifth Monday may be rare; half a year shows what a rule does.
    let last = first;
    for (const each of expander.between(first, first.add({ days: 200 }), false)) {
      if (last.until(each, { largestUnit: "days" }).days > LONGEST_GAP_DAYS) return "bad-rule";
      last = each;
    }
    return last === first ? "bad-rule" : null;
  } catch {
    return "bad-rule";
  }
}

/** No zone is further than this from UTC, and no clock is moved by more, in hours. */
const WIDEST = { hours: 48 };

/** The dates of a series from `from` on and before `to`. */
export function occurrencesBetween(series: Series, from: Instant, to: Instant): Occurrence[] {
  const { zone } = series;
  return expanderOf(series)
    .between(
      onNoClock(zoned(from, zone).toPlainDateTime()).subtract(WIDEST),
      onNoClock(zoned(to, zone).toPlainDateTime()).add(WIDEST),
      true,
    )
    .map((each) => {
      const local = each.toPlainDateTime();
      return {
        original: local.toString({ smallestUnit: "minute" }),
        at: local.toZonedDateTime(zone).epochMilliseconds,
      };
    })
    .filter(({ at }) => at >= from && at < to);
}

/** The instant at which the clocks of a zone show a local time; of two the first, of none the one after the gap. */
export function instantOf(local: LocalDateTime, zone: string): Instant | null {
  return localOf(local)?.toZonedDateTime(zone).epochMilliseconds ?? null;
}

/** What the clocks of a zone show at an instant, to the minute. */
export function localAt(at: Instant, zone: string): LocalDateTime {
  return zoned(at, zone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** Whether this machine knows a time zone by its IANA name. Offsets such as "+07:00" are none. */
export function isZone(zone: string): boolean {
  // No part of it can be read in two ways: a test in which one could would take minutes for some texts.
  if (!/^[A-Za-z]+([/_+-][A-Za-z0-9/_+-]*)?$/.test(zone)) return false;
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * The rule is worked out on local times without a zone, as RFC 5545 has it, and each of them is then
 * put on the clocks of its place: a first call at a time that the clocks skip would otherwise
 * move all that follow.
 */
function expanderOf({ starts, rule }: Series, maxIterations = 10_000) {
  const dtstart = onNoClock(Temporal.PlainDateTime.from(starts));
  return new RRuleTemporal({
    rruleString: rule,
    dtstart,
    tzid: "UTC",
    temporal: Temporal,
    maxIterations,
  });
}

/** A local time as if it were UTC, which has no clocks that are moved. */
function onNoClock(local: Temporal.PlainDateTime): Temporal.ZonedDateTime {
  return local.toZonedDateTime("UTC");
}

function localOf(local: LocalDateTime): Temporal.PlainDateTime | null {
  if (!LOCAL.test(local)) return null;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: "reject" });
  } catch {
    return null;
  }
}

function zoned(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

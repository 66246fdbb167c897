import ICAL from "ical.js";
import { instantOf } from "@hotseat/shared/group";
import type { LocalDateTime } from "@hotseat/shared/group";
import type { Instant } from "@hotseat/shared";
import { isToCome, oddCalls, plainLocal } from "./dates.ts";
import type { CalendarSeries, Dates } from "./dates.ts";
import { timeZoneComponent } from "./zone.ts";

type CalendarMethod = "REQUEST" | "CANCEL" | "PUBLISH";

/** A file that a calendar program takes (iCalendar, RFC 5545; its method by RFC 5546). */
export type CalendarFile = {
  readonly name: string;
  readonly method: CalendarMethod;
  readonly content: string;
};

/** For whom a calendar is written. Nobody else's address is ever in it. */
export type CalendarReader = {
  /** The reader's own address; null where there is none to name. */
  readonly email: string | null;
  /** From whom invitations come. */
  readonly organizer: string;
  /** The part of an event's name behind the `@`: the host of this server. */
  readonly host: string;
  /** The reader's page of the group, without the secret of their link. */
  readonly page: string;
  readonly summary: string;
  readonly description: string;
};

/** The library folds after so many bytes and puts a space before the rest; RFC 5545 allows 75 with it. */
ICAL.foldLength = 74;

type Instance = { readonly original: LocalDateTime; readonly at: Instant };

/**
 * What makes a calendar that has the dates of `before` have those of `after`: whole series as
 * REQUEST or CANCEL where a series has come, changed or gone, single calls by their RECURRENCE-ID
 * where only those have changed. One file holds one series, as RFC 5546 wants it. `before` is null
 * for a calendar that has none yet, `after` for somebody who is no longer to have any.
 */
export function invitations(
  before: Dates | null,
  after: Dates | null,
  reader: CalendarReader,
  now: Instant,
): CalendarFile[] {
  const files: Omit<CalendarFile, "name">[] = [];
  const had = new Map(before?.series.map((each) => [each.span, each]));
  const sameName = before?.name === after?.name;
  for (const series of after?.series ?? []) {
    const old = had.get(series.span);
    if (!after || (!old && !isToCome(series, now))) continue;
    if (!old || !sameName || !isSameSeries(old, series)) {
      files.push({ method: "REQUEST", content: calendarOf("REQUEST", after, [series], reader) });
      continue;
    }
    const { moved, cancelled } = changedCalls(old, series);
    if (moved.length > 0) {
      files.push({
        method: "REQUEST",
        content: written("REQUEST", [series], (calendar) => {
          for (const each of moved)
            calendar.addSubcomponent(moveEvent(after, series, each, reader));
        }),
      });
    }
    if (cancelled.length > 0) {
      files.push({
        method: "CANCEL",
        content: written("CANCEL", [series], (calendar) => {
          for (const each of cancelled) {
            const event = moveEvent(after, series, each, reader);
            event.updatePropertyWithValue("status", "CANCELLED");
            calendar.addSubcomponent(event);
          }
        }),
      });
    }
  }
  const kept = new Set(after?.series.map(({ span }) => span));
  for (const series of before?.series ?? []) {
    if (!before || kept.has(series.span)) continue;
    const dates = { ...before, change: (after ?? before).change + (after ? 0 : 1) };
    files.push({ method: "CANCEL", content: cancellation(dates, series, reader) });
  }
  return named(files);
}

/** A calendar of all calls, past and to come, for reading only. */
export function feedOf(dates: Dates, reader: CalendarReader): string {
  return calendarOf("PUBLISH", dates, dates.series, reader);
}

function isSameSeries(a: CalendarSeries, b: CalendarSeries): boolean {
  const { zone, starts, rule } = a.series;
  const other = b.series;
  if (zone !== other.zone || starts !== other.starts || rule !== other.rule) return false;
  return a.until === b.until;
}

/** The calls of a series whose date is another one than it was. */
function changedCalls(
  old: CalendarSeries,
  series: CalendarSeries,
): { moved: Instance[]; cancelled: Instance[] } {
  const moved: Instance[] = [];
  const cancelled: Instance[] = [];
  const originals = new Set([...old.exceptions.keys(), ...series.exceptions.keys()]);
  for (const original of [...originals].toSorted()) {
    const [was, is] = [old.exceptions.get(original), series.exceptions.get(original)];
    if (was === is && old.exceptions.has(original) === series.exceptions.has(original)) continue;
    const regular = instantOf(original, series.series.zone) ?? 0;
    if (is === null) cancelled.push({ original, at: was ?? regular });
    else moved.push({ original, at: is ?? regular });
  }
  return { moved, cancelled };
}

function calendarOf(
  method: CalendarMethod,
  dates: Dates,
  all: readonly CalendarSeries[],
  reader: CalendarReader,
): string {
  return written(method, all, (calendar) => {
    for (const series of all) {
      calendar.addSubcomponent(seriesEvent(dates, series, reader));
      for (const [original, at] of series.exceptions) {
        if (at === null) continue;
        calendar.addSubcomponent(moveEvent(dates, series, { original, at }, reader));
      }
      for (const each of oddCalls(series, dates.changedAt)) {
        calendar.addSubcomponent(moveEvent(dates, series, each, reader));
      }
    }
    if (method === "PUBLISH") {
      calendar.addPropertyWithValue("x-wr-calname", reader.summary);
      for (const event of calendar.getAllSubcomponents("vevent")) {
        event.removeAllProperties("attendee");
        event.removeAllProperties("organizer");
      }
    }
  });
}

function cancellation(dates: Dates, series: CalendarSeries, reader: CalendarReader): string {
  return written("CANCEL", [series], (calendar) => {
    const event = seriesEvent(dates, series, reader);
    event.updatePropertyWithValue("status", "CANCELLED");
    calendar.addSubcomponent(event);
  });
}

function written(
  method: CalendarMethod,
  all: readonly CalendarSeries[],
  fill: (calendar: ICAL.Component) => void,
): string {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("prodid", "-//Hotseat//Hotseat//EN");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addPropertyWithValue("method", method);
  for (const zone of new Set(all.map(({ series }) => series.zone))) {
    calendar.addSubcomponent(timeZoneComponent(zone));
  }
  fill(calendar);
  return `${calendar.toString()}\r\n`;
}

/** The event that repeats. */
function seriesEvent(
  dates: Dates,
  { span, series, until, exceptions }: CalendarSeries,
  reader: CalendarReader,
): ICAL.Component {
  const event = eventOf(dates, span, reader);
  event.addProperty(local("dtstart", series.starts, series.zone));
  // UNTIL is the last moment that still counts, and in UTC wherever DTSTART has a zone.
  const end = until === null ? "" : `;UNTIL=${utc(until - 1000).toICALString()}`;
  event.addPropertyWithValue("rrule", ICAL.Recur.fromString(series.rule + end));
  for (const [original, at] of exceptions) {
    if (at === null) event.addProperty(local("exdate", original, series.zone));
  }
  return event;
}

/** One call of it that is at another time, or that is named because it is not to be. */
function moveEvent(
  dates: Dates,
  { span, series }: CalendarSeries,
  { original, at }: Instance,
  reader: CalendarReader,
): ICAL.Component {
  const event = eventOf(dates, span, reader);
  event.addProperty(local("recurrence-id", original, series.zone));
  const start = plainLocal(at, series.zone);
  if (start === null) event.addPropertyWithValue("dtstart", utc(at));
  else event.addProperty(local("dtstart", start, series.zone));
  return event;
}

function eventOf(dates: Dates, span: number, reader: CalendarReader): ICAL.Component {
  const event = new ICAL.Component("vevent");
  event.addPropertyWithValue("uid", `${dates.group}.${span}@${reader.host}`);
  event.addPropertyWithValue("sequence", dates.change);
  event.addPropertyWithValue("dtstamp", utc(dates.changedAt));
  event.addPropertyWithValue("duration", ICAL.Duration.fromString("PT1H"));
  event.addPropertyWithValue("summary", reader.summary);
  event.addPropertyWithValue("description", reader.description);
  event.addPropertyWithValue("location", reader.page);
  event.addPropertyWithValue("url", reader.page);
  event.addPropertyWithValue("status", "CONFIRMED");
  event.addPropertyWithValue("organizer", `mailto:${reader.organizer}`);
  if (reader.email !== null) {
    const attendee = event.addPropertyWithValue("attendee", `mailto:${reader.email}`);
    // Answers are given by the links in the mail: nobody reads those that a calendar sends back.
    attendee.setParameter("rsvp", "FALSE");
    attendee.setParameter("partstat", "NEEDS-ACTION");
    attendee.setParameter("role", "REQ-PARTICIPANT");
  }
  return event;
}

function local(name: string, time: LocalDateTime, zone: string): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setParameter("tzid", zone);
  property.setValue(ICAL.Time.fromDateTimeString(`${time}:00`));
  return property;
}

function utc(at: Instant): ICAL.Time {
  return ICAL.Time.fromDateTimeString(`${new Date(at).toISOString().slice(0, 19)}Z`);
}

/** Some programs look at the name: the first invitation is `invite.ics`. */
function named(files: readonly Omit<CalendarFile, "name">[]): CalendarFile[] {
  const counts = new Map<CalendarMethod, number>();
  return files.map(({ method, content }) => {
    const count = (counts.get(method) ?? 0) + 1;
    counts.set(method, count);
    const base = method === "CANCEL" ? "cancel" : "invite";
    return { name: `${base}${count === 1 ? "" : `-${count}`}.ics`, method, content };
  });
}

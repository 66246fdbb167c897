import ICAL from "ical.js";
import nodeIcal from "node-ical";

/** When the events of a calendar begin between two instants, in order, by one program's reading of it. */
export type CalendarReading = (ics: string, from: number, to: number) => number[];

/** As ical.js reads it, which Thunderbird uses: by the rules in the file's own VTIMEZONE. */
export const byIcalJs: CalendarReading = (ics, from, to) => {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const all = calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
  const found: number[] = [];
  for (const master of all.filter((each) => !each.isRecurrenceException())) {
    for (const each of all) {
      if (each.isRecurrenceException() && each.uid === master.uid) master.relateException(each);
    }
    const steps = master.iterator();
    for (let next = steps.next(); next; next = steps.next()) {
      // Moved calls may be far from where their series has them.
      if (next.toUnixTime() * 1000 > to + FAR) break;
      found.push(master.getOccurrenceDetails(next).startDate.toUnixTime() * 1000);
    }
  }
  return found.filter((at) => at >= from && at < to).toSorted((a, b) => a - b);
};

/** As node-ical reads it: by the zone data of this machine. */
export const byNodeIcal: CalendarReading = (ics, from, to) => {
  const events = Object.values(nodeIcal.sync.parseICS(ics));
  return events
    .flatMap((event) =>
      event?.type === "VEVENT"
        ? nodeIcal.expandRecurringEvent(event, {
            from: new Date(from - FAR),
            to: new Date(to + FAR),
          })
        : [],
    )
    .map(({ start }) => start.getTime())
    .filter((at) => at >= from && at < to)
    .toSorted((a, b) => a - b);
};

const FAR = 200 * 86_400_000;

/**
 * What a calendar program does with an invitation that came by mail (RFC 5546): takes a series,
 * changes or drops single calls of it, drops a series. Older ones than what it has are ignored.
 */
export class Calendar {
  /** One object for each UID, as a CalDAV server keeps them. */
  readonly objects = new Map<string, string>();

  take(file: string): void {
    const calendar = new ICAL.Component(ICAL.parse(file));
    const method = calendar.getFirstPropertyValue("method");
    const events = calendar.getAllSubcomponents("vevent");
    const uid = String(events[0]?.getFirstPropertyValue("uid"));
    if (events.some((each) => each.getFirstPropertyValue("uid") !== uid)) {
      throw new Error("one file is about one series");
    }
    calendar.removeAllProperties("method");
    const whole = events.some((each) => !each.hasProperty("recurrence-id"));
    const known = this.objects.get(uid);
    const old = known ? new ICAL.Component(ICAL.parse(known)) : null;
    if (old && sequenceOf(events) < sequenceOf(old.getAllSubcomponents("vevent"))) return;
    if (whole && method === "CANCEL") this.objects.delete(uid);
    else if (whole) this.objects.set(uid, calendar.toString());
    else if (old) this.objects.set(uid, withCalls(old, events, method === "CANCEL"));
    else throw new Error("a call of a series that this calendar does not have");
  }

  /** All of it as one file. */
  whole(): string {
    const [first, ...others] = [...this.objects.values()].map(
      (each) => new ICAL.Component(ICAL.parse(each)),
    );
    const all = first ?? new ICAL.Component("vcalendar");
    for (const other of others) {
      for (const name of ["vtimezone", "vevent"]) {
        for (const each of other.getAllSubcomponents(name)) all.addSubcomponent(each);
      }
    }
    return all.toString();
  }
}

function sequenceOf(events: readonly ICAL.Component[]): number {
  return Math.max(...events.map((each) => Number(each.getFirstPropertyValue("sequence") ?? 0)));
}

function withCalls(
  calendar: ICAL.Component,
  calls: readonly ICAL.Component[],
  cancelled: boolean,
): string {
  const master = calendar
    .getAllSubcomponents("vevent")
    .find((each) => !each.hasProperty("recurrence-id"));
  for (const call of calls) {
    const name = call.getFirstProperty("recurrence-id");
    if (!name || !master) throw new Error("no series, or no name");
    const text = String(name.getFirstValue());
    for (const each of calendar.getAllSubcomponents("vevent")) {
      if (String(each.getFirstPropertyValue("recurrence-id")) === text) {
        calendar.removeSubcomponent(each);
      }
    }
    for (const each of master.getAllProperties("exdate")) {
      if (String(each.getFirstValue()) === text) master.removeProperty(each);
    }
    if (!cancelled) calendar.addSubcomponent(call);
    else {
      const without = new ICAL.Property("exdate");
      without.setParameter("tzid", String(name.getFirstParameter("tzid")));
      without.setValue(ICAL.Time.fromDateTimeString(text));
      master.addProperty(without);
    }
  }
  return calendar.toString();
}

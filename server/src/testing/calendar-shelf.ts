import ICAL from "ical.js";
import { createDAVClient } from "tsdav";
import type { DAVCalendar, DAVObject } from "tsdav";
import type { Calendar } from "./calendars.ts";

type Client = Awaited<ReturnType<typeof createDAVClient>>;

/** One person's calendar on a CalDAV server, and what the server says is in it. */
export class CalendarShelf {
  readonly #client: Client;
  readonly #calendar: DAVCalendar;

  private constructor(client: Client, calendar: DAVCalendar) {
    this.#client = client;
    this.#calendar = calendar;
  }

  /** @param url of the server; @param person who has the calendar, which is new. */
  static async of(url: string, person: string): Promise<CalendarShelf> {
    const client = await createDAVClient({
      serverUrl: url,
      credentials: { username: person, password: "any" },
      authMethod: "Basic",
      defaultAccountType: "caldav",
    });
    const address = `${url}/${person}/calls/`;
    await client.makeCalendar({ url: address, props: { displayname: "Calls" } });
    const found = (await client.fetchCalendars()).find((each) => each.url === address);
    if (!found) throw new Error("no calendar");
    return new CalendarShelf(client, found);
  }

  /** Keeps on the server what the member's own program has: puts, replaces, deletes. */
  async sync(program: Calendar): Promise<void> {
    const there = await this.objects();
    const nameOfObject = (uid: string) => `${encodeURIComponent(uid)}.ics`;
    for (const object of there) {
      const uid = decodeURIComponent(object.url.split("/").at(-1) ?? "").replace(/\.ics$/, "");
      if (program.objects.has(uid)) continue;
      expectOk(await this.#client.deleteCalendarObject({ calendarObject: object }));
    }
    for (const [uid, iCalString] of program.objects) {
      const old = there.find(({ url }) => url.endsWith(nameOfObject(uid)));
      expectOk(
        old
          ? await this.#client.updateCalendarObject({
              calendarObject: { ...old, data: iCalString },
            })
          : await this.#client.createCalendarObject({
              calendar: this.#calendar,
              filename: nameOfObject(uid),
              iCalString,
            }),
      );
    }
  }

  /** When the server says that something is, by its own expansion of what repeats. */
  async instants(from: number, to: number): Promise<number[]> {
    const found = await this.#client.fetchCalendarObjects({
      calendar: this.#calendar,
      timeRange: { start: new Date(from).toISOString(), end: new Date(to).toISOString() },
      expand: true,
    });
    return found
      .flatMap(({ data }) =>
        new ICAL.Component(ICAL.parse(String(data))).getAllSubcomponents("vevent"),
      )
      .map((event) => new ICAL.Event(event).startDate.toUnixTime() * 1000)
      .filter((at) => at >= from && at < to)
      .toSorted((a, b) => a - b);
  }

  objects(): Promise<DAVObject[]> {
    return this.#client.fetchCalendarObjects({ calendar: this.#calendar });
  }
}

function expectOk({ ok, status }: Response): void {
  if (!ok) throw new Error(`the calendar server answered ${status}`);
}

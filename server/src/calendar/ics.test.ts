import { fourSeats } from "@hotseat/shared";
import {
  callsBetween,
  instantOf,
  localAt,
  nextCall,
  refusalOfSeries,
  replayGroup,
} from "@hotseat/shared/group";
import type { CallName, Founded, GroupEvent, GroupHappening, Series } from "@hotseat/shared/group";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Calendar, byIcalJs, byNodeIcal } from "../testing/calendars.ts";
import type { CalendarReading } from "../testing/calendars.ts";
import { datesAfter } from "./dates.ts";
import { feedOf, invitations } from "./ics.ts";
import type { CalendarReader } from "./ics.ts";

const DAY = 86_400_000;

const ordinary = ["07:00", "12:15", "19:30", "23:45"];
/** Those that clocks somewhere skip or show twice. */
const odd = ["00:30", "01:30", "02:15", "02:30"];

/** node-ical moves all calls after one that the clocks skip, so it is asked about other times only. */
const programs: readonly (readonly [string, CalendarReading, readonly string[]])[] = [
  ["ical.js", byIcalJs, [...ordinary, ...odd]],
  ["node-ical", byNodeIcal, ordinary],
];

const reader: CalendarReader = {
  email: "ayu@example.org",
  organizer: "hour@example.org",
  host: "hour.example.org",
  page: "https://hour.example.org/g/G/ayu",
  summary: "Hotseat: Us; four, \\ and “more”",
  description: "Line one\nline two, äöü ".repeat(9),
};

const beginning = Date.parse("2026-11-20");

const founded = (series: Series): GroupEvent => ({
  type: "group-founded",
  at: beginning,
  by: "operator",
  name: "Us",
  purpose: "",
  members: ["ayu", "budi"].map((id) => ({ id, name: id, zone: "Asia/Jakarta" })),
  facilitator: "ayu",
  deputy: "budi",
  agenda: fourSeats,
  series,
});

/** A group that things happen to. */
class Story {
  readonly events: GroupEvent[];
  constructor(series: Series) {
    this.events = [founded(series)];
  }

  get group(): Founded {
    return replayGroup(this.events) as Founded;
  }

  tell(what: GroupHappening, at = beginning): void {
    this.events.push({ ...what, at, by: "ayu" });
  }

  call(after: number, skip = 0): CallName & { at: number } {
    let call = nextCall(this.group.schedule, after);
    for (let i = 0; i < skip; i += 1) call = nextCall(this.group.schedule, call.at);
    return call;
  }
}

const nameOf = ({ span, original }: CallName): CallName => ({ span, original });

const zones = [
  "Asia/Jakarta",
  "Asia/Makassar",
  "Asia/Kathmandu",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Africa/Cairo",
  "UTC",
];

const anyZone = fc.constantFrom(...zones);
const anyRule = fc.constantFrom(
  "FREQ=WEEKLY",
  "FREQ=WEEKLY;INTERVAL=2",
  "FREQ=WEEKLY;BYDAY=MO,TH",
  "FREQ=MONTHLY;BYDAY=1MO,3MO",
  "FREQ=DAILY",
  "FREQ=MONTHLY;BYMONTHDAY=-1",
);

/** The first day from `day` on that fits the rule. */
function seriesFrom(day: number, zone: string, rule: string, time: string): Series | null {
  for (let i = 0; i < 40; i += 1) {
    const date = new Date(day + i * DAY).toISOString().slice(0, 10);
    const series = { zone, rule, starts: `${date}T${time}` };
    if (refusalOfSeries(series) !== null) continue;
    // A first call at a time that the clocks skip: programs differ there, see the decision.
    if (localAt(instantOf(series.starts, zone) ?? 0, zone) === series.starts) return series;
  }
  return null;
}

const deedAt = (times: readonly string[]) =>
  fc.record({
    kind: fc.constantFrom("move", "skip", "restore", "series"),
    skip: fc.nat(12),
    by: fc.integer({ min: -300, max: 300 }),
    zone: anyZone,
    rule: anyRule,
    time: fc.constantFrom(...times),
  });
type Deed = ReturnType<typeof deedAt> extends fc.Arbitrary<infer T> ? T : never;

function happen(story: Story, from: number, { kind, skip, by, zone, rule, time }: Deed): void {
  const call = story.call(from, skip);
  const name = nameOf(call);
  // Moved by quarters of an hour and days, never onto another call.
  const to = call.at + by * 6.25 * 3_600_000;
  const free = callsBetween(story.group.schedule, to - 3_600_000, to + 3_600_000).length === 0;
  if (kind === "move" && to > from && free) story.tell({ type: "call-moved", call: name, to });
  if (kind === "skip") story.tell({ type: "call-skipped", call: name });
  if (kind === "restore") story.tell({ type: "call-restored", call: name });
  const series = kind === "series" ? seriesFrom(call.at, zone, rule, time) : null;
  if (series) story.tell({ type: "series-changed", from: name, series });
}

const same = { tooMany: [], missing: [] };

/** What a calendar has and the group has not, and the other way round. */
function apart(read: readonly number[], calls: readonly { readonly at: number }[]) {
  const have = read.map((at) => new Date(at).toISOString());
  const want = calls.map(({ at }) => new Date(at).toISOString());
  const without = (all: readonly string[], some: readonly string[]) => {
    const left = [...some];
    return all.filter((each) => {
      const found = left.indexOf(each);
      if (found >= 0) left.splice(found, 1);
      return found < 0;
    });
  };
  return { tooMany: without(have, want), missing: without(want, have) };
}

describe.each(programs)("a calendar as %s reads it", (_, read, times) => {
  it("has the calls that the group has, over a year and both changes of clocks", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        anyZone,
        anyRule,
        fc.constantFrom(...times),
        fc.array(deedAt(times), { maxLength: 6 }),
        fc.integer({ min: 0, max: 364 }),
        (zone, rule, time, deeds, day) => {
          const from = Date.parse("2026-11-25") + day * DAY;
          const series = seriesFrom(from, zone, rule, time);
          if (!series) return;
          const story = new Story(series);
          for (const each of deeds) happen(story, from, each);
          const dates = datesAfter("G", story.events);
          if (!dates) throw new Error("no dates");
          const calls = callsBetween(story.group.schedule, from, from + 365 * DAY);
          seen += calls.length;
          expect(apart(read(feedOf(dates, reader), from, from + 365 * DAY), calls)).toEqual(same);
        },
      ),
      { numRuns: 30 },
    );
    expect(seen).toBeGreaterThan(500);
  }, 60_000);
});

describe("invitations", () => {
  it("keep a calendar that takes each of them as the group is, whichever are told together", () => {
    fc.assert(
      fc.property(
        anyZone,
        fc.array(fc.tuple(deedAt([...ordinary, ...odd]), fc.boolean()), {
          minLength: 1,
          maxLength: 8,
        }),
        (zone, deeds) => {
          const from = Date.parse("2027-02-20");
          const series = seriesFrom(from, zone, "FREQ=WEEKLY", "18:00");
          if (!series) return;
          const story = new Story(series);
          const calendar = new Calendar();
          let before = null;
          for (const [each, told] of [...deeds, [null, true] as const]) {
            if (each) happen(story, from, each);
            if (!told) continue;
            const after = datesAfter("G", story.events);
            for (const { content } of invitations(before, after, reader, from)) {
              calendar.take(content);
            }
            before = after;
            const calls = callsBetween(story.group.schedule, from, from + 365 * DAY);
            expect(apart(byIcalJs(calendar.whole(), from, from + 365 * DAY), calls)).toEqual(same);
          }
          for (const { content } of invitations(before, null, reader, from)) calendar.take(content);
          expect(calendar.objects.size).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);

  const weekly = { zone: "Europe/Berlin", starts: "2026-12-02T18:00", rule: "FREQ=WEEKLY" };
  const start = instantOf(weekly.starts, weekly.zone) ?? 0;

  function told(tell: (story: Story) => void) {
    const story = new Story(weekly);
    const before = datesAfter("G", story.events);
    tell(story);
    return invitations(before, datesAfter("G", story.events), reader, start - DAY);
  }

  it("are one REQUEST for a series, and name the reader alone", () => {
    const story = new Story(weekly);
    const [file, ...more] = invitations(null, datesAfter("G", story.events), reader, start - DAY);
    expect(more).toEqual([]);
    expect(file).toMatchObject({ name: "invite.ics", method: "REQUEST" });
    const lines = unfolded(file?.content ?? "");
    expect(lines.slice(0, 5)).toEqual([
      "BEGIN:VCALENDAR",
      "PRODID:-//Hotseat//Hotseat//EN",
      "VERSION:2.0",
      "CALSCALE:GREGORIAN",
      "METHOD:REQUEST",
    ]);
    expect(lines).toContain("BEGIN:VTIMEZONE");
    expect(lines).toContain("UID:G.0@hour.example.org");
    expect(lines).toContain("SEQUENCE:0");
    expect(lines).toContain("DTSTART;TZID=Europe/Berlin:20261202T180000");
    expect(lines).toContain("RRULE:FREQ=WEEKLY");
    expect(lines.filter((line) => line.startsWith("ATTENDEE"))).toEqual([
      "ATTENDEE;RSVP=FALSE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT:mailto:ayu@example.org",
    ]);
    expect(file?.content).not.toContain("#");
    for (const line of (file?.content ?? "").split("\r\n")) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }
    expect(byNodeIcal(file?.content ?? "", start, start + 8 * DAY)).toHaveLength(2);
  });

  it("name one call that is moved, or that is not, by its RECURRENCE-ID", () => {
    const moved = told((story) => {
      const call = nameOf(story.call(start));
      story.tell({ type: "call-moved", call, to: start + 8 * DAY });
      story.tell({ type: "call-skipped", call: nameOf(story.call(start, 1)) });
    });
    expect(moved.map(({ name, method }) => [name, method])).toEqual([
      ["invite.ics", "REQUEST"],
      ["cancel.ics", "CANCEL"],
    ]);
    const [request, cancel] = moved.map(({ content }) => unfolded(content));
    expect(request).toContain("RECURRENCE-ID;TZID=Europe/Berlin:20261209T180000");
    expect(request).toContain("DTSTART;TZID=Europe/Berlin:20261210T180000");
    expect(request).toContain("SEQUENCE:2");
    expect(request?.includes("RRULE:FREQ=WEEKLY")).toBe(false);
    expect(cancel).toContain("METHOD:CANCEL");
    expect(cancel).toContain("RECURRENCE-ID;TZID=Europe/Berlin:20261216T180000");
    expect(cancel).toContain("STATUS:CANCELLED");
  });

  it("end a series in UTC when the calls from one on are changed, and begin another", () => {
    const series = { zone: "Asia/Makassar", starts: "2026-12-17T20:00", rule: "FREQ=WEEKLY" };
    const files = told((story) => {
      story.tell({ type: "series-changed", from: nameOf(story.call(start, 1)), series });
    });
    expect(files.map(({ name, method }) => [name, method])).toEqual([
      ["invite.ics", "REQUEST"],
      ["invite-2.ics", "REQUEST"],
    ]);
    const [old, next] = files.map(({ content }) => unfolded(content));
    expect(old).toContain("RRULE:FREQ=WEEKLY;UNTIL=20261216T165959Z");
    expect(old).toContain("SEQUENCE:1");
    expect(next).toContain("UID:G.1@hour.example.org");
    expect(next).toContain("DTSTART;TZID=Asia/Makassar:20261217T200000");
  });

  it("say nothing when nothing in the calendar has changed", () => {
    const files = told((story) => {
      const call = nameOf(story.call(start));
      story.tell({ type: "answered", call, member: "ayu", answer: "no" });
      story.tell({ type: "next-tentative", call });
      story.tell({ type: "next-agreed", call, to: instantOf(call.original, weekly.zone) ?? 0 });
    });
    expect(files).toEqual([]);
  });

  it("take a group that is archived before its first call out of the calendar, and end one that had some", () => {
    const all = told((story) => story.tell({ type: "group-archived" }, start - DAY));
    expect(all.map(({ method }) => method)).toEqual(["CANCEL"]);
    const later = told((story) => story.tell({ type: "group-archived" }, start + DAY));
    expect(later.map(({ method }) => method)).toEqual(["REQUEST"]);
    expect(byIcalJs(later[0]?.content ?? "", 0, start + 900 * DAY)).toEqual([start]);
  });
});

function unfolded(ics: string): string[] {
  return ics.replaceAll("\r\n ", "").split("\r\n");
}

import { answersTo, replayGroup } from "@hotseat/shared/group";
import type { Group, MailKind } from "@hotseat/shared/group";
import type { Instant } from "@hotseat/shared";
import { invitations } from "../calendar/ics.ts";
import type { CalendarFile, CalendarReader } from "../calendar/ics.ts";
import { datesAfter } from "../calendar/dates.ts";
import type { Contact } from "../store/contact-store.ts";
import type { NewMail } from "../store/outbox-store.ts";
import { callKey, callToCome, cycleOf, whenIs } from "./moment.ts";
import type { Moment } from "./moment.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * How long before a call its messages go out, in ms (reference: T-48 h with the question who comes,
 * T-24 h brief, T-1 h). Each is due until the next one is: a server that was down for a day sends
 * one message and not two.
 */
export const reminders: readonly {
  readonly kind: MailKind;
  readonly from: number;
  readonly to: number;
}[] = [
  { kind: "ask", from: 48 * HOUR, to: 24 * HOUR },
  { kind: "brief", from: 24 * HOUR, to: HOUR },
  { kind: "soon", from: HOUR, to: 0 },
];

/** A recap tells nobody anything when it comes later than this, in ms. */
const RECAP_LASTS = 3 * DAY;

/** A change of dates is mailed once it has been left alone for so long, in ms: several make one message. */
export const SETTLES_AFTER = 2 * 60_000;

/** How long is tried to tell a change of dates, in ms. */
const DATES_LAST = 14 * DAY;

/** The most messages that a member gets from one call to the next. */
const MOST_PER_CYCLE = 4;

/**
 * Whether one more message fits into a cycle. A change of dates is told in place of what matters
 * less: first the question is left out, which a change asks as well, then the brief, then the last hour's.
 */
export function fitsCycle(kind: MailKind, had: readonly MailKind[]): boolean {
  const changes = had.filter((each) => each === "dates").length;
  if (kind === "dates" || kind === "recap") return had.length < MOST_PER_CYCLE;
  // One place is kept for the recap.
  if (had.length >= MOST_PER_CYCLE - 1) return false;
  if (kind === "ask") return changes === 0;
  return kind === "soon" || changes <= 1;
}

/** What is due to a member by the time: reminders of the next call, or the recap of the last. */
export function dueByTime(moment: Moment, contact: Contact, now: Instant): NewMail[] {
  const { group, closed } = moment;
  const { member } = contact;
  if (!isIn(group, member)) return [];
  const due: NewMail[] = [];
  const held = closed ? whenIs(moment, closed.call) : null;
  if (closed && held !== null && closed.at + RECAP_LASTS > now) {
    due.push({
      ...named(moment, member, "recap", callKey(closed.call)),
      cycle: cycleOf(moment, held),
      until: closed.at + RECAP_LASTS,
    });
  }
  const next = callToCome(moment, now);
  const absent = next !== null && answersTo(group, next).get(member) === "no";
  for (const { kind, from, to } of reminders) {
    if (!next || now < next.at - from || now >= next.at - to) continue;
    if (absent && kind !== "ask") continue;
    due.push({
      ...named(moment, member, kind, callKey(next)),
      cycle: cycleOf(moment, next.at),
      until: next.at - to,
    });
  }
  return due.filter(({ kind }) => !contact.off.includes(kind));
}

/** What is due to a member because their calendar is not as it should be; null when it is. */
export function dueByChange(moment: Moment, contact: Contact, now: Instant): NewMail | null {
  const { group, dates } = moment;
  const gone = !isIn(group, contact.member);
  if (group.open || (contact.off.includes("dates") && !gone)) return null;
  if (now < (gone ? group.at : dates.changedAt) + SETTLES_AFTER) return null;
  if (filesFor(moment, contact, anyReader, now).length === 0) return null;
  const next = callToCome(moment, now);
  return {
    ...named(moment, contact.member, "dates", next ? callKey(next) : "0 none"),
    change: gone ? dates.change + 1 : dates.change,
    cycle: cycleOf(moment, next?.at ?? now),
    until: Math.max(group.at, dates.changedAt, now) + DATES_LAST,
  };
}

/** The files that bring a member's calendar from what they were sent last to what is so now. */
export function filesFor(
  { id, group, dates, events }: Moment,
  { member, sentVersion }: Contact,
  reader: CalendarReader,
  now: Instant,
): CalendarFile[] {
  const stays = isIn(group, member);
  if (sentVersion === null) return invitations(null, stays ? dates : null, reader, now);
  const told = events.slice(0, sentVersion);
  // Whoever had parted by then has been told, and has nothing left to be told.
  const before = isIn(replayGroup(told), member) ? datesAfter(id, told) : null;
  return invitations(before, stays ? dates : null, reader, now);
}

export function isIn(group: Group, member: string): boolean {
  return group.status !== "none" && group.members.some(({ id }) => id === member);
}

/** The next time at which something may become due by itself. */
export function wakeAfter(moment: Moment, now: Instant): Instant {
  const next = callToCome(moment, now);
  const times = [
    ...(next ? [next.at, ...reminders.map(({ from }) => next.at - from)] : []),
    moment.dates.changedAt + SETTLES_AFTER,
    moment.group.at + SETTLES_AFTER,
  ];
  return Math.min(...times.filter((at) => at > now), now + LOOK_AT_LEAST);
}

/** However little happens, a group is looked at so often, in ms: another server may have changed a contact. */
const LOOK_AT_LEAST = 5 * 60_000;

const anyReader: CalendarReader = {
  email: null,
  organizer: "",
  host: "",
  page: "",
  summary: "",
  description: "",
};

function named({ id }: Moment, member: string, kind: MailKind, call: string) {
  return { group: id, member, kind, call, change: 0 };
}

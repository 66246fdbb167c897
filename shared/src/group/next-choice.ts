import { callNamed, callsBetween, nextCall } from "../series/schedule.ts";
import type { CallName, ScheduledCall } from "../series/schedule.ts";
import { localAt } from "../series/series.ts";
import { markAt, worse } from "../series/slots.ts";
import type { Mark, Week } from "../series/slots.ts";
import type { MemberId } from "../session/member.ts";
import type { Instant } from "../time.ts";
import type { Founded } from "./group.ts";

/** The date of the next call, while it is being set inside the hour. */
export type NextChoice = {
  readonly call: CallName;
  /** When it is, by the cadence or as it was agreed. */
  readonly at: Instant;
  /** The group's own zone. */
  readonly zone: string;
  /** `default`: nobody has agreed to anything yet. */
  readonly state: "default" | "agreed" | "tentative";
  /** The time on the table, and who can then. */
  readonly supported: { readonly to: Instant; readonly members: readonly MemberId[] } | null;
  /** Everybody's hours around the date: each for a call that begins then. */
  readonly hours: readonly MemberHours[];
  /** The next times that everybody who has said when they can has marked as good or possible. */
  readonly alternatives: readonly NextAlternative[];
};

export type MemberHours = {
  readonly member: MemberId;
  readonly zone: string;
  /** From five hours before the date to five hours after it; null for whoever has marked no hours. */
  readonly marks: readonly { readonly at: Instant; readonly mark: Mark }[] | null;
};

export type NextAlternative = {
  readonly at: Instant;
  /** To whom it is not good, only possible. */
  readonly possible: readonly MemberId[];
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DATE = "2026-11-25".length;

/** How far around the date hours are shown, and alternatives looked for. */
const AROUND = 5 * HOUR;
const BEFORE = 3 * DAY;
const AFTER = 7 * DAY;
const MOST_ALTERNATIVES = 6;

/** Of how many times on one day people are asked: whoever cannot at one often has the day full. */
const MOST_A_DAY = 2;

/** Nobody plans a call for the same evening: an alternative is at least this far away, in ms. */
const SOONEST = 12 * HOUR;

/** The call whose date is set inside the open one: the first that begins after it. */
export function callAfterOpen(group: Founded, now: Instant): ScheduledCall {
  const { open, schedule } = group;
  const current = open ? callNamed(schedule, open.call) : null;
  return nextCall(schedule, Math.max(now, current?.at ?? now));
}

/** What everybody sees of the next date while a call is open, and of what was set after it. */
export function nextChoiceOf(group: Founded, now: Instant): NextChoice | null {
  const { open, next, schedule, members, weeks } = group;
  const current = open ? callNamed(schedule, open.call) : null;
  const call = current ? callAfterOpen(group, now) : next && callNamed(schedule, next.call);
  if (!call) return null;
  const { span, original, at } = call;
  return {
    call: { span, original },
    at,
    zone: schedule.spans.at(-1)?.series.zone ?? "UTC",
    state: next?.state ?? "default",
    supported: open?.supported ?? null,
    hours: members.map(({ id, zone }) => ({
      member: id,
      zone,
      marks: marksAround(weeks.get(id), at),
    })),
    alternatives: current ? alternativesTo(group, call, current.at + HOUR, now) : [],
  };
}

/**
 * Other times for a coming call that everybody who has said when they can has marked as good or possible;
 * null when there is no such call to come.
 */
export function alternativesFor(
  group: Founded,
  name: CallName,
  now: Instant,
): readonly NextAlternative[] | null {
  const call = callNamed(group.schedule, name);
  return call && call.at > now ? alternativesTo(group, call, now, now, MOST_A_DAY) : null;
}

function marksAround(week: Week | undefined, around: Instant): MemberHours["marks"] {
  if (!week) return null;
  const marks = [];
  for (let at = around - AROUND; at <= around + AROUND; at += HOUR) {
    marks.push({ at, mark: markAt(week, at) });
  }
  return marks;
}

/**
 * In steps of an hour from the date on both sides; the fewest burdened, then the nearest, in order of time.
 * Not more than `mostADay` of them are on one day of the group's own zone.
 */
function alternativesTo(
  { schedule, weeks }: Founded,
  call: CallName & { readonly at: Instant },
  over: Instant,
  now: Instant,
  mostADay = MOST_ALTERNATIVES,
): NextAlternative[] {
  if (weeks.size === 0) return [];
  const earliest = Math.max(over, now + SOONEST);
  const others = callsBetween(schedule, call.at - BEFORE - HOUR, call.at + AFTER + HOUR).filter(
    ({ at }) => at !== call.at,
  );
  const following = nextCall(schedule, call.at).at;
  const found: (NextAlternative & { readonly away: number })[] = [];
  for (let at = call.at - BEFORE; at <= call.at + AFTER; at += HOUR) {
    const taken = others.some((other) => Math.abs(other.at - at) < HOUR);
    if (at === call.at || at < earliest || at > following - HOUR || taken) continue;
    const marks = [...weeks].map(([member, week]) => ({ member, mark: markAt(week, at) }));
    if (marks.some(({ mark }) => worse[mark] >= worse.never)) continue;
    const possible = marks.flatMap(({ member, mark }) => (mark === "possible" ? [member] : []));
    found.push({ at, possible, away: Math.abs(at - call.at) });
  }
  const zone = schedule.spans.at(-1)?.series.zone ?? "UTC";
  const days = new Map<string, number>();
  return found
    .toSorted((a, b) => a.possible.length - b.possible.length || a.away - b.away)
    .filter(({ at }) => {
      const day = localAt(at, zone).slice(0, DATE);
      const count = (days.get(day) ?? 0) + 1;
      days.set(day, count);
      return count <= mostADay;
    })
    .slice(0, MOST_ALTERNATIVES)
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, possible }) => ({ at, possible }));
}

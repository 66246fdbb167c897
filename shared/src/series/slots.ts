import { Temporal } from "temporal-polyfill";
import type { MemberId } from "../session/member.ts";
import type { Instant } from "../time.ts";

/** What an hour of the week is to somebody. */
export type Mark = "good" | "possible" | "never";

/** Somebody's week by their own clocks. */
export type Week = {
  readonly zone: string;
  /** 168 marks: Monday 0:00 first, Sunday 23:00 last. */
  readonly hours: readonly Mark[];
};

export const HOURS_OF_WEEK = 168;

/** A weekly time by the clocks of the group's zone. */
export type Slot = {
  /** 1 is Monday, as in ISO 8601. */
  readonly weekday: number;
  /** Minutes since midnight. */
  readonly minute: number;
};

/** What a slot would be to one member. */
export type SlotShare = {
  readonly member: MemberId;
  /** The worst of all hours that the call touches, in all weeks that were looked at. */
  readonly mark: Mark;
  /** By their clocks in the first week that was looked at: weekday and minutes since midnight. */
  readonly local: Slot;
};

export type RatedSlot = {
  readonly slot: Slot;
  readonly shares: readonly SlotShare[];
  /** How many would have to come at an hour that they have marked as never. */
  readonly nevers: number;
  /** How many would come at an hour that is only possible. */
  readonly possibles: number;
};

const STEP_MINUTES = 30;
const DAY_MINUTES = 1_440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** How many weeks from the first one are looked at: a season of calls, and so most changes of clocks. */
const WEEKS = 26;

export const worse: Readonly<Record<Mark, number>> = { good: 0, possible: 1, never: 2 };

/**
 * Every half-hourly slot of the week for a call of `minutes`, the best first: the fewest to whom it
 * is never possible, then the fewest to whom it is only possible, then the one that is best by
 * the clocks of those who bear most elsewhere (`burdens`, in calls borne so far), then the earliest in the week.
 */
export function ratedSlots(
  zone: string,
  weeks: ReadonlyMap<MemberId, Week>,
  from: Instant,
  {
    minutes = 60,
    burdens = new Map(),
  }: { minutes?: number; burdens?: ReadonlyMap<MemberId, number> } = {},
): RatedSlot[] {
  const drifts = driftsOf(zone, weeks, from);
  const rated: (RatedSlot & { readonly borne: number })[] = [];
  for (let start = 0; start < WEEK_MINUTES; start += STEP_MINUTES) {
    const shares = [...weeks].map(([member, { hours }]): SlotShare => {
      const starts = drifts.map((drift) => wrapped(start + (drift.get(member) ?? 0)));
      const touched = starts.flatMap((local) => marksIn(hours, local, minutes));
      const mark = touched.reduce((a, b) => (worse[b] > worse[a] ? b : a), "good");
      return { member, mark, local: slotOf(starts[0] ?? start) };
    });
    const count = (mark: Mark) => shares.filter((share) => share.mark === mark).length;
    const borne = shares.reduce(
      (sum, { member, mark }) => sum + worse[mark] * (burdens.get(member) ?? 0),
      0,
    );
    const [nevers, possibles] = [count("never"), count("possible")];
    rated.push({ slot: slotOf(start), shares, nevers, possibles, borne });
  }
  return rated
    .toSorted((a, b) => a.nevers - b.nevers || a.possibles - b.possibles || a.borne - b.borne)
    .map(({ slot, shares, nevers, possibles }) => ({ slot, shares, nevers, possibles }));
}

/** What a call of `minutes` at an instant is to somebody: the worst hour of theirs that it touches. */
export function markAt({ zone, hours }: Week, at: Instant, minutes = 60): Mark {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const start = (local.dayOfWeek - 1) * DAY_MINUTES + local.hour * 60 + local.minute;
  return marksIn(hours, start, minutes).reduce((a, b) => (worse[b] > worse[a] ? b : a), "good");
}

/** The hours of a week that a call touches. It may reach into the next day, and on Sunday into Monday. */
function marksIn(hours: readonly Mark[], start: number, minutes: number): Mark[] {
  const marks: Mark[] = [];
  const first = Math.floor(start / 60);
  const last = Math.floor((start + minutes - 1) / 60);
  for (let hour = first; hour <= last; hour += 1) {
    marks.push(hours[hour % HOURS_OF_WEEK] ?? "never");
  }
  return marks;
}

/**
 * By how many minutes each member's clocks are ahead of the group's, once for each of the ways in
 * which they differ within the coming weeks. What is asked is how far, not when, so a week is taken
 * at its beginning.
 */
function driftsOf(
  zone: string,
  weeks: ReadonlyMap<MemberId, Week>,
  from: Instant,
): ReadonlyMap<MemberId, number>[] {
  const drifts = new Map<string, ReadonlyMap<MemberId, number>>();
  for (let week = 0; week < WEEKS; week += 1) {
    const at = from + week * WEEK_MINUTES * 60_000;
    const own = offsetAt(at, zone);
    const drift = new Map(
      [...weeks].map(([member, { zone: theirs }]) => [member, offsetAt(at, theirs) - own]),
    );
    drifts.set([...drift.values()].join(), drift);
  }
  return [...drifts.values()];
}

/** In minutes east of UTC. */
function offsetAt(at: Instant, zone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 6e10
  );
}

function wrapped(minute: number): number {
  return ((minute % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
}

function slotOf(minute: number): Slot {
  return { weekday: Math.floor(minute / DAY_MINUTES) + 1, minute: minute % DAY_MINUTES };
}

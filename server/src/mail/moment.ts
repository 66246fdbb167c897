import { callNamed, callsBetween, nextCall, replayGroup } from "@hotseat/shared/group";
import type { CallName, Founded, GroupEvent, ScheduledCall } from "@hotseat/shared/group";
import type { Instant } from "@hotseat/shared";
import { datesAfter } from "../calendar/dates.ts";
import type { Dates } from "../calendar/dates.ts";

/** A group as mail about it needs it. */
export type Moment = {
  readonly id: string;
  readonly group: Founded;
  readonly dates: Dates;
  /** The call that was closed last; null when there has been none. */
  readonly closed: Closed | null;
  readonly events: readonly GroupEvent[];
};

type Closed = {
  readonly call: CallName;
  readonly held: boolean;
  readonly at: Instant;
};

/** What a group is by these events; null when it was never founded. */
export function momentOf(id: string, events: readonly GroupEvent[]): Moment | null {
  const group = replayGroup(events);
  const dates = datesAfter(id, events);
  if (group.status === "none" || !dates) return null;
  const closed = events.findLast((event) => event.type === "call-closed") ?? null;
  return { id, group, dates, closed, events };
}

/** The call to come; null of an archived group. */
export function callToCome({ group }: Moment, now: Instant): ScheduledCall | null {
  return group.status === "active" ? nextCall(group.schedule, now) : null;
}

/** The longest that two calls of a group may be apart, and some: see `LONGEST_GAP_DAYS` of a series. */
const LOOK_BACK = 400 * 86_400_000;

/**
 * What four messages at most belong to: the time since the call before. Named by when that one
 * began, which cannot change any more; 0 before the first.
 */
export function cycleOf({ group }: Moment, at: Instant): Instant {
  return callsBetween(group.schedule, at - LOOK_BACK, at).at(-1)?.at ?? 0;
}

/** When a call that is over, or to come, begins or began; null when there is no such call now. */
export function whenIs({ group }: Moment, call: CallName): Instant | null {
  return callNamed(group.schedule, call)?.at ?? null;
}

/** A call's name as one text. */
export const callKey = ({ span, original }: CallName): string => `${span} ${original}`;

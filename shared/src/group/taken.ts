import { isSameCall, nextCall } from "../series/schedule.ts";
import type { CallName, ScheduledCall } from "../series/schedule.ts";
import type { Instant } from "../time.ts";
import type { Founded } from "./group.ts";

/** Whoever wants a call further ahead than this has mistyped a year, in ms. */
export const FURTHEST_TIME = 366 * 86_400_000;

/** Calls that begin within this of each other would be in each other's way: an hour, in ms. */
const APART = 3_600_000;

/** Whether another call than `name` begins within an hour of `to`. */
export function isTaken(group: Founded, name: CallName, to: Instant): boolean {
  const other = nextAfter(group, name, to - APART);
  return other.at < to + APART;
}

/** The first call after an instant that is another one than `name`. */
function nextAfter(group: Founded, name: CallName, after: Instant): ScheduledCall {
  const first = nextCall(group.schedule, after);
  if (!isSameCall(first, name)) return first;
  return nextCall(group.schedule, first.at);
}

import { NOT_HELD } from "../session/rules/start.ts";
import { callNamed, nextCall } from "../series/schedule.ts";
import type { ScheduledCall } from "../series/schedule.ts";
import { scaled } from "../time.ts";
import type { Instant } from "../time.ts";
import type { Founded, Group } from "./group.ts";

/** How long before a call its session is made and the lobby is open, in ms. */
export const LOBBY_OPENS = 15 * 60_000;

/** Until when the next call is agreed inside the hour, in seconds of a full one. */
const SETTLED_BY = 3540;

/** What happens to a group by itself. */
export type GroupDue =
  | {
      readonly type: "open" | "settle" | "close";
      readonly at: Instant;
      readonly call: ScheduledCall;
    }
  /** The deadline of the poll of that number. */
  | { readonly type: "poll"; readonly at: Instant; readonly poll: number };

/** What happens next to a group if nobody does anything; null when it is archived. */
export function nextGroupDue(group: Group): GroupDue | null {
  if (group.status !== "active") return null;
  const due = nextOfCalls(group);
  const { poll } = group;
  // A poll may move the very call whose lobby opens at its deadline, so it comes first.
  if (poll?.status !== "open" || poll.deadline > due.at) return due;
  return { type: "poll", at: poll.deadline, poll: poll.number };
}

function nextOfCalls(group: Founded): GroupDue {
  const { open, schedule, hour } = group;
  const current = open ? callNamed(schedule, open.call) : null;
  if (!current) {
    const call = nextCall(schedule, group.handledUntil);
    return { type: "open", at: call.at - LOBBY_OPENS, call };
  }
  const type = group.next ? "close" : "settle";
  const at = current.at + (group.next ? hour : scaled(SETTLED_BY, hour));
  return { type, at, call: current };
}

/** Whether enough of the hour is left for a call to be held (2.4). */
export function canBeHeld({ hour }: Founded, call: ScheduledCall, now: Instant): boolean {
  return now < call.at + scaled(NOT_HELD, hour);
}

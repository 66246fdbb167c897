import type { ScheduledCall } from "../series/schedule.ts";
import type { Instant } from "../time.ts";
import type { GroupCommand } from "./command.ts";
import { LOBBY_OPENS } from "./due.ts";
import type { GroupHappening } from "./event.ts";
import type { Founded } from "./group.ts";
import { choiceOf, FEWEST_TIMES, isSettled, MOST_TIMES, saidTo, withPollAnswer } from "./poll.ts";
import type { Poll } from "./poll.ts";
import type { GroupRefusal } from "./refusal.ts";
import { FURTHEST_TIME, isTaken } from "./taken.ts";

type Reaction = readonly GroupHappening[] | GroupRefusal;
type Command<T extends GroupCommand["type"]> = Extract<GroupCommand, { readonly type: T }>;

export function openPoll(
  group: Founded,
  { span, original, at: date }: ScheduledCall,
  { times: asked, deadline, at }: Command<"open-poll">,
): Reaction {
  if (group.poll?.status === "open") return "poll-open";
  const times = [...new Set([...asked, date])].toSorted((a, b) => a - b);
  const furthest = Math.max(at + FURTHEST_TIME, date);
  if (times.length < FEWEST_TIMES || times.length > MOST_TIMES) return "bad-poll";
  if (times.some((time) => time > furthest)) return "bad-poll";
  if (times.some((time) => time <= at)) return "in-the-past";
  const call = { span, original };
  if (times.some((time) => time !== date && isTaken(group, call, time))) return "another-call-then";
  // Later, the lobby of the call could be open before the poll has moved it.
  if (deadline <= at || deadline > Math.min(...times) - LOBBY_OPENS) return "bad-deadline";
  return [{ type: "poll-opened", poll: { call, at: date, times, deadline } }];
}

export function answerPoll(group: Founded, command: Command<"answer-poll">): Reaction {
  const { poll } = group;
  const { time, answer, by, at } = command;
  if (poll?.number !== command.poll) return "no-such-poll";
  if (poll.status !== "open" || at >= poll.deadline) return "poll-over";
  if (!poll.times.includes(time)) return "not-in-poll";
  if (saidTo(poll, time, by) === answer) return [];
  const answered = { type: "poll-answered", member: by, time, answer } as const;
  const after = withPollAnswer(poll, answered);
  return isSettled(group, after) ? [answered, ...endOf(group, after, at)] : [answered];
}

export function closePoll(group: Founded, command: Command<"close-poll">): Reaction {
  const { poll } = group;
  const { by, at } = command;
  if (poll?.number !== command.poll) return "no-such-poll";
  if (poll.status !== "open" || (by === "clock" && at < poll.deadline)) return [];
  return endOf(group, poll, at);
}

/** A time that was over before a late server could take it is taken by nobody. */
function endOf(group: Founded, poll: Poll, now: Instant): readonly GroupHappening[] {
  const to = choiceOf(group, poll);
  if (to === poll.at) return [{ type: "poll-decided", to }];
  if (to === null || to <= now) return [{ type: "poll-undecided" }];
  return [
    { type: "poll-decided", to },
    { type: "call-moved", call: poll.call, to },
  ];
}

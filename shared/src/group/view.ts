import type { Agenda } from "../agenda/agenda.ts";
import { callsBetween, cancelledBetween, nextShift } from "../series/schedule.ts";
import type { CallName, ScheduledCall, Shift } from "../series/schedule.ts";
import type { Series } from "../series/series.ts";
import type { Mark } from "../series/slots.ts";
import type { MemberId, Role } from "../session/member.ts";
import type { Instant, Millis } from "../time.ts";
import type { Answer } from "./event.ts";
import { answersTo } from "./group.ts";
import type { Founded, Group, NextDate, OpenCall, PastCall } from "./group.ts";
import { choiceOf, obstaclesTo, saidTo } from "./poll.ts";
import type { Poll, PollAnswer, PollObstacles, PollQuestion } from "./poll.ts";

/** Everything that one member may see of a group, at a moment. The only way out of the server. */
export type GroupView = {
  readonly version: number;
  readonly status: "active" | "archived";
  readonly name: string;
  readonly purpose: string;
  readonly agenda: Agenda;
  /** The cadence by now: local time in the group's own zone, and the rule. */
  readonly series: Series;
  /** How long a call lasts. */
  readonly hour: Millis;
  /** Whether media and what is written are encrypted from browser to browser. */
  readonly sealed: boolean;
  readonly you: { readonly id: MemberId; readonly role: Role; readonly zone: string };
  readonly members: readonly GroupMemberView[];
  /** The coming calls, the next one first; none of an archived group. */
  readonly calls: readonly GroupCallView[];
  /** What was cancelled of the coming calls, at the times that it would have been. */
  readonly skipped: readonly ScheduledCall[];
  /** The call whose lobby is open or that is being held; enter it by `POST …/call`. */
  readonly open: OpenCall | null;
  readonly next: NextDate | null;
  /** Whether a call shall be at another time: the question that is open, or what came of the last one. */
  readonly poll: PollView | null;
  /** The calls that are over, the newest first. */
  readonly past: readonly PastCall[];
  /** The viewer's next change of local time, 14 days ahead. */
  readonly shift: Shift | null;
  /** The viewer's own hours; null while they have set none. */
  readonly hours: readonly Mark[] | null;
};

export type GroupMemberView = {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
  readonly zone: string;
  /** Whether they have said when they can. Their hours themselves are only their own. */
  readonly hasHours: boolean;
};

export type GroupCallView = ScheduledCall & {
  readonly answers: readonly { readonly member: MemberId; readonly answer: Answer }[];
};

export type PollView = Pick<PollQuestion, "number" | "call" | "at" | "deadline"> & {
  readonly status: Poll["status"];
  /** The time that was decided on; null until then. */
  readonly taken: Instant | null;
  /** What would be decided on if it were closed now; null when nothing would, and once it is closed. */
  readonly leading: Instant | null;
  readonly times: readonly PollTimeView[];
};

export type PollTimeView = PollObstacles & {
  readonly at: Instant;
  readonly said: readonly { readonly member: MemberId; readonly answer: PollAnswer }[];
};

/** How far ahead calls are listed, in ms, and how many at most. */
const AHEAD = 100 * 86_400_000;
const MOST_CALLS = 8;

/** How many that are over are listed: two seasons. */
const MOST_PAST = 12;

/** The group as `viewer` may see it; null for anybody who is not in it. */
export function viewOfGroup(group: Group, viewer: MemberId, now: Instant): GroupView | null {
  if (group.status === "none") return null;
  const you = group.members.find(({ id }) => id === viewer);
  const series = group.schedule.spans.at(-1)?.series;
  if (!you || !series) return null;
  const { version, status, name, purpose, open, next, hour, sealed } = group;
  const active = status === "active";
  return {
    version,
    status,
    name,
    purpose,
    agenda: group.agenda,
    series,
    hour,
    sealed,
    you: { id: viewer, role: roleIn(group, viewer), zone: you.zone },
    members: group.members.map(({ id, name, zone }) => ({
      id,
      name,
      role: roleIn(group, id),
      zone,
      hasHours: group.weeks.has(id),
    })),
    calls: active ? callsFrom(group, now) : [],
    skipped: active ? cancelledBetween(group.schedule, now, now + AHEAD) : [],
    open,
    next,
    poll: group.poll && viewOfPoll(group, group.poll),
    past: group.past.slice(-MOST_PAST).toReversed(),
    shift: active ? nextShift(group.schedule, you.zone, now) : null,
    hours: group.weeks.get(viewer)?.hours ?? null,
  };
}

/** Who has said that they will not come to a call: the hour is planned without them. */
export function absentFrom(group: Founded, call: CallName): MemberId[] {
  return [...answersTo(group, call)].flatMap(([member, answer]) =>
    answer === "no" ? [member] : [],
  );
}

function viewOfPoll(group: Founded, poll: Poll): PollView {
  const { number, call, at, deadline, status } = poll;
  return {
    number,
    call,
    at,
    deadline,
    status,
    taken: poll.status === "decided" ? poll.taken : null,
    leading: poll.status === "open" ? choiceOf(group, poll) : null,
    times: poll.times.map((time) => ({
      at: time,
      said: group.members.flatMap(({ id }) => {
        const answer = saidTo(poll, time, id);
        return answer === null ? [] : [{ member: id, answer }];
      }),
      ...obstaclesTo(group, poll, time),
    })),
  };
}

function roleIn({ facilitator, deputy }: Founded, id: MemberId): Role {
  if (id === facilitator) return "facilitator";
  return id === deputy ? "deputy" : "member";
}

function callsFrom(group: Founded, now: Instant): GroupCallView[] {
  return callsBetween(group.schedule, now, now + AHEAD)
    .slice(0, MOST_CALLS)
    .map((call) => ({
      ...call,
      answers: [...answersTo(group, call)].map(([member, answer]) => ({ member, answer })),
    }));
}

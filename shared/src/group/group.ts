import type { Agenda } from "../agenda/agenda.ts";
import {
  callNamed,
  cancelCall,
  changeFollowing,
  isSameCall,
  moveCall,
  restoreCall,
  scheduleOf,
} from "../series/schedule.ts";
import type { CallName, Schedule } from "../series/schedule.ts";
import type { Week } from "../series/slots.ts";
import type { MemberId } from "../session/member.ts";
import { FULL_HOUR } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import type { Answer, GroupEvent, GroupMember } from "./event.ts";
import { withLivePoll, withPollAnswer } from "./poll.ts";
import type { Poll } from "./poll.ts";

/** People who call each other again and again. */
export type Group = NoGroup | Founded;

export type NoGroup = { readonly status: "none" };

export type Founded = {
  readonly status: "active" | "archived";
  readonly version: number;
  readonly at: Instant;
  readonly name: string;
  readonly purpose: string;
  /** In the order in which they came. */
  readonly members: readonly GroupMember[];
  readonly facilitator: MemberId;
  readonly deputy: MemberId;
  readonly agenda: Agenda;
  readonly schedule: Schedule;
  /** How long a call lasts. */
  readonly hour: Millis;
  /** Whether what is said and written is encrypted under a key of the group. */
  readonly sealed: boolean;
  /** Calls up to this instant have been opened or are over; the next one begins after it. */
  readonly handledUntil: Instant;
  /** The calls that are over, the oldest first. */
  readonly past: readonly PastCall[];
  readonly weeks: ReadonlyMap<MemberId, Week>;
  /** Who will come, by call; only of calls that are not over. */
  readonly answers: readonly CallAnswers[];
  /** The call that is being held; null between calls. */
  readonly open: OpenCall | null;
  /** What is known about the date of the next call since the last one. */
  readonly next: NextDate | null;
  /** The last question for another date; null when there is none that has any effect. */
  readonly poll: Poll | null;
};

export type CallAnswers = {
  readonly call: CallName;
  readonly answers: ReadonlyMap<MemberId, Answer>;
};

export type OpenCall = {
  readonly call: CallName;
  readonly session: string;
  /** What is on the table for the next call: when, and who can. */
  readonly supported: { readonly to: Instant; readonly members: readonly MemberId[] } | null;
};

export type PastCall = {
  readonly call: CallName;
  readonly at: Instant;
  /** Null when no server was there to open it. */
  readonly session: string | null;
  readonly held: boolean;
};

export type NextDate = { readonly call: CallName; readonly state: "agreed" | "tentative" };

export const noGroup: NoGroup = { status: "none" };

/** What a group becomes by an event. Total: an event that cannot be changes nothing but the version. */
export function evolveGroup(group: Group, event: GroupEvent): Group {
  if (event.type === "group-founded") {
    const { name, purpose, members, facilitator, deputy, agenda, series, at } = event;
    const { hour = FULL_HOUR, sealed = false } = event;
    return {
      status: "active",
      version: 1,
      at,
      name,
      purpose,
      members,
      facilitator,
      deputy,
      agenda,
      schedule: scheduleOf(series),
      hour,
      sealed,
      handledUntil: at,
      past: [],
      weeks: new Map(),
      answers: [],
      open: null,
      next: null,
      poll: null,
    };
  }
  if (group.status === "none") return group;
  const next = changed(group, event);
  const dates = next.schedule !== group.schedule || next.handledUntil !== group.handledUntil;
  const live = dates || next.status !== group.status ? withLivePoll(next) : next;
  return { ...live, version: group.version + 1, at: event.at };
}

export function replayGroup(events: readonly GroupEvent[], from: Group = noGroup): Group {
  return events.reduce(evolveGroup, from);
}

function changed(
  group: Founded,
  event: Exclude<GroupEvent, { readonly type: "group-founded" }>,
): Founded {
  switch (event.type) {
    case "group-described":
      return { ...group, name: event.name, purpose: event.purpose };
    case "agenda-changed":
      return { ...group, agenda: event.agenda };
    case "member-joined":
      return { ...group, members: [...group.members, event.member] };
    case "member-parted":
      return without(group, event.member);
    case "roles-changed":
      return { ...group, facilitator: event.facilitator, deputy: event.deputy };
    case "week-set":
      return {
        ...group,
        weeks: new Map(group.weeks).set(event.member, event.week),
        // Their clocks are where their week is.
        members: group.members.map((each) =>
          each.id === event.member ? { ...each, zone: event.week.zone } : each,
        ),
      };
    case "call-moved":
      return {
        ...asked(group, event.call),
        schedule: moveCall(group.schedule, event.call, event.to),
      };
    case "call-skipped":
      return { ...asked(group, event.call), schedule: cancelCall(group.schedule, event.call) };
    case "call-restored":
      return { ...asked(group, event.call), schedule: restoreCall(group.schedule, event.call) };
    case "series-changed":
      return {
        ...group,
        schedule: changeFollowing(group.schedule, event.from, event.series),
        answers: group.answers.filter(
          ({ call }) =>
            call.span < event.from.span ||
            (call.span === event.from.span && call.original < event.from.original),
        ),
        handledUntil: Math.max(group.handledUntil, event.at),
        next: null,
      };
    case "answered":
      return withAnswer(group, event.call, event.member, event.answer);
    case "call-opened":
      return {
        ...group,
        open: { call: event.call, session: event.session, supported: null },
        handledUntil: handled(group, event.call),
        next: null,
      };
    case "call-missed":
      return {
        ...asked(group, event.call),
        handledUntil: handled(group, event.call),
        past: [...group.past, pastCall(group, event.call, null, false)],
        next: null,
      };
    case "next-supported":
      return withSupport(group, event.to, event.member);
    case "next-agreed": {
      const next: NextDate = { call: event.call, state: "agreed" };
      // A date that stays is the one that was answered to.
      if (callNamed(group.schedule, event.call)?.at === event.to) {
        return { ...group, next, poll: pollAfterAgreement(group, event.call) };
      }
      const schedule = moveCall(group.schedule, event.call, event.to);
      return { ...asked(group, event.call), schedule, next };
    }
    case "next-tentative":
      return { ...group, next: { call: event.call, state: "tentative" } };
    case "call-closed":
      return {
        ...asked(group, event.call),
        open: null,
        past: [...group.past, pastCall(group, event.call, group.open?.session ?? null, event.held)],
      };
    case "poll-opened": {
      const { call, at, times, deadline } = event.poll;
      const question = { number: group.version + 1, call, at, times, deadline, said: new Map() };
      return { ...group, poll: { ...question, status: "open" } };
    }
    case "poll-answered":
      return { ...group, poll: group.poll && withPollAnswer(group.poll, event) };
    case "poll-decided":
      return {
        ...group,
        poll: group.poll && { ...group.poll, status: "decided", taken: event.to },
      };
    case "poll-undecided":
      return { ...group, poll: group.poll && { ...group.poll, status: "undecided" } };
    case "poll-dropped":
      return { ...group, poll: null };
    case "erased":
      return group;
    case "group-archived":
      return { ...group, status: "archived" };
    case "group-reopened":
      // What would have been while it was archived was not missed.
      return { ...group, status: "active", handledUntil: Math.max(group.handledUntil, event.at) };
  }
}

export function answersTo(group: Founded, call: CallName): ReadonlyMap<MemberId, Answer> {
  return group.answers.find((each) => isSameCall(each.call, call))?.answers ?? new Map();
}

/** The session of the last call that was held; null before the first. */
export function lastHeld({ past }: Founded): string | null {
  return past.findLast(({ held, session }) => held && session !== null)?.session ?? null;
}

function handled(group: Founded, call: CallName): Instant {
  return Math.max(group.handledUntil, callNamed(group.schedule, call)?.at ?? 0);
}

function pastCall(group: Founded, call: CallName, session: string | null, held: boolean): PastCall {
  return { call, at: callNamed(group.schedule, call)?.at ?? group.at, session, held };
}

/** Another date is another question: what was answered to the old one counts no more. */
function asked(group: Founded, call: CallName): Founded {
  return { ...group, answers: group.answers.filter((each) => !isSameCall(each.call, call)) };
}

function withAnswer(group: Founded, call: CallName, member: MemberId, answer: Answer): Founded {
  const answers = new Map(answersTo(group, call)).set(member, answer);
  const others = group.answers.filter((each) => !isSameCall(each.call, call));
  return { ...group, answers: [...others, { call, answers }] };
}

function withSupport(group: Founded, to: Instant, member: MemberId): Founded {
  const { open } = group;
  if (!open) return group;
  const before = open.supported?.to === to ? open.supported.members : [];
  const members = before.includes(member) ? before : [...before, member];
  return { ...group, open: { ...open, supported: { to, members } } };
}

/** What those who are in a call have agreed on while all watch is not asked any more. */
function pollAfterAgreement({ open, poll }: Founded, call: CallName): Poll | null {
  return open && poll && isSameCall(poll.call, call) ? null : poll;
}

function withoutVoice(poll: Poll | null, member: MemberId): Poll | null {
  if (!poll) return null;
  const said = new Map(poll.said);
  said.delete(member);
  return { ...poll, said };
}

function without(group: Founded, member: MemberId): Founded {
  const weeks = new Map(group.weeks);
  weeks.delete(member);
  return {
    ...group,
    members: group.members.filter(({ id }) => id !== member),
    weeks,
    poll: withoutVoice(group.poll, member),
    answers: group.answers.map(({ call, answers }) => {
      const left = new Map(answers);
      left.delete(member);
      return { call, answers: left };
    }),
  };
}

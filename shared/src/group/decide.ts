import canonicalize from "canonicalize";
import { fit } from "../agenda/fit.ts";
import {
  callNamed,
  cancelCall,
  changeFollowing,
  isSameCall,
  nextCall,
} from "../series/schedule.ts";
import type { CallName, Schedule, ScheduledCall } from "../series/schedule.ts";
import { instantOf, isZone, refusalOfSeries } from "../series/series.ts";
import type { Series } from "../series/series.ts";
import { HOURS_OF_WEEK } from "../series/slots.ts";
import type { Actor, MemberId } from "../session/member.ts";
import { FULL_HOUR, SHORTEST_HOUR } from "../time.ts";
import type { Instant } from "../time.ts";
import type { GroupCommand } from "./command.ts";
import type { Answer, GroupEvent, GroupHappening, GroupMember } from "./event.ts";
import { canBeHeld, nextGroupDue } from "./due.ts";
import { answersTo } from "./group.ts";
import type { Founded, Group } from "./group.ts";
import { callAfterOpen } from "./next-choice.ts";
import { answerPoll, closePoll, openPoll } from "./polling.ts";
import type { GroupRefusal } from "./refusal.ts";
import { FURTHEST_TIME, isTaken } from "./taken.ts";

export type GroupDecision =
  | { readonly ok: true; readonly events: readonly GroupEvent[] }
  | { readonly ok: false; readonly refusal: GroupRefusal };

type Reaction = readonly GroupHappening[] | GroupRefusal;

export const LONGEST_NAME = 80;
export const LONGEST_PURPOSE = 400;
const FEWEST = 2;
const MOST = 6;
const MINUTE = 60_000;

/** Calls that begin within this of each other would be in each other's way: an hour, in ms. */
const HOUR = 60 * MINUTE;

/** What a command makes happen to a group. Pure and total. A repeated command changes nothing. */
export function decideGroup(group: Group, command: GroupCommand): GroupDecision {
  const reaction = react(group, command);
  if (typeof reaction === "string") return { ok: false, refusal: reaction };
  const { at, by } = command;
  return { ok: true, events: reaction.map((each): GroupEvent => ({ ...each, at, by })) };
}

function react(group: Group, command: GroupCommand): Reaction {
  if (command.type === "found") return found(group, command);
  if (group.status === "none") return "no-such-group";
  const refused = mayNot(group, command);
  if (refused) return refused;
  switch (command.type) {
    case "describe":
      return describe(group, command);
    case "set-agenda": {
      const { agenda } = command;
      if (!fit(agenda, group.members.length).ok) return "bad-agenda";
      return isSame(agenda, group.agenda) ? [] : [{ type: "agenda-changed", agenda }];
    }
    case "add-member":
      return addMember(group, command.member);
    case "part":
      return part(group, command.member, command.by);
    case "erase":
      return erase(group, command.member);
    case "set-roles":
      return setRoles(group, command);
    case "set-week": {
      const { week, by } = command;
      if (!isZone(week.zone) || week.hours.length !== HOURS_OF_WEEK) return "bad-week";
      return isSame(week, group.weeks.get(by)) ? [] : [{ type: "week-set", member: by, week }];
    }
    case "move-call":
      return moveTo(group, command.call, command.to, command.at);
    case "skip-call": {
      const { call, at } = command;
      const skipped: GroupHappening = { type: "call-skipped", call: nameOf(call) };
      return withCall(group, call, at, () => [
        skipped,
        ...(group.next && isSameCall(group.next.call, call)
          ? nextInstead(group, cancelCall(group.schedule, call), at)
          : []),
      ]);
    }
    case "restore-call": {
      const { call } = command;
      const known = group.schedule.exceptions.some((each) => isSameCall(each, call));
      if (!known) return callNamed(group.schedule, call) ? [] : "no-such-call";
      if (isOpen(group, call)) return "call-open";
      return [{ type: "call-restored", call }];
    }
    case "change-series": {
      const { from, series, at } = command;
      const wrong = cannotBegin(series, at);
      if (wrong) return wrong;
      const changed: GroupHappening = { type: "series-changed", from: nameOf(from), series };
      return withCall(group, from, at, () => [
        changed,
        ...nextInstead(group, changeFollowing(group.schedule, from, series), at),
      ]);
    }
    case "answer": {
      const { call, answer, by, at } = command;
      return withCall(group, call, at, (scheduled) =>
        answersTo(group, call).get(by) === answer
          ? []
          : [
              { type: "answered", call, member: by, answer },
              ...confirmed(group, scheduled, by, answer),
            ],
      );
    }
    case "open-call": {
      const { call, session } = command;
      if (group.open) return isOpen(group, call) ? [] : "call-open";
      if (!callNamed(group.schedule, call)) return "no-such-call";
      return [{ type: "call-opened", call, session }];
    }
    case "miss-call": {
      const { call, at } = command;
      const due = nextGroupDue(group);
      if (due?.type !== "open" || !isSameCall(due.call, call)) return "not-missed";
      if (canBeHeld(group, due.call, at)) return "not-missed";
      return [{ type: "call-missed", call }, tentative(group, Math.max(at, due.call.at))];
    }
    case "support-next":
      return supportNext(group, command);
    case "review-next": {
      const { open } = group;
      if (!open) return "no-call-open";
      const { present, at } = command;
      if (!open.supported || present.length === 0 || open.supported.to <= at) return [];
      const { to, members } = open.supported;
      const call = callAfterOpen(group, at);
      if (group.next?.state === "agreed" && call.at === to) return [];
      if (!present.every((member) => members.includes(member))) return [];
      return [{ type: "next-agreed", call: nameOf(call), to }];
    }
    case "settle-next": {
      if (!group.open) return "no-call-open";
      return group.next ? [] : [tentative(group, command.at)];
    }
    case "close-call": {
      const { open, next } = group;
      if (!open) return "no-call-open";
      const closed: GroupHappening = {
        type: "call-closed",
        call: open.call,
        held: command.held,
      };
      // No call of a group ends without a next date.
      return next ? [closed] : [tentative(group, command.at), closed];
    }
    case "open-poll":
      return withCall(group, command.call, command.at, (call) => openPoll(group, call, command));
    case "answer-poll":
      return answerPoll(group, command);
    case "close-poll":
      return closePoll(group, command);
    case "choose-time":
      return chooseTime(group, command);
    case "drop-poll":
      return group.poll?.number === command.poll ? [{ type: "poll-dropped" }] : "no-such-poll";
    case "archive":
      if (group.open) return "call-open";
      // Said twice it would be kept for longer: its time runs from the event.
      return group.status === "archived" ? [] : [{ type: "group-archived" }];
    case "reopen":
      if (group.members.length < FEWEST) return "too-few-members";
      return group.status === "archived" ? reopened(group, command.at) : [];
  }
}

/** What is not over with the group: it can be said again, taken back, and forgotten. */
const whileArchived: ReadonlySet<GroupCommand["type"]> = new Set(["archive", "reopen", "erase"]);

/** Who may ask for what, in one place. */
function mayNot(group: Founded, { type, by, ...command }: GroupCommand): GroupRefusal | null {
  const byMember = group.members.some(({ id }) => id === by);
  if (!byMember && by !== "operator" && by !== "clock") return "not-in-group";
  if (group.status === "archived" && !whileArchived.has(type)) return "group-archived";
  switch (type) {
    case "erase":
      return "member" in command && command.member === by ? null : "not-yourself";
    case "set-week":
    case "answer":
    case "support-next":
    case "answer-poll":
      return byMember ? null : "not-in-group";
    case "open-poll":
    case "choose-time":
    case "drop-poll":
      return isInCharge(group, by) ? null : "not-in-charge";
    case "close-poll":
      return isInCharge(group, by) || by === "clock" ? null : "not-in-charge";
    case "open-call":
    case "miss-call":
    case "review-next":
    case "settle-next":
    case "close-call":
      return by === "clock" ? null : "only-the-server";
    case "part":
      if ("member" in command && command.member === by) return null;
      return by === group.facilitator || by === "operator" ? null : "not-facilitator";
    default:
      return by === group.facilitator || by === "operator" ? null : "not-facilitator";
  }
}

function isInCharge({ facilitator, deputy }: Founded, by: Actor): boolean {
  return by === facilitator || by === deputy || by === "operator";
}

function found(group: Group, command: Extract<GroupCommand, { type: "found" }>): Reaction {
  if (group.status !== "none") return "group-exists";
  if (command.by !== "operator") return "only-the-server";
  const { name, purpose, members, facilitator, deputy, agenda, series } = command;
  const { hour = FULL_HOUR, sealed = false } = command;
  if (!Number.isInteger(hour) || hour < SHORTEST_HOUR || hour > FULL_HOUR) return "bad-hour";
  if (!isText(name, LONGEST_NAME) || !isPurpose(purpose)) return "bad-name";
  if (members.length < FEWEST) return "too-few-members";
  if (members.length > MOST) return "too-many-members";
  if (!members.every(isMember) || new Set(members.map(({ id }) => id)).size !== members.length) {
    return "bad-members";
  }
  if (!areRoles(members, facilitator, deputy)) return "bad-roles";
  if (!fit(agenda, members.length).ok) return "bad-agenda";
  const wrong = cannotBegin(series, command.at);
  if (wrong) return wrong;
  const who = { members, facilitator, deputy };
  const what = { name: name.trim(), purpose: purpose.trim(), agenda, series, hour, sealed };
  return [{ type: "group-founded", ...what, ...who }];
}

/** Whoever plans further ahead than this has mistyped a year, in ms. */
const FURTHEST_START = 400 * 24 * HOUR;

function cannotBegin(series: Series, at: Instant): GroupRefusal | null {
  const wrong = refusalOfSeries(series);
  if (wrong) return wrong;
  const starts = instantOf(series.starts, series.zone) ?? Infinity;
  return starts > at + FURTHEST_START ? "bad-start" : null;
}

function describe(
  group: Founded,
  { name, purpose }: Extract<GroupCommand, { type: "describe" }>,
): Reaction {
  if (!isText(name, LONGEST_NAME) || !isPurpose(purpose)) return "bad-name";
  if (name.trim() === group.name && purpose.trim() === group.purpose) return [];
  return [{ type: "group-described", name: name.trim(), purpose: purpose.trim() }];
}

function addMember(group: Founded, member: GroupMember): Reaction {
  if (!isMember(member)) return "bad-members";
  if (group.members.some(({ id }) => id === member.id)) return "bad-members";
  if (group.members.length >= MOST) return "too-many-members";
  if (!fit(group.agenda, group.members.length + 1).ok) return "bad-agenda";
  return [{ type: "member-joined", member }];
}

/** Nobody is kept by others: a group that would be too small is archived. */
function erase(group: Founded, member: MemberId): Reaction {
  if (group.open) return "call-open";
  const [first, second] = group.members.filter(({ id }) => id !== member);
  if (!first) return "too-few-members";
  if (second) return part(group, member, member);
  const archived: GroupHappening[] = group.status === "active" ? [{ type: "group-archived" }] : [];
  return [
    ...archived,
    { type: "roles-changed", facilitator: first.id, deputy: first.id },
    { type: "member-parted", member, cause: "left" },
  ];
}

/** Whoever parts leaves their roles to others, so that a group always has both. */
function part(group: Founded, member: MemberId, by: Actor): Reaction {
  if (!group.members.some(({ id }) => id === member)) return "not-in-group";
  const left = group.members.filter(({ id }) => id !== member);
  if (left.length < FEWEST) return "too-few-members";
  const parted: GroupHappening = {
    type: "member-parted",
    member,
    cause: by === member ? "left" : "removed",
  };
  const { facilitator, deputy } = group;
  if (member !== facilitator && member !== deputy) return [parted];
  const stays = member === facilitator ? deputy : facilitator;
  const other = left.find(({ id }) => id !== stays)?.id ?? stays;
  return [{ type: "roles-changed", facilitator: stays, deputy: other }, parted];
}

function setRoles(
  group: Founded,
  { facilitator, deputy }: { readonly facilitator: MemberId; readonly deputy: MemberId },
): Reaction {
  if (!areRoles(group.members, facilitator, deputy)) return "bad-roles";
  if (facilitator === group.facilitator && deputy === group.deputy) return [];
  return [{ type: "roles-changed", facilitator, deputy }];
}

function moveTo(group: Founded, name: CallName, to: Instant, at: Instant): Reaction {
  return withCall(group, name, at, (call) => {
    if (to <= at) return "in-the-past";
    if (to > at + FURTHEST_TIME) return "too-far";
    if (to === call.at) return [];
    if (isTaken(group, name, to)) return "another-call-then";
    return [{ type: "call-moved", call: name, to }];
  });
}

/** What a poll has left undecided is decided by who looks after it. */
function chooseTime(
  group: Founded,
  { poll: number, to, at }: Extract<GroupCommand, { type: "choose-time" }>,
): Reaction {
  const { poll } = group;
  if (poll?.number !== number) return "no-such-poll";
  if (poll.status === "open") return "poll-open";
  if (poll.status === "decided") return poll.taken === to ? [] : "poll-over";
  if (!poll.times.includes(to)) return "not-in-poll";
  const moved = moveTo(group, poll.call, to, at);
  return typeof moved === "string" ? moved : [{ type: "poll-decided", to }, ...moved];
}

/** Does something with a call that is to come. */
function withCall(
  group: Founded,
  name: CallName,
  at: Instant,
  work: (call: ScheduledCall) => Reaction,
): Reaction {
  if (isOpen(group, name)) return "call-open";
  const call = callNamed(group.schedule, name);
  if (!call) return "no-such-call";
  return call.at <= at ? "call-over" : work(call);
}

function supportNext(
  group: Founded,
  { to, present, by, at }: Extract<GroupCommand, { type: "support-next" }>,
): Reaction {
  const { open, next } = group;
  if (!open) return "no-call-open";
  if (to <= at) return "in-the-past";
  const call = callAfterOpen(group, at);
  if (next?.state === "agreed" && call.at === to) return [];
  if (to > nextCall(group.schedule, call.at).at - HOUR) return "after-the-following";
  if (isTaken(group, call, to)) return "another-call-then";
  const before = open.supported?.to === to ? open.supported.members : [];
  const name = nameOf(call);
  const supported: GroupHappening = { type: "next-supported", call: name, to, member: by };
  const can = new Set([...before, by]);
  const all = present.every((member) => can.has(member));
  if (!all) return before.includes(by) ? [] : [supported];
  return [supported, { type: "next-agreed", call: name, to }];
}

function tentative(group: Founded, at: Instant): GroupHappening {
  return { type: "next-tentative", call: nameOf(callAfterOpen(group, at)) };
}

/** The date that was set is not one any more: the next one of the cadence takes its place. */
function nextInstead(group: Founded, schedule: Schedule, at: Instant): GroupHappening[] {
  if (!group.next) return [];
  const call = nextCall(schedule, Math.max(at, group.handledUntil));
  return [{ type: "next-tentative", call: nameOf(call) }];
}

/** A date that was set before, and is over by now, was of no call. */
function reopened(group: Founded, at: Instant): GroupHappening[] {
  const set = group.next && callNamed(group.schedule, group.next.call);
  const over = set === null || set.at <= at;
  return [{ type: "group-reopened" }, ...(over ? nextInstead(group, group.schedule, at) : [])];
}

/** A tentative date stands once everybody has said that they will come. */
function confirmed(
  group: Founded,
  call: ScheduledCall,
  member: MemberId,
  answer: Answer,
): GroupHappening[] {
  const { next, members } = group;
  if (next?.state !== "tentative" || !isSameCall(next.call, call)) return [];
  const answers = new Map(answersTo(group, call)).set(member, answer);
  const all = members.every(({ id }) => (answers.get(id) ?? "no") !== "no");
  return all ? [{ type: "next-agreed", call: nameOf(call), to: call.at }] : [];
}

function nameOf({ span, original }: CallName): CallName {
  return { span, original };
}

function isOpen(group: Founded, name: CallName): boolean {
  return group.open !== null && isSameCall(group.open.call, name);
}

/** Whatever the order of their fields: what was stored has another than what was sent. */
function isSame(one: object, other: object | undefined): boolean {
  return canonicalize(one) === canonicalize(other);
}

function areRoles(
  members: readonly GroupMember[],
  facilitator: MemberId,
  deputy: MemberId,
): boolean {
  const ids = new Set(members.map(({ id }) => id));
  return facilitator !== deputy && ids.has(facilitator) && ids.has(deputy);
}

const reserved: ReadonlySet<string> = new Set(["operator", "clock", "reserve", "questions"]);

function isMember({ id, name, zone }: GroupMember): boolean {
  return /^[A-Za-z0-9_-]{1,32}$/.test(id) && !reserved.has(id) && isText(name, 40) && isZone(zone);
}

function isText(text: string, longest: number): boolean {
  const trimmed = text.trim();
  return trimmed !== "" && trimmed.length <= longest && !/[\p{Cc}\p{Cs}]/u.test(trimmed);
}

/** May be empty and have lines; controls and halves of pairs are no text, and cannot be stored. */
function isPurpose(purpose: string): boolean {
  return purpose.length <= LONGEST_PURPOSE && !/(?![\t\n\r])\p{Cc}|\p{Cs}/u.test(purpose);
}

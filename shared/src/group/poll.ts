import { callNamed } from "../series/schedule.ts";
import type { CallName } from "../series/schedule.ts";
import { markAt } from "../series/slots.ts";
import type { MemberId } from "../session/member.ts";
import type { Instant } from "../time.ts";
import type { Founded } from "./group.ts";
import { isTaken } from "./taken.ts";

/** What somebody says to a time: "if-need-be" is a yes that costs them something. */
export type PollAnswer = "yes" | "if-need-be" | "no";

/** A question to all: shall one call be at another time? The group keeps its last one. */
export type Poll = PollQuestion &
  (
    | { readonly status: "open" }
    /** At its end no time was left that everybody can; facilitator and deputy may choose one all the same. */
    | { readonly status: "undecided" }
    | { readonly status: "decided"; readonly taken: Instant }
  );

export type PollQuestion = {
  /** Names it within its group: the version that the group had with it. */
  readonly number: number;
  readonly call: CallName;
  /** When the call was to be as the poll began; always one of its times. */
  readonly at: Instant;
  /** The times that are offered, the earliest first. */
  readonly times: readonly Instant[];
  readonly deadline: Instant;
  readonly said: ReadonlyMap<MemberId, ReadonlyMap<Instant, PollAnswer>>;
};

export const FEWEST_TIMES = 2;
export const MOST_TIMES = 6;

export function saidTo({ said }: Poll, time: Instant, member: MemberId): PollAnswer | null {
  return said.get(member)?.get(time) ?? null;
}

/** The poll with what a member says to one of its times by now. */
export function withPollAnswer(
  poll: Poll,
  said: { readonly member: MemberId; readonly time: Instant; readonly answer: PollAnswer },
): Poll {
  const own = new Map(poll.said.get(said.member)).set(said.time, said.answer);
  return { ...poll, said: new Map(poll.said).set(said.member, own) };
}

/** Why a time of a poll is taken by nobody but a person. */
export type PollObstacles = {
  /** Who has said no to it. */
  readonly no: readonly MemberId[];
  /** In whose "never" hours it lies, whatever they have said. */
  readonly never: readonly MemberId[];
  /** Nobody has said that they can. The date that the call has needs no word of anybody. */
  readonly unwanted: boolean;
  /** Another call has been put within an hour of it since. */
  readonly occupied: boolean;
};

export function obstaclesTo(group: Founded, poll: Poll, time: Instant): PollObstacles {
  const { members, weeks } = group;
  const ids = members.map(({ id }) => id);
  const answers = ids.map((id) => saidTo(poll, time, id));
  return {
    no: ids.filter((id) => saidTo(poll, time, id) === "no"),
    never: ids.filter((id) => {
      const week = weeks.get(id);
      return week !== undefined && markAt(week, time) === "never";
    }),
    unwanted: time !== poll.at && !answers.some((each) => each === "yes" || each === "if-need-be"),
    occupied: isTaken(group, poll.call, time),
  };
}

/**
 * What the answers to a poll choose: of the times that have no obstacle the one with the most yes, then
 * the one with the fewest "if need be", then the earliest; null when there is none.
 */
export function choiceOf(group: Founded, poll: Poll): Instant | null {
  const count = (time: Instant, answer: PollAnswer) =>
    group.members.filter(({ id }) => saidTo(poll, time, id) === answer).length;
  const [best] = poll.times
    .filter((time) => isFree(obstaclesTo(group, poll, time)))
    .map((time) => ({ time, yes: count(time, "yes"), burdened: count(time, "if-need-be") }))
    .toSorted((a, b) => b.yes - a.yes || a.burdened - b.burdened || a.time - b.time);
  return best?.time ?? null;
}

function isFree({ no, never, unwanted, occupied }: PollObstacles): boolean {
  return no.length === 0 && never.length === 0 && !unwanted && !occupied;
}

/** Whether nobody need be waited for: all have said something to every time, and all say yes to the choice. */
export function isSettled(group: Founded, poll: Poll): boolean {
  const ids = group.members.map(({ id }) => id);
  const all = ids.every((id) => poll.times.every((time) => saidTo(poll, time, id) !== null));
  const choice = all ? choiceOf(group, poll) : null;
  return choice !== null && ids.every((id) => saidTo(poll, choice, id) === "yes");
}

/**
 * The group without a poll that has no effect any more: its call has another date than the poll knows, has
 * none, or has been opened, or the group is archived.
 */
export function withLivePoll(group: Founded): Founded {
  const { poll, schedule } = group;
  if (!poll) return group;
  const due = poll.status === "decided" ? poll.taken : poll.at;
  const at = callNamed(schedule, poll.call)?.at;
  const live = group.status === "active" && at === due && at > group.handledUntil;
  return live ? group : { ...group, poll: null };
}

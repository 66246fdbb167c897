import { fourSeats } from "../agenda/presets.ts";
import type { Command, Wish } from "../session/command.ts";
import type { SessionEvent } from "../session/event.ts";
import type { Actor, Member, MemberId } from "../session/member.ts";
import type { Extension, ProposalId } from "../session/proposal.ts";
import type { Ended, Lobby, Running, Session } from "../session/session.ts";
import type { SegmentId } from "../session/slot.ts";
import type { Change } from "../session/timebox.ts";
import { FULL_HOUR } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import { START, at } from "./clock.ts";
import { sessionAfter } from "./given.ts";

export { START, at, clock } from "./clock.ts";

/** In seat order; Dee, who sits last, is the facilitator, and Cho is her deputy. */
export const people = [
  { id: "ana", name: "Ana" },
  { id: "ben", name: "Ben" },
  { id: "cho", name: "Cho" },
  { id: "dee", name: "Dee" },
] as const;

export const facilitator: MemberId = "dee";

/** So many members, the last of them the facilitator. */
export function group(size: number): { members: readonly Member[]; facilitator: MemberId } {
  const names = ["Ana", "Ben", "Cho", "Dee", "Eve", "Fay", "Gil"].slice(0, size);
  const members = names.map((name) => ({ id: name.toLowerCase(), name }));
  return { members, facilitator: members.at(-1)?.id ?? "" };
}

/** A moment: an instant, or a time of the sample hour as people read it. */
type When = Instant | string;

function instant(when: When): Instant {
  return typeof when === "string" ? at(when) : when;
}

function wish(what: Wish, when: When, by: Actor): Command {
  return { ...what, at: instant(when), by };
}

type Create = Extract<Command, { type: "create" }>;
export type Creation = Partial<Create>;

export function create(change: Creation = {}): Create {
  const sample = { agenda: fourSeats, hour: FULL_HOUR, members: people, facilitator };
  return { at: START, by: "operator", ...sample, ...change, type: "create" };
}

export function start(when: When = START, by: Actor = facilitator): Command {
  return wish({ type: "start" }, when, by);
}

export function tick(when: When): Command {
  return wish({ type: "tick" }, when, "clock");
}

export function advance(segment: SegmentId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "advance", segment }, when, by);
}

export function skip(segment: SegmentId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "skip", segment }, when, by);
}

export function arrive(member: MemberId, when: When): Command {
  return wish({ type: "arrive", member }, when, member);
}

/** Somebody is lost; their last sign of life may have been earlier. */
export function leave(member: MemberId, when: When, since?: When): Command {
  const seen = since === undefined ? {} : { since: instant(since) };
  return wish({ type: "leave", member, ...seen }, when, "clock");
}

export function announceDelay(by: MemberId, minutes: number, when: When): Command {
  return wish({ type: "announce-delay", minutes }, when, by);
}

export function excuse(member: MemberId, when: When, by: Actor = member): Command {
  return wish({ type: "excuse", member }, when, by);
}

export function yieldTo(
  to: "reserve" | "questions" | MemberId,
  segment: SegmentId,
  when: When,
  by: Actor,
): Command {
  return wish({ type: "yield", segment, to }, when, by);
}

export function extend(
  segment: SegmentId,
  seconds: Extension,
  when: When,
  by: Actor = facilitator,
): Command {
  return wish({ type: "extend", segment, seconds }, when, by);
}

export function pass(by: Actor, when: When): Command {
  return wish({ type: "pass" }, when, by);
}

export function reorder(
  order: readonly MemberId[],
  when: When = START,
  by: Actor = facilitator,
): Command {
  return wish({ type: "reorder", order }, when, by);
}

export function swap(a: MemberId, b: MemberId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "swap", a, b }, when, by);
}

export function pause(segment: SegmentId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "pause", segment }, when, by);
}

export function emergency(when: When, by: Actor, segment: SegmentId = ""): Command {
  return wish({ type: "pause", segment, emergency: true }, when, by);
}

export function resume(when: When, by: Actor = facilitator): Command {
  return wish({ type: "resume" }, when, by);
}

export function autoAdvance(on: boolean, when: When, by: Actor = facilitator): Command {
  return wish({ type: "set-auto-advance", on }, when, by);
}

export function takeChair(by: Actor, when: When): Command {
  return wish({ type: "take-chair" }, when, by);
}

export function handChair(to: MemberId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "hand-chair", to }, when, by);
}

export function release(member: MemberId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "release", member }, when, by);
}

export function remove(member: MemberId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "remove", member }, when, by);
}

export function grant(member: MemberId, when: When, by: Actor = facilitator): Command {
  return wish({ type: "grant", member }, when, by);
}

export function askSeat(by: Actor, when: When): Command {
  return wish({ type: "ask-seat" }, when, by);
}

export function end(when: When, by: Actor = facilitator): Command {
  return wish({ type: "end" }, when, by);
}

export function agree(proposal: ProposalId, when: When, by: Actor): Command {
  return wish({ type: "agree", proposal }, when, by);
}

export function decline(proposal: ProposalId, when: When, by: Actor): Command {
  return wish({ type: "decline", proposal }, when, by);
}

/** What the clock does to a segment at its deadline. */
export function expired(segment: SegmentId, when: When): SessionEvent {
  return {
    type: "segment-ended",
    segment,
    cause: "deadline",
    changes: [],
    at: instant(when),
    by: "clock",
  };
}

/** What the facilitator does to a segment. */
export function advanced(
  segment: SegmentId,
  when: When,
  changes: readonly Change[] = [],
): SessionEvent {
  return {
    type: "segment-ended",
    segment,
    cause: "advanced",
    changes,
    at: instant(when),
    by: facilitator,
  };
}

export function over(when: When): SessionEvent {
  return { type: "session-ended", cause: "hour-over", at: instant(when), by: "clock" };
}

/** The commands that make the sample session and bring everybody there but `absent`. */
export function gathered(change: Creation = {}, ...absent: readonly MemberId[]): Command[] {
  const { members = people } = change;
  const coming = members.filter(({ id }) => !absent.includes(id));
  return [create(change), ...coming.map(({ id }) => arrive(id, START))];
}

/** The commands that start the sample hour with everybody there but `absent`. */
export function startedWithout(...absent: readonly MemberId[]): Command[] {
  return [...gathered({}, ...absent), start(START, facilitator)];
}

/** An hour in which the facilitator has waited alone until then; all others come at that moment. */
export function beganAt(when: When): Command[] {
  const others = ["ana", "ben", "cho"];
  // Whoever has said that they will be late is waited for, also after 10:00.
  const delays = others.map((member) => announceDelay(member, 19, START));
  const arrivals = others.map((member) => arrive(member, when));
  return [...gathered({}, ...others), ...delays, start(START), ...arrivals];
}

/** The commands that make a session, bring everybody there and start its hour. */
export function started(change: Millis | Creation = {}): Command[] {
  const creation = typeof change === "number" ? { hour: change } : change;
  return [...gathered(creation), start(START, creation.facilitator ?? facilitator)];
}

/** The started session, the sample one or a changed one, after these steps. */
export function hourAfter(
  steps: readonly (SessionEvent | Command)[],
  change: Millis | Creation = {},
): Running | Ended {
  return begun([...started(change), ...steps]);
}

/** The session after all of these steps, which must have started its hour. */
export function begun(steps: readonly (SessionEvent | Command)[]): Running | Ended {
  const session = known(sessionAfter(steps));
  if (session.status === "lobby") throw new Error("the hour has not started");
  return session;
}

/** A session that exists. */
export function known(session: Session): Lobby | Running | Ended {
  if (session.status === "none") throw new Error("no session");
  return session;
}

/** The question that is open; there must be exactly one. */
export function question(steps: readonly (SessionEvent | Command)[]): ProposalId {
  const session = sessionAfter(steps);
  const open = session.status === "running" ? session.proposals : [];
  if (open.length !== 1 || !open[0]) throw new Error(`${open.length} questions are open`);
  return open[0].id;
}

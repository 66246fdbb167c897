import { fillsHour } from "../agenda/agenda.ts";
import { FULL_HOUR, SHORTEST_HOUR } from "../time.ts";
import type { Instant } from "../time.ts";
import type { Command } from "./command.ts";
import { isLast, nextDeadline } from "./deadline.ts";
import type { Happening, SessionEvent } from "./event.ts";
import type { Actor, MemberId } from "./member.ts";
import { currentSegment, planOf } from "./plan.ts";
import { reject } from "./rejection.ts";
import type { Rejection, RejectionCode } from "./rejection.ts";
import { replay } from "./session.ts";
import type { Running, Session } from "./session.ts";

export type Decision =
  | { readonly ok: true; readonly events: readonly SessionEvent[] }
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * What a command makes happen. Pure and total: the same session and command always give the same
 * events, and every command gets an answer.
 *
 * Deadlines up to the command's time are settled first, each at its own instant, so no command
 * outruns an overdue deadline and a late timer changes nothing. A command that claims to come
 * from before the last event is taken as coming right after it.
 */
export function decide(session: Session, command: Command): Decision {
  if (!Number.isSafeInteger(command.at)) return { ok: false, rejection: reject("bad-time") };
  const at = session.status === "none" ? command.at : Math.max(command.at, session.at);
  const settled = settle(session, at);
  const own = react(replay(settled, session), { ...command, at });
  if (typeof own === "string") return { ok: false, rejection: reject(own) };
  const events = own.map((happening): SessionEvent => ({ ...happening, at, by: command.by }));
  return { ok: true, events: [...settled, ...events] };
}

/** The events of every deadline up to and including `at`. */
function settle(session: Session, at: Instant): SessionEvent[] {
  const events: SessionEvent[] = [];
  let now = session;
  while (now.status === "running") {
    const deadline = nextDeadline(now);
    if (deadline === null || deadline > at) break;
    const due = expire(now).map((event): SessionEvent => ({ ...event, at: deadline, by: "clock" }));
    events.push(...due);
    now = replay(due, now);
  }
  return events;
}

function expire(session: Running): Happening[] {
  const segment = currentSegment(session);
  const over: Happening = { type: "session-ended", cause: "hour-over" };
  if (!segment) return [over];
  const ended: Happening = { type: "segment-ended", segment: segment.id, cause: "deadline" };
  return isLast(session, segment) ? [ended, over] : [ended];
}

/** One small rule per command, on a session whose deadlines are settled. */
function react(session: Session, command: Command): Happening[] | RejectionCode {
  switch (command.type) {
    case "create":
      return create(session, command);
    case "arrive":
      return arrive(session, command.member);
    case "leave":
      return leave(session, command.member);
    case "start":
      return start(session, command.by);
    case "advance":
      return advance(session, command.by, command.segment);
    case "tick":
      return [];
    default:
      return unknownCommand(command);
  }
}

function create(
  session: Session,
  { agenda, hour, members, facilitator }: Extract<Command, { type: "create" }>,
): Happening[] | RejectionCode {
  if (session.status !== "none") return "already-created";
  if (!Number.isInteger(hour) || hour < SHORTEST_HOUR || hour > FULL_HOUR) return "bad-hour";
  if (!fillsHour(agenda)) return "bad-agenda";
  if (members.length !== agenda.seats) return "wrong-number-of-members";
  const order = members.map(({ id }) => id);
  if (new Set(order).size !== order.length) return "duplicate-member";
  if (order.some((id) => id === "operator" || id === "clock")) return "reserved-member";
  if (!order.includes(facilitator)) return "unknown-facilitator";
  return [{ type: "session-created", agenda, hour, members, order, facilitator }];
}

function arrive(session: Session, member: MemberId): Happening[] | RejectionCode {
  if (session.status === "none") return "no-such-session";
  if (!session.order.includes(member)) return "not-a-member";
  if (session.status === "ended" || session.here.includes(member)) return [];
  return [{ type: "member-arrived", member }];
}

function leave(session: Session, member: MemberId): Happening[] | RejectionCode {
  if (session.status === "none") return "no-such-session";
  if (!session.order.includes(member)) return "not-a-member";
  if (session.status === "ended" || !session.here.includes(member)) return [];
  return [{ type: "member-left", member }];
}

function start(session: Session, by: Actor): Happening[] | RejectionCode {
  if (session.status === "none") return "no-such-session";
  const refusal = refuseUnlessFacilitator(session, by);
  if (refusal) return refusal;
  if (session.status === "running") return "already-started";
  if (session.status === "ended") return "session-over";
  return [{ type: "session-started" }];
}

function advance(session: Session, by: Actor, segment: string): Happening[] | RejectionCode {
  if (session.status === "none") return "no-such-session";
  const refusal = refuseUnlessFacilitator(session, by);
  if (refusal) return refusal;
  if (session.status === "lobby") return "not-started";
  if (session.status === "ended") return "session-over";
  const index = planOf(session).segments.findIndex(({ id }) => id === segment);
  const current = currentSegment(session);
  if (index >= 0 && index < session.endings.length) return "segment-over";
  if (!current || current.id !== segment) return "segment-not-current";
  if (isLast(session, current)) return "last-segment";
  return [{ type: "segment-ended", segment, cause: "advanced" }];
}

function refuseUnlessFacilitator(
  session: Exclude<Session, { status: "none" }>,
  by: Actor,
): RejectionCode | null {
  if (!session.order.includes(by)) return "not-a-member";
  return by === session.facilitator ? null : "not-facilitator";
}

/** Makes the compiler refuse a command type that `react` forgot. */
function unknownCommand(_command: never): Happening[] {
  return [];
}

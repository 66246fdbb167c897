import type { Instant } from "../time.ts";
import type { Command } from "./command.ts";
import { nextDue } from "./deadline.ts";
import type { SessionEvent } from "./event.ts";
import { reject } from "./rejection.ts";
import type { Rejection } from "./rejection.ts";
import { react } from "./react.ts";
import { replay } from "./evolve.ts";
import type { Session } from "./session.ts";

export type Decision =
  | { readonly ok: true; readonly events: readonly SessionEvent[] }
  | { readonly ok: false; readonly rejection: Rejection };

/**
 * What a command makes happen. Pure and total: the same session and command always give the same
 * events, and every command gets an answer.
 *
 * Deadlines up to the command's time are settled first, each at its own instant, so no command
 * outruns an overdue deadline and a late timer changes nothing; then the command; then what follows
 * from it at once. A command that claims to come from before the last event is taken as coming
 * right after it.
 */
export function decide(session: Session, command: Command): Decision {
  if (!Number.isSafeInteger(command.at)) return { ok: false, rejection: reject("bad-time") };
  const at = session.status === "none" ? command.at : Math.max(command.at, session.at);
  const settled = settle(session, at);
  const now = replay(settled, session);
  const reaction = react(now, { ...command, at });
  if (typeof reaction === "string") return { ok: false, rejection: reject(reaction) };
  const own = reaction.map((happening): SessionEvent => ({ ...happening, at, by: command.by }));
  const events = [...settled, ...own, ...settle(replay(own, now), at)];
  return { ok: true, events };
}

/** The events of everything that is due up to and including `at`. */
function settle(session: Session, at: Instant): SessionEvent[] {
  const events: SessionEvent[] = [];
  let now = session;
  for (let due = nextDue(now); due !== null && due.at <= at; due = nextDue(now)) {
    const instant = due.at;
    const next = due.happen().map((each): SessionEvent => ({ ...each, at: instant, by: "clock" }));
    events.push(...next);
    now = replay(next, now);
  }
  return events;
}

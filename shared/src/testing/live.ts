import type { Command } from "../session/command.ts";
import { decide } from "../session/decide.ts";
import type { Decision } from "../session/decide.ts";
import { nextDeadline, nextDue } from "../session/deadline.ts";
import type { SessionEvent } from "../session/event.ts";
import { react } from "../session/react.ts";
import { evolve, replay } from "../session/evolve.ts";
import { noSession } from "../session/session.ts";
import type { Session } from "../session/session.ts";
import type { Instant } from "../time.ts";
import { brokenAgendas } from "./agendas.ts";
import type { Scenario, Setup, Step, Wait } from "./arbitrary.ts";
import { commandOf, pick } from "./deeds.ts";
import type { Deed } from "./deeds.ts";

/** When the session of a scenario is made. */
export const BEGINNING: Instant = 1_900_000_000_000;

/** A command and what came of it. */
export type Moment = {
  readonly before: Session;
  readonly command: Command;
  readonly decision: Decision;
  readonly after: Session;
};

export type Life = {
  readonly moments: readonly Moment[];
  /** The log. */
  readonly events: readonly SessionEvent[];
  readonly session: Session;
  /** What went so wrong that there is nothing to judge. */
  readonly failure: string | null;
};

const names = ["ana", "ben", "cho", "dee", "fay", "gus"];

/** More events than any one moment can have: whatever settles that often never ends. */
const ENDLESS = 400;

/** Lives through a scenario, with all states frozen. */
export function live({ setup, steps }: Scenario): Life {
  const moments: Moment[] = [];
  const events: SessionEvent[] = [];
  let session: Session = noSession;
  let failure: string | null = null;
  const issue = (command: Command) => {
    const before = session;
    if (failure) return;
    if (isEndless(before, command)) {
      failure = `11.5: what follows from ${command.type} never ends`;
      return;
    }
    const decision = freeze(decide(before, freeze(command)));
    if (decision.ok) {
      events.push(...decision.events);
      session = freeze(replay(decision.events, before));
    }
    moments.push({ before, command, decision, after: session });
  };
  const create: Command = creation(setup);
  issue(flawed(setup));
  issue(create);
  let now = BEGINNING;
  let last = create;
  let after = 0;
  for (const step of [...openings(setup), ...steps]) {
    now = momentOf(session, now, step.wait, setup);
    if (isEndless(session, { type: "tick", at: now, by: "clock" }))
      failure = "11.5: settling never ends";
    if (failure) break;
    if (step.restart) session = freeze(replay(events));
    if (setup.punctual) for (const tick of ticksTo(session, now)) issue(tick);
    const known = step.deed.other % 5 === 0 ? session : settledAt(session, now);
    last = restrained(setup, commandOf(known, step.deed, now, create, last));
    issue(last);
    // Nothing changes any more, and a few tries are enough to see that.
    if (session.status === "ended") after += 1;
    if (after > 5) break;
  }
  // Whatever was still to come, much too late.
  issue({ type: "tick", at: now + 2 * setup.hour, by: "clock" });
  return { moments, events, session, failure };
}

/** The same with an agenda that no hour can be made of. */
function flawed(setup: Setup): Command {
  const agenda = pick(brokenAgendas(setup.agenda), setup.flaw) ?? setup.agenda;
  return creation({ ...setup, agenda });
}

function creation(setup: Setup): Command {
  const { agenda, hour, scheduled, facilitator, deputy } = setup;
  const ids = names.slice(0, setup.members);
  const leader = ids[facilitator] ?? "";
  const named = deputy === null ? {} : { deputy: ids[(facilitator + deputy) % ids.length] ?? "" };
  return {
    type: "create",
    at: BEGINNING,
    by: "operator",
    agenda,
    hour,
    members: ids.map((id) => ({ id, name: id.toUpperCase() })),
    facilitator: leader,
    ...named,
    scheduledFor: scheduled === null ? null : BEGINNING + scheduled,
  };
}

/** Before anything else people come, or say that they will not, and somebody starts the hour. */
function openings({ comings, scheduled, turned }: Setup): Step[] {
  const whom = (kind: Deed["kind"], member: number, other = 0): Step => ({
    wait: { millis: 0 },
    restart: false,
    deed: { kind, who: 0, one: member, other },
  });
  const ids = comings.map((_, i) => i);
  const not = (i: number) => comings[i];
  // Whoever is away is chosen by their place among those who still are.
  const early = ids.filter((i) => not(i) === "early").map((i, n) => whom("arrive", i - n, 1));
  const rest = comings.filter((each) => each !== "early");
  const words = rest.flatMap((each, i) => {
    if (each === "late-with-word") return [whom("announce-delay", i, i + 1)];
    return each === "excused" ? [whom("excuse", i, 1)] : [];
  });
  const order = turned > 0 ? [whom("reorder", turned)] : [];
  const start = whom("start", 0);
  return [
    ...early,
    ...words,
    ...order,
    scheduled === null ? start : { ...start, wait: { share: 0.2 } },
  ];
}

/** Some never come, and what is asked of them is asked of nobody. */
function restrained({ comings }: Setup, command: Command): Command {
  if (command.type !== "arrive" || comings[names.indexOf(command.member)] !== "never")
    return command;
  return { type: "tick", at: command.at, by: "clock" };
}

function momentOf(session: Session, now: Instant, wait: Wait, { hour, pace }: Setup): Instant {
  if ("millis" in wait) return now + wait.millis;
  if ("share" in wait) return now + Math.round(wait.share * pace * hour);
  const deadline = nextDeadline(session);
  return deadline === null ? now : Math.max(now, deadline + wait.offDeadline);
}

/** A tick at every deadline up to `until`, as a server sends them. */
function* ticksTo(from: Session, until: Instant): Generator<Command> {
  let session = from;
  for (;;) {
    const due = nextDeadline(session);
    if (due === null || due > until) return;
    yield { type: "tick", at: due, by: "clock" };
    session = settledAt(session, due);
  }
}

function settledAt(session: Session, at: Instant): Session {
  const decision = decide(session, { type: "tick", at, by: "clock" });
  return decision.ok ? replay(decision.events, session) : session;
}

/** Whether a command would never be answered, because something is always due. */
function isEndless(session: Session, command: Command): boolean {
  if (session.status === "none" || !Number.isSafeInteger(command.at)) return false;
  const at = Math.max(command.at, session.at);
  const settled = settledOrEndless(session, at);
  if (settled === null) return true;
  const reaction = react(settled, { ...command, at });
  if (typeof reaction === "string") return false;
  const after = reaction.reduce<Session>(
    (now, each) => evolve(now, { ...each, at, by: command.by }),
    settled,
  );
  return settledOrEndless(after, at) === null;
}

function settledOrEndless(session: Session, at: Instant): Session | null {
  let now = session;
  let count = 0;
  for (let due = nextDue(now); due !== null && due.at <= at; due = nextDue(now)) {
    const instant = due.at;
    const events = due.happen();
    count += Math.max(1, events.length);
    if (count > ENDLESS) return null;
    for (const each of events) now = evolve(now, { ...each, at: instant, by: "clock" });
  }
  return now;
}

/** Makes every change in place an exception. */
function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

import type { Agenda } from "../agenda/agenda.ts";
import type { EndCause, SessionEvent } from "../session/event.ts";
import type { MemberId } from "../session/member.ts";
import { replay } from "../session/evolve.ts";
import { attendanceOf, seatNumberOf } from "../session/session.ts";
import type { Session } from "../session/session.ts";
import type { Slot } from "../session/slot.ts";
import { viewOf } from "../session/view.ts";
import type { Instant, Millis } from "../time.ts";
import { firstBreak } from "./chain.ts";
import type { LogEntry } from "./chain.ts";
import { carried, ledgerOf } from "./ledger.ts";
import type { Ledger } from "./ledger.ts";
import { nextOrder } from "./rotation.ts";

/** What remains of an hour for its members: what happened, who had what, what comes next. */
export type Recap = {
  readonly session: string;
  readonly agenda: Agenda;
  readonly hour: Millis;
  readonly practice: boolean;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly cause: EndCause | null;
  readonly members: readonly {
    readonly id: MemberId;
    readonly name: string;
    readonly colour: number;
    /** How long after the start they came; null when in time or never. */
    readonly late: Millis | null;
  }[];
  readonly segments: readonly RecapSegment[];
  /** Of this call. */
  readonly ledger: Ledger;
  /** With what earlier calls of the same people have left. */
  readonly carried: Ledger;
  readonly next: NextCall;
  readonly entries: readonly LogEntry[];
  /** The last hash of the log. */
  readonly head: string;
  /** The first entry that was changed afterwards; null when none was. */
  readonly brokenAt: number | null;
};

/** Planned against actual. What did not happen took nothing. */
export type RecapSegment = Slot & { readonly planned: Millis; readonly actual: Millis };

export type NextCall = {
  readonly order: readonly MemberId[];
  readonly facilitator: MemberId;
};

/** The recap of a session; null when the log tells of none. */
export function recapOf(session: string, entries: readonly LogEntry[]): Recap | null {
  const events = entries.map(({ event }) => event);
  const now = replay(events);
  if (now.status === "none") return null;
  const ledger = ledgerOf(events);
  const { startedAt, endedAt, cause } = times(now);
  return {
    session,
    agenda: now.agenda,
    hour: now.hour,
    practice: now.practice,
    startedAt,
    endedAt,
    cause,
    members:
      viewOf(now, now.facilitator)?.members.map(({ id, name, colour, late }) => ({
        id,
        name,
        colour,
        late,
      })) ?? [],
    segments: segmentsOf(now),
    ledger,
    carried: carriedOver(now, ledger),
    next: nextCall(events),
    entries,
    head: entries.at(-1)?.hash ?? "",
    brokenAt: firstBreak(session, entries),
  };
}

/** Order and facilitator of the next call: whoever is last in it facilitates (rule 8.6). */
export function nextCall(events: readonly SessionEvent[]): NextCall {
  const now = replay(events);
  if (now.status === "none") return { order: [], facilitator: "" };
  const ledger = ledgerOf(events);
  const first = events[0];
  const order = first?.type === "session-created" ? orderAtStart(events) : now.order;
  const seats = order.filter((id) => seatNumberOf(now, id) !== null).length;
  const held = now.status === "ended" && now.cause !== "not-held";
  const came = ledger.filter(({ member }) => attendanceOf(now, member).arrivedAt !== null);
  const next = held
    ? nextOrder(order, seats, now.hour, came, carriedOver(now, ledger))
    : [...order];
  return { order: next, facilitator: next.at(-1) ?? now.facilitator };
}

/** What the next session of the same people starts from. */
export function carriedOver(now: Exclude<Session, { status: "none" }>, call: Ledger): Ledger {
  return now.practice ? now.broughtForward : carried(now.broughtForward, call);
}

/** Moves for an absence during the hour do not count for the rotation. */
function orderAtStart(events: readonly SessionEvent[]): readonly MemberId[] {
  const start = events.findIndex(({ type }) => type === "session-started");
  const planned = replay(start < 0 ? events : events.slice(0, start));
  return planned.status === "none" ? [] : planned.order;
}

function times(now: Exclude<Session, { status: "none" }>) {
  if (now.status === "lobby") return { startedAt: null, endedAt: null, cause: null };
  if (now.status === "running") return { startedAt: now.startedAt, endedAt: null, cause: null };
  return { startedAt: now.startedAt, endedAt: now.endedAt, cause: now.cause };
}

function segmentsOf(now: Exclude<Session, { status: "none" }>): RecapSegment[] {
  const until = now.status === "ended" ? now.endedAt : now.at;
  let at = now.status === "lobby" ? Infinity : now.startedAt;
  return now.boxes.map(({ length, ...box }) => {
    const actual = Math.max(0, Math.min(length, until - at));
    at += length;
    return { ...box, actual };
  });
}

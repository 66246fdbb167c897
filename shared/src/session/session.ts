import type { Agenda } from "../agenda/agenda.ts";
import type { Instant, Millis } from "../time.ts";
import type { EndCause, SessionEvent } from "./event.ts";
import type { Member, MemberId } from "./member.ts";

/** A session as its events have made it. Each status carries only what exists in it. */
export type Session = NoSession | Lobby | Running | Ended;

export type NoSession = { readonly status: "none"; readonly version: 0 };

/** Before the hour: people gather, nothing counts. */
export type Lobby = Created & { readonly status: "lobby" };

export type Running = Created & Begun & { readonly status: "running" };

export type Ended = Created & Begun & { readonly status: "ended"; readonly cause: EndCause };

type Created = {
  /** How many events this state is made of. */
  readonly version: number;
  /** When the last of them happened; no later event may precede it. */
  readonly at: Instant;
  readonly agenda: Agenda;
  readonly hour: Millis;
  readonly members: readonly Member[];
  /** Seat order. */
  readonly order: readonly MemberId[];
  readonly facilitator: MemberId;
  /** The members who are connected, in order of arrival. */
  readonly here: readonly MemberId[];
};

type Begun = {
  /** The hour counts from here and ends at `startedAt + hour`, whatever happens (law L1). */
  readonly startedAt: Instant;
  /** When each segment that is over ended, in order; the next one is the current one. */
  readonly endings: readonly Instant[];
};

export const noSession: NoSession = { status: "none", version: 0 };

/**
 * Applies one event. Total: an event that cannot happen in the session's status leaves it as it
 * is. Beyond that it takes events at their word, since only `decide` makes them.
 */
export function evolve(session: Session, event: SessionEvent): Session {
  if (event.type === "session-created") {
    if (session.status !== "none") return session;
    const { agenda, hour, members, order, facilitator, at } = event;
    return { status: "lobby", version: 1, at, agenda, hour, members, order, facilitator, here: [] };
  }
  if (session.status === "none") return session;
  const next = { ...session, version: session.version + 1, at: event.at };
  switch (event.type) {
    case "member-arrived":
      return { ...next, here: [...without(session.here, event.member), event.member] };
    case "member-left":
      return { ...next, here: without(session.here, event.member) };
    case "session-started":
      if (next.status !== "lobby") return session;
      return { ...next, status: "running", startedAt: event.at, endings: [] };
    case "segment-ended":
      if (next.status !== "running") return session;
      return { ...next, endings: [...next.endings, event.at] };
    case "session-ended":
      if (next.status !== "running") return session;
      return { ...next, status: "ended", cause: event.cause };
    default:
      return unknownEvent(session, event);
  }
}

/** The state that a whole history leads to. */
export function replay(events: Iterable<SessionEvent>, from: Session = noSession): Session {
  let session = from;
  for (const event of events) session = evolve(session, event);
  return session;
}

function without(here: readonly MemberId[], member: MemberId): MemberId[] {
  return here.filter((id) => id !== member);
}

/** Makes the compiler refuse an event type that `evolve` forgot. */
function unknownEvent(session: Session, _event: never): Session {
  return session;
}

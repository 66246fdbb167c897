import { GRACE } from "../agenda/agenda.ts";
import { scaled } from "../time.ts";
import type { Instant } from "../time.ts";
import type { Ended, Lobby, Running } from "./session.ts";
import type { Timebox } from "./timebox.ts";

/** A timebox with its time. Segments follow each other without a gap and fill the whole hour. */
export type Segment = Omit<Timebox, "length"> & {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Until when the previous speaker keeps the stage to finish the sentence; null without grace. */
  readonly graceUntil: Instant | null;
};

export type Plan = {
  /** Instants of a running or ended session; a lobby's plan starts at 0. */
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly segments: readonly Segment[];
};

/**
 * The whole hour: what has been, as it was, and what is to come, as it will be if nobody does
 * anything more. It is the timeboxes laid end to end, so it is the same on the server, in a
 * browser, after a restart and in a test.
 */
export function planOf(session: Lobby | Running | Ended): Plan {
  const known = plans.get(session);
  if (known) return known;
  const plan = layOut(session);
  plans.set(session, plan);
  return plan;
}

/** A state never changes, so its plan need not be worked out twice. */
const plans = new WeakMap<Lobby | Running | Ended, Plan>();

function layOut(session: Lobby | Running | Ended): Plan {
  const startsAt = session.status === "lobby" ? 0 : session.startedAt;
  const grace = scaled(GRACE, session.hour);
  let endsAt = startsAt;
  const segments = session.boxes.map(({ length, ...box }): Segment => {
    const from = endsAt;
    endsAt += length;
    const graceUntil = box.mode === "handover" ? Math.min(from + grace, endsAt) : null;
    return { ...box, startsAt: from, endsAt, graceUntil };
  });
  return { startsAt, endsAt: startsAt + session.hour, segments };
}

/** The segment that the session is in; null before and after the hour. */
export function currentSegment(session: Lobby | Running | Ended): Segment | null {
  if (session.status !== "running") return null;
  return planOf(session).segments[session.position] ?? null;
}

import type { Instant } from "../time.ts";
import { emptyChair } from "./rules/chair.ts";
import { hourOver } from "./rules/ending.ts";
import { dropPause, pauseOver } from "./rules/pauses.ts";
import { openQuestions } from "./rules/proposals.ts";
import type { Automatic, Due } from "./rules/reaction.ts";
import { removedSeat } from "./rules/removal.ts";
import { absentHolder, holdOver, noShow } from "./rules/seats.ts";
import { scheduledStart, waiting } from "./rules/start.ts";
import { absentTurn, timeIsUp } from "./rules/turns.ts";
import type { Session } from "./session.ts";

/** Everything that happens by itself. At the same instant, the first in this list comes first. */
const automatic: readonly Automatic[] = [
  hourOver,
  waiting,
  holdOver,
  noShow,
  removedSeat,
  emptyChair,
  pauseOver,
  absentHolder,
  absentTurn,
  dropPause,
  openQuestions,
  timeIsUp,
];

/** What happens next if nobody does anything; null when the session waits for people or is over. */
export function nextDue(session: Session): Due | null {
  if (session.status === "lobby") return scheduledStart(session);
  if (session.status !== "running") return null;
  let next: Due | null = null;
  for (const rule of automatic) {
    const due = rule(session);
    if (due && (next === null || due.at < next.at)) next = due;
  }
  return next;
}

/** When the session next changes by itself; null when it waits for people or is over. */
export function nextDeadline(session: Session): Instant | null {
  return nextDue(session)?.at ?? null;
}

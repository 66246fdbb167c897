import { scaled } from "../../time.ts";
import type { Instant } from "../../time.ts";
import { Books } from "../books.ts";
import { charge, refund } from "../charges.ts";
import type { Source } from "../charges.ts";
import type { Happening, PauseKind } from "../event.ts";
import { replay } from "../evolve.ts";
import { attendanceOf, isHere } from "../session.ts";
import type { Pause, Running, Session } from "../session.ts";
import { currentBox, inClosingBlock, isRunning, notCurrent, notRunning } from "./reaction.ts";
import type { Asker, Automatic, Reaction } from "./reaction.ts";
import { holdUntil } from "./seats.ts";
import { withoutOvertime } from "./turns.ts";

/** In seconds of a full hour (9.1, 9.3). */
const LONGEST_SEAT_PAUSE = 60;
const LONGEST_EMERGENCY = 300;

const sources: { readonly [kind in PauseKind]: readonly Source[] } = {
  seat: ["reserve"],
  drop: ["reserve", "later-phases", "commitment"],
  emergency: ["reserve", "unbegun-seats", "later-phases", "commitment"],
};

/** The clock of the seat stands still, paid by the reserve (9.1). */
export function pauseSeat(session: Session, segment: string, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const late = notCurrent(session, segment);
  if (late) return late;
  const box = currentBox(session);
  if (box?.block !== "seat" || box.turn === null) return "not-in-seat";
  if (by !== session.chair && by !== box.holder) return "not-yours";
  if (session.pause) return "already-paused";
  if (session.claim) return "in-overtime";
  if (session.once.paused.includes(box.turn)) return "paused-before";
  const paused = pauseFor(session, "seat", at, at + scaled(LONGEST_SEAT_PAUSE, session.hour));
  return paused ? [paused] : "no-seconds";
}

/** Distress: all clocks of seats stand still, the hour goes on (9.3). Anybody may ask for it. */
export function pauseForEmergency(session: Session, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  if (!isHere(session, by)) return "not-there";
  if (session.pause?.kind === "emergency") return "already-paused";
  const block = currentBox(session)?.block;
  if (block === "waiting") return "waiting";
  if (block === "reserve" || inClosingBlock(session)) return "closing-block";
  const { running, happenings } = withClockRunning(session, at);
  const paused = pauseFor(running, "emergency", at, at + scaled(LONGEST_EMERGENCY, session.hour));
  return paused ? [...happenings, paused] : "no-seconds";
}

/** `since` names the pause, where the asker has seen which one it was. */
export function resume(session: Session, since: Instant | undefined, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const { pause } = session;
  if (!pause || (since !== undefined && since !== pause.since)) return "not-paused";
  if (by !== session.chair && by !== pause.by) return "not-yours";
  return [resumed(session, pause, pause.kind === "drop" ? "without-holder" : "asked", at)];
}

/** The seat's clock stands still for a holder who was lost (4.2). */
export const dropPause: Automatic = (session) => {
  const box = currentBox(session);
  if (!box || box.block !== "seat" || box.holder === null || session.pause) return null;
  if (box.mode === "handover" || session.unattended === box.turn) return null;
  const { presence, lostAt } = attendanceOf(session, box.holder);
  if (presence !== "lost" || lostAt === null) return null;
  const { at } = session;
  const until = holdUntil(session, lostAt);
  if (until <= at) return null;
  const overtime = withoutOvertime(session, at);
  if (overtime.length > 0) return { at, happen: () => overtime };
  const paused = pauseFor(session, "drop", at, until);
  return paused && { at, happen: () => [paused] };
};

/** A pause ends by itself at its end, or when whoever was lost is back (4.3, 9.2). */
export const pauseOver: Automatic = (session) => {
  const { pause, at } = session;
  if (!pause) return null;
  const holder = currentBox(session)?.holder ?? null;
  if (pause.kind === "drop" && holder !== null && isHere(session, holder)) {
    return { at, happen: () => [resumed(session, pause, "returned", at)] };
  }
  const { until } = pause;
  return { at: until, happen: () => [resumed(session, pause, "time", until)] };
};

/** The pause as far as it can be paid; null when that is not at all. */
function pauseFor(
  session: Running,
  kind: PauseKind,
  at: Instant,
  until: Instant,
): Happening | null {
  const books = new Books(session, at);
  const paid = charge(books, currentBox(session)?.id ?? "", until - at, ...sources[kind]);
  if (paid === 0) return null;
  return { type: "paused", kind, until: at + paid, changes: books.changes };
}

export function resumed(
  session: Running,
  pause: Pause,
  cause: Extract<Happening, { type: "resumed" }>["cause"],
  at: Instant,
): Happening {
  const books = new Books(session, at);
  refund(books, pause.changes, pause.until - at, "running-seat", "unbegun-seats", "reserve");
  return { type: "resumed", cause, changes: books.changes };
}

/** Ends whatever else makes the clock stand still or run over. */
function withClockRunning(session: Running, at: Instant) {
  const { pause } = session;
  const happenings = pause ? [resumed(session, pause, "asked", at)] : withoutOvertime(session, at);
  return { happenings, running: after(session, happenings, at) };
}

function after(session: Running, happenings: readonly Happening[], at: Instant): Running {
  const next = replay(
    happenings.map((happening) => ({ ...happening, at, by: "clock" })),
    session,
  );
  return isRunning(next) ? next : session;
}

import { fourSeats } from "../agenda/four-seats.ts";
import type { Command, Wish } from "../session/command.ts";
import type { SessionEvent } from "../session/event.ts";
import type { Actor, MemberId } from "../session/member.ts";
import type { Ended, Lobby, Running, Session } from "../session/session.ts";
import type { SegmentId } from "../session/slot.ts";
import { FULL_HOUR } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import { sessionAfter } from "./given.ts";

/** When the sample hour starts. */
export const START: Instant = 1_900_000_000_000;

/** In seat order; Dee, who sits last, is the facilitator. */
export const people = [
  { id: "ana", name: "Ana" },
  { id: "ben", name: "Ben" },
  { id: "cho", name: "Cho" },
  { id: "dee", name: "Dee" },
] as const;

export const facilitator: MemberId = "dee";

/** A time of the sample hour as people read it, `mm:ss` or `mm:ss.mmm`, as an instant. */
export function at(clock: string): Instant {
  const [minutes = Number.NaN, seconds = Number.NaN] = clock.split(":").map(Number);
  return START + minutes * 60_000 + Math.round(seconds * 1000);
}

/** The other way round: an instant of the sample hour as `mm:ss`, with `.mmm` when not whole. */
export function clock(instant: Instant): string {
  const millis = instant - START;
  const pad = (value: number, width = 2) => String(value).padStart(width, "0");
  const whole = `${pad(Math.floor(millis / 60_000))}:${pad(Math.floor(millis / 1000) % 60)}`;
  return millis % 1000 === 0 ? whole : `${whole}.${pad(millis % 1000, 3)}`;
}

export function create(change: Partial<Extract<Wish, { type: "create" }>> = {}): Command {
  const wish = { agenda: fourSeats, hour: FULL_HOUR, members: people, facilitator };
  return { at: START, by: "operator", ...wish, ...change, type: "create" };
}

export function start(when: Instant = START, by: Actor = facilitator): Command {
  return { type: "start", at: when, by };
}

export function tick(when: Instant): Command {
  return { type: "tick", at: when, by: "clock" };
}

export function advance(segment: SegmentId, when: Instant, by: Actor = facilitator): Command {
  return { type: "advance", segment, at: when, by };
}

export function arrive(member: MemberId, when: Instant): Command {
  return { type: "arrive", member, at: when, by: member };
}

export function leave(member: MemberId, when: Instant): Command {
  return { type: "leave", member, at: when, by: "clock" };
}

/** What the clock does to a segment at its deadline. */
export function expired(segment: SegmentId, when: Instant): SessionEvent {
  return { type: "segment-ended", segment, cause: "deadline", at: when, by: "clock" };
}

export function advanced(segment: SegmentId, when: Instant): SessionEvent {
  return { type: "segment-ended", segment, cause: "advanced", at: when, by: facilitator };
}

export function over(when: Instant): SessionEvent {
  return { type: "session-ended", cause: "hour-over", at: when, by: "clock" };
}

/** The commands that make the sample session and start its hour. */
export function started(hour: Millis = FULL_HOUR): Command[] {
  return [create({ hour }), start()];
}

/** The started sample session after these steps. */
export function hourAfter(
  steps: readonly (SessionEvent | Command)[],
  hour: Millis = FULL_HOUR,
): Running | Ended {
  const session = known(sessionAfter([...started(hour), ...steps]));
  if (session.status === "lobby") throw new Error("the hour has not started");
  return session;
}

/** A session that exists. */
export function known(session: Session): Lobby | Running | Ended {
  if (session.status === "none") throw new Error("no session");
  return session;
}

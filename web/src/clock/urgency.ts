import { FULL_HOUR } from "@hotseat/shared";
import type { Millis } from "@hotseat/shared";

/** How near an end is. Shown by word and shape as well as by colour. */
export type Urgency = "calm" | "soon" | "last";

type Limits = { readonly soon: number; readonly last: number };

const seat: Limits = { soon: 120, last: 30 };
const longPhase: Limits = { soon: 60, last: 15 };
const shortPhase: Limits = { soon: 30, last: 10 };

/** Phases up to this long, in seconds of a full hour, warn later. */
const SHORT = 120;

/** Seat time: the warning lengths scale with the session's hour, as everything does. */
export function seatUrgency(seconds: number | null, hour: Millis): Urgency {
  return urgency(seconds, seat, hour);
}

/** Phase time, by how long the phase lasts as a whole. */
export function phaseUrgency(seconds: number | null, length: Millis, hour: Millis): Urgency {
  const long = length > (SHORT * 1000 * hour) / FULL_HOUR;
  return urgency(seconds, long ? longPhase : shortPhase, hour);
}

function urgency(seconds: number | null, { soon, last }: Limits, hour: Millis): Urgency {
  if (seconds === null) return "calm";
  const scale = hour / FULL_HOUR;
  if (seconds <= last * scale) return "last";
  return seconds <= soon * scale ? "soon" : "calm";
}

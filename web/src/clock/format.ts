import type { Millis } from "@hotseat/shared";

/** Seconds as `m:ss`, the one way in which this product writes a duration. */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** A length in milliseconds as `m:ss`. */
export function minutesOf(length: Millis): string {
  return minutes(length / 1000);
}

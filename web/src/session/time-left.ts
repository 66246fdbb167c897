import type { Instant, PauseView, SessionView } from "@hotseat/shared";
import { secondsSince, secondsUntil } from "../clock/remaining.ts";
import { segmentOf } from "./now.ts";

/** How the current part stands: so many seconds are left, also once it goes on, or it runs over by so many. */
type PartTime = { readonly state: "left" | "still" | "over"; readonly seconds: number };

/** The pause that is on at `now`; it ends by itself also when the server cannot be heard. */
function pauseAt({ pause }: SessionView, now: Instant): PauseView | null {
  return pause && now < pause.until ? pause : null;
}

/** Seconds until `end`; while the clock of the seat stands still, what is left once it goes on. */
export function leftUntil(end: Instant, pause: PauseView | null, now: Instant): number {
  return secondsUntil(end, pause?.until ?? now);
}

/** Since when the current part runs over; null while it does not, and in a pause. */
export function overSince(view: SessionView, pause: PauseView | null): Instant | null {
  return pause ? null : view.overtimeSince;
}

/** How the current part of a view that is carried on stands at `now`; null before and after the hour. */
export function partTimeAt(view: SessionView, now: Instant): PartTime | null {
  const segment = segmentOf(view);
  if (!segment) return null;
  const pause = pauseAt(view, now);
  const since = overSince(view, pause);
  if (since !== null) return { state: "over", seconds: secondsSince(since, now) };
  return {
    state: pause ? "still" : "left",
    seconds: leftUntil(segment.endsAt, pause, now),
  };
}

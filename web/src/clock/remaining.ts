import { useCallback, useSyncExternalStore } from "react";
import type { Instant, Millis } from "@hotseat/shared";
import { alarm } from "./alarm.ts";
import { serverNow } from "./clock.ts";

/** Whole seconds from `now` until `endsAt`, rounded up and never negative. */
export function secondsUntil(endsAt: Instant, now: Instant): number {
  return Math.max(0, Math.ceil((endsAt - now) / 1000));
}

/** Whole seconds that have passed since `at` by `now`, never negative. */
export function secondsSince(at: Instant, now: Instant): number {
  return Math.max(0, Math.floor((now - at) / 1000));
}

/** Seconds until `endsAt`, null when there is no end; drawn anew exactly when the server's clock makes them one less. */
export function useSecondsUntil(endsAt: Instant | null): number | null {
  const subscribe = useCallback(
    (draw: () => void) =>
      alarm((now) => {
        if (endsAt === null) return null;
        const seconds = secondsUntil(endsAt, now);
        return seconds === 0 ? null : endsAt - (seconds - 1) * 1000;
      }, draw),
    [endsAt],
  );
  return useSyncExternalStore(subscribe, () =>
    endsAt === null ? null : secondsUntil(endsAt, serverNow()),
  );
}

/** Whole seconds since `at`, drawn anew with each; null when there was none. */
export function useSecondsSince(at: Instant | null): number | null {
  const subscribe = useCallback(
    (draw: () => void) =>
      alarm((now) => (at === null ? null : at + (Math.floor((now - at) / 1000) + 1) * 1000), draw),
    [at],
  );
  return useSyncExternalStore(subscribe, () =>
    at === null ? null : secondsSince(at, serverNow()),
  );
}

/** Whether the server's clock has reached `at`; false for null. */
export function useReached(at: Instant | null): boolean {
  const subscribe = useCallback(
    (draw: () => void) => alarm((now) => (at !== null && now < at ? at : null), draw),
    [at],
  );
  return useSyncExternalStore(subscribe, () => at !== null && serverNow() >= at);
}

/** The server's clock in steps of `step` milliseconds, for what moves slowly. */
export function useServerTime(step: Millis): Instant {
  const subscribe = useCallback(
    (draw: () => void) => alarm((now) => (Math.floor(now / step) + 1) * step, draw),
    [step],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(serverNow() / step) * step);
}

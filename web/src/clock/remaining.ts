import { useCallback, useSyncExternalStore } from "react";
import type { Instant, Millis } from "@hotseat/shared";
import { alarm } from "./alarm.ts";
import { serverNow } from "./clock.ts";

/** Whole seconds until `endsAt`, rounded up and never negative; null when there is no end. */
function secondsUntil(endsAt: Instant | null, now: Instant = serverNow()): number | null {
  return endsAt === null ? null : Math.max(0, Math.ceil((endsAt - now) / 1000));
}

/** Seconds until `endsAt`, drawn anew exactly when the server's clock makes them one less. */
export function useSecondsUntil(endsAt: Instant | null): number | null {
  const subscribe = useCallback(
    (draw: () => void) =>
      alarm((now) => {
        const seconds = secondsUntil(endsAt, now);
        return endsAt === null || !seconds ? null : endsAt - (seconds - 1) * 1000;
      }, draw),
    [endsAt],
  );
  return useSyncExternalStore(subscribe, () => secondsUntil(endsAt));
}

/** Whole seconds since `at`, drawn anew with each; null when there was none. */
export function useSecondsSince(at: Instant | null): number | null {
  const since = (now: Instant) => (at === null ? null : Math.max(0, Math.floor((now - at) / 1000)));
  const subscribe = useCallback(
    (draw: () => void) =>
      alarm((now) => (at === null ? null : at + (Math.floor((now - at) / 1000) + 1) * 1000), draw),
    [at],
  );
  return useSyncExternalStore(subscribe, () => since(serverNow()));
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

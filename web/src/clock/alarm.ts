import type { Instant } from "@hotseat/shared";
import { onClockLearned, serverNow } from "./clock.ts";

/**
 * Calls `ring` at instants of the server's clock. `next` says which instant comes next, null when
 * none does; it is asked again after each call, when the estimate changes and when the page becomes
 * visible, so nothing is ever accumulated.
 */
export function alarm(next: (now: Instant) => Instant | null, ring: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = () => {
    clearTimeout(timer);
    const now = serverNow();
    const at = next(now);
    // Long waits are cut, so that a machine that slept looks again soon.
    if (at !== null) timer = setTimeout(fire, Math.min(Math.max(0, Math.ceil(at - now)), 60_000));
  };
  const fire = () => {
    ring();
    arm();
  };
  const seen = () => document.visibilityState === "visible" && fire();
  document.addEventListener("visibilitychange", seen);
  const forget = onClockLearned(fire);
  arm();
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", seen);
    forget();
  };
}

/**
 * Keeps the screen of a phone or laptop on until stopped: an hour is longer than any of them waits.
 * The browser lets go whenever the page is hidden, so it is asked for again when it comes back.
 * Where there is no such thing, or the battery is low, nothing happens.
 */
export function keepAwake(): () => void {
  let stopped = false;
  let lock: WakeLockSentinel | null = null;
  const ask = async () => {
    if (!("wakeLock" in navigator) || document.visibilityState === "hidden") return;
    if (lock && !lock.released) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (stopped) await lock.release();
    } catch {
      // Refused for now; the next time that the page is shown is soon enough.
    }
  };
  const seen = () => void ask();
  seen();
  document.addEventListener("visibilitychange", seen);
  return () => {
    stopped = true;
    document.removeEventListener("visibilitychange", seen);
    void lock?.release();
  };
}

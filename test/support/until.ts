import { setTimeout as pause } from "node:timers/promises";

const LOOK_EVERY = 100;

/**
 * Waits until `look` finds nothing missing. It returns null when all is well and otherwise says
 * what is not yet so; when the time is up that sentence becomes the error.
 */
export async function until(look: () => Promise<string | null>, within: number): Promise<void> {
  const deadline = performance.now() + within;
  for (;;) {
    const missing = await look();
    if (missing === null) return;
    if (performance.now() > deadline) throw new Error(`after ${within / 1000} s: ${missing}`);
    await pause(LOOK_EVERY);
  }
}

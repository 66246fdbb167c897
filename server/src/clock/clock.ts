import type { Instant } from "@hotseat/shared";

/** The one clock of the server: the database's time, carried on by this process's monotonic clock. */
export type Clock = {
  /** Whole milliseconds, rounded down, so an instant is never reported before it has come. */
  now(): Instant;
  /** The same with its fraction, for clock samples. */
  precise(): number;
};

/** How far wall clock and carried clock may part before it is worth telling the operator, in ms. */
const STEP = 1_000;
const LOOK_EVERY = 10_000;
const SAMPLES = 5;

/**
 * Reads the database's clock a few times and keeps the reading with the shortest round trip.
 * From then on only the monotonic clock counts: a step of the wall clock, of this host or the
 * database's, changes no live session.
 */
export async function readClock(databaseNow: () => Promise<number>): Promise<Clock> {
  let best = { trip: Infinity, offset: 0 };
  for (let i = 0; i < SAMPLES; i++) {
    const before = performance.now();
    const now = await databaseNow();
    const after = performance.now();
    const trip = after - before;
    if (trip < best.trip) best = { trip, offset: now - (before + after) / 2 };
  }
  const { offset } = best;
  return {
    now: () => Math.floor(offset + performance.now()),
    precise: () => offset + performance.now(),
  };
}

/** Raises an alarm when the host's wall clock is stepped under a running server. */
export function watchWallClock(clock: Clock, alarm: (steppedBy: number) => void): { stop(): void } {
  let apart = Date.now() - clock.now();
  const timer = setInterval(() => {
    const now = Date.now() - clock.now();
    if (Math.abs(now - apart) >= STEP) alarm(now - apart);
    apart = now;
  }, LOOK_EVERY);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

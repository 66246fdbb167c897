import { cpus } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { percentile } from "../support/clock.ts";

/** What may run beside a measurement, as a part of all cores. */
const QUIET = 0.08;
const LOOK_MS = 2_000;
const LOOKS = 30;

/** What all cores have done since they were started, in ms. */
export function processorTime() {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.idle + times.user + times.nice + times.sys + times.irq;
  }
  return { idle, all };
}

/** The part of all cores that was busy since then, 0 to 1. */
export function busySince(before: ReturnType<typeof processorTime>): number {
  const after = processorTime();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

/**
 * Waits until nothing else uses the machine, and gives what part of it was busy still (0 to 1).
 *
 * @throws when it has not become quiet within a minute: such a measurement would say nothing
 */
export async function quiet(): Promise<number> {
  let busy = 1;
  for (let i = 0; i < LOOKS; i += 1) {
    const before = processorTime();
    await pause(LOOK_MS);
    busy = busySince(before);
    if (busy <= QUIET) return busy;
  }
  throw new Error(
    `something else uses ${(busy * 100).toFixed(0)} % of this machine; measure when it is quiet`,
  );
}

/** The middle one of all values. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The median with the smallest and the largest value beside it. */
export function spread(values: readonly number[], digits = 0): string {
  const [p50, min, max] = [median(values), Math.min(...values), Math.max(...values)].map((value) =>
    value.toFixed(digits),
  );
  return `${p50} (${min} to ${max})`;
}

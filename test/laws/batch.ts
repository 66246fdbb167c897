// One batch of the long run: a seed's worth of random hours, in a thread of its own.
import { parentPort } from "node:worker_threads";
import { findBreaks } from "../../shared/src/testing/find.ts";
import { countFirings } from "../../shared/src/testing/firing.ts";

export type Batch = { readonly seed: number; readonly runs: number };

export type Done = {
  readonly counts: readonly (readonly [rule: string, count: number])[];
  /** How many commands each sequence had. */
  readonly lengths: readonly number[];
  readonly events: number;
  /** A short case for each law or rule that broke. */
  readonly failures: readonly string[];
};

parentPort?.on("message", ({ seed, runs }: Batch) => {
  const counts = new Map<string, number>();
  const lengths: number[] = [];
  let events = 0;
  const breaks = findBreaks({ seed, runs }, (life) => {
    countFirings(life, counts);
    lengths.push(life.moments.length);
    events += life.events.length;
  });
  const done: Done = { counts: [...counts], lengths, events, failures: [...breaks.values()] };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(done);
});

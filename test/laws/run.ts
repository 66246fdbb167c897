// The long run of the laws: `node test/laws/run.ts [sequences] [minutes] [first seed]`. Random hours over
// all processors; ends with how often each rule fired, and badly when a law broke or a rule rarely fired.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { elsewhere, rules } from "../../shared/src/testing/firing.ts";
import type { Batch, Done } from "./batch.ts";

/** Sequences of one seed: small enough to stop in time, large enough to be worth the way. */
const BATCH = 500;

/** Fewer than this in the whole run, and nobody can say that a rule was tried. */
const OFTEN = 1000;

/** After so many breaks there is something to do before looking for more. */
const ENOUGH = 10;

/** The shortest median of commands in a sequence that counts as a life. */
const LIVELY = 30;

const [sequences = 100_000, minutes = 14, firstSeed = 1] = process.argv.slice(2).map(Number);
const started = performance.now();
const counts = new Map<string, number>();
const lengths: number[] = [];
const failures: string[] = [];
let seed = firstSeed;
let asked = 0;
let events = 0;

await Promise.all(Array.from({ length: availableParallelism() }, work));
report();

/** One processor, batch after batch. A batch that never ends is a failure too. */
async function work() {
  const worker = new Worker(new URL("batch.ts", import.meta.url));
  while (asked < sequences && failures.length < ENOUGH && elapsed() < minutes * 60) {
    const batch: Batch = { seed, runs: Math.min(BATCH, sequences - asked) };
    seed += 1;
    asked += batch.runs;
    const done = await answer(worker, batch);
    if (done === null) failures.push(`seed ${batch.seed} never ends`);
    else add(done);
  }
  await worker.terminate();
}

function answer(worker: Worker, batch: Batch): Promise<Done | null> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(null), 120_000);
    worker.once("error", reject);
    worker.once("message", (done: Done) => {
      clearTimeout(late);
      worker.off("error", reject);
      resolve(done);
    });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(batch);
  });
}

function add(done: Done) {
  for (const [rule, count] of done.counts) counts.set(rule, (counts.get(rule) ?? 0) + count);
  lengths.push(...done.lengths);
  events += done.events;
  failures.push(...done.failures);
}

function elapsed(): number {
  return (performance.now() - started) / 1000;
}

function report() {
  const median = lengths.toSorted((a, b) => a - b)[lengths.length >> 1] ?? 0;
  const commands = lengths.reduce((sum, length) => sum + length, 0);
  const rare = rules.filter((rule) => (counts.get(rule) ?? 0) < OFTEN);
  console.log(
    `${lengths.length} sequences of ${commands} commands (median ${median}) and ${events} events, ` +
      `seeds ${firstSeed} to ${seed - 1}, in ${Math.round(elapsed())} s`,
  );
  console.log("rule    fired");
  for (const rule of rules) {
    console.log(`${rule.padEnd(6)} ${String(counts.get(rule) ?? 0).padStart(8)}`);
  }
  console.log(`Not rules of the session, and tested where they are: ${elsewhere.join(", ")}`);
  for (const failure of failures) console.error(failure);
  if (rare.length > 0) console.error(`Fired fewer than ${OFTEN} times: ${rare.join(", ")}`);
  if (lengths.length < sequences) console.error(`Only ${lengths.length} of ${sequences} sequences`);
  const failed = failures.length > 0 || rare.length > 0 || median < LIVELY;
  process.exitCode = failed || lengths.length < sequences ? 1 : 0;
}

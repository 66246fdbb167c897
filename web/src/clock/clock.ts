import type { Instant, Millis } from "@hotseat/shared";
import { Estimate } from "./estimate.ts";
import type { Sample } from "./estimate.ts";

const estimate = new Estimate();
const listeners = new Set<() => void>();

/** This machine's monotonic clock. No other clock of this machine is ever asked for session time. */
export function monotonic(): Millis {
  return performance.now();
}

/** The server's clock right now; 0 before the first sample, when nothing is drawn yet. */
export function serverNow(): Instant {
  return estimate.read(monotonic()) ?? 0;
}

/** Takes one round trip and lets everything that draws time draw it anew. */
export function learn(sample: Sample): void {
  estimate.add(sample);
  for (const listener of listeners) listener();
}

/** Calls back whenever what is believed about the server's clock may have changed. */
export function onClockLearned(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

declare global {
  var hotseat: { readonly clock: { now(): Instant; uncertainty(): Millis } } | undefined;
}

/** For support and for the tests: what this page believes. See docs/protocol.md. */
globalThis.hotseat = { clock: { now: serverNow, uncertainty: () => estimate.uncertainty } };

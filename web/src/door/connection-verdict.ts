import type { Refusal } from "@hotseat/shared";
import { UNREACHABLE } from "../link/request.ts";

/** What is tried, in this order; each needs the ones before it. */
export const steps = [
  "server",
  "signalling",
  "media",
  "sending",
  "fallback",
  "relay",
  "resuming",
] as const;

export type Step = (typeof steps)[number];

export type StepState = "waiting" | "running" | "passed" | "failed" | "skipped";

/** By which way pictures and sound go. */
export type Way = "udp" | "tcp" | "relay";

/** What a test has found. */
export type Verdict =
  | { readonly kind: "unreachable" | "media-down" | "no-media" | "no-sending" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** Pages get through, and WebSockets do not. */
  | { readonly kind: "no-websocket" }
  /** Something on the way answers in place of the media server; 0 when nothing answers at all. */
  | { readonly kind: "misrouted"; readonly status: number }
  | {
      readonly kind: Way;
      /** There and back, in ms; null when the browser does not say. */
      readonly roundTrip: number | null;
      /** Whether TCP would do where UDP does not; null where it was not tried. */
      readonly fallback: boolean | null;
      /** Whether a lost connection is taken up again. */
      readonly resumes: boolean;
    };

/** The verdict when the server did not let the test begin. */
export function verdictOfRefusal(refusal: Refusal): Verdict {
  if (refusal.code === UNREACHABLE) return { kind: "unreachable" };
  if (refusal.code === "media-down") return { kind: "media-down" };
  return { kind: "refused", refusal };
}

/**
 * The verdict when the signalling WebSocket did not open.
 *
 * @param status what the same address answers to an ordinary request; 0 when nothing came
 */
export function verdictOfSignalling(status: number): Verdict {
  // LiveKit's own answer: a request gets there that a WebSocket does not.
  if (status === 200) return { kind: "no-websocket" };
  if (status === 503) return { kind: "media-down" };
  return { kind: "misrouted", status };
}

import canonicalize from "canonicalize";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { SessionEvent } from "../session/event.ts";

/** An event as the log keeps it, chained to the one before it (rule 12.2). */
export type LogEntry = {
  /** Counts from 1 without a gap. */
  readonly version: number;
  readonly event: SessionEvent;
  /** SHA-256, hex, over the hash before this one and the event in canonical JSON (RFC 8785). */
  readonly hash: string;
};

/** What the first entry of a session is chained to. */
export function origin(session: string): string {
  return hash(`hotseat log of ${session}`);
}

export function chained(before: string, event: SessionEvent): string {
  return hash(`${before}\n${canonicalize(event) ?? ""}`);
}

/** The whole chain of a session. */
export function chainOf(session: string, events: readonly SessionEvent[]): LogEntry[] {
  let before = origin(session);
  return events.map((event, i) => {
    before = chained(before, event);
    return { version: i + 1, event, hash: before };
  });
}

/**
 * The first version whose entry is not what it was when it was chained; null when all are. A log
 * that was rewritten as a whole holds by itself, but its last hash is another one than the one
 * that members have in their exports: compare that too.
 */
export function firstBreak(session: string, entries: readonly LogEntry[]): number | null {
  let before = origin(session);
  for (const [i, { version, event, hash: stored }] of entries.entries()) {
    before = chained(before, event);
    if (version !== i + 1 || stored !== before) return i + 1;
  }
  return null;
}

function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

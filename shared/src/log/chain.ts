import canonicalize from "canonicalize";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { SessionEvent } from "../session/event.ts";
import type { Member, MemberId } from "../session/member.ts";

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

/**
 * The hash of an event that follows the one with the hash `before`. Of a name it takes in a digest
 * and not the name itself, so that a name can be erased and the chain still holds.
 */
export function chained(before: string, event: SessionEvent): string {
  return hash(`${before}\n${canonicalize(chainedPart(event)) ?? ""}`);
}

/** The event without a member's name; in the chain it has the same hash, if the name had a salt. */
export function withoutName(event: SessionEvent, member: MemberId): SessionEvent {
  if (event.type !== "session-created") return event;
  const members = event.members.map((each): Member => {
    if (each.id !== member) return each;
    const digest = digestOf(each);
    return { id: each.id, name: "", ...(digest === null ? {} : { digest }) };
  });
  return { ...event, members };
}

function chainedPart(event: SessionEvent): object {
  if (event.type !== "session-created") return event;
  const members = event.members.map((each) => {
    const digest = digestOf(each);
    return digest === null ? each : { id: each.id, digest };
  });
  return { ...event, members };
}

/** Null for a name that was stored before names had salts. */
function digestOf({ name, salt, digest }: Member): string | null {
  if (digest !== undefined) return digest;
  return salt === undefined ? null : hash(`hotseat name\n${salt}\n${name}`);
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

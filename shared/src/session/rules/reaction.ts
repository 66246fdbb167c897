import type { Instant } from "../../time.ts";
import type { Happening } from "../event.ts";
import type { Actor } from "../member.ts";
import type { RejectionCode } from "../rejection.ts";
import type { Running, Session } from "../session.ts";
import type { Timebox } from "../timebox.ts";

/** What a command makes happen, in order, or why it is refused. */
export type Reaction = readonly Happening[] | RejectionCode;

/** Something that happens by itself. */
export type Due = {
  /** When; the time of the last event for what follows from it at once. */
  readonly at: Instant;
  readonly happen: () => readonly Happening[];
};

/** A rule that needs nobody to press a button. */
export type Automatic = (session: Running) => Due | null;

/** Who wants something, and when. */
export type Asker = { readonly by: Actor; readonly at: Instant };

/** Why a member cannot do anything in this session now; null when the hour runs. */
export function notRunning(session: Session, by: Actor): RejectionCode | null {
  const stranger = notMember(session, by);
  if (stranger) return stranger;
  if (session.status === "lobby") return "not-started";
  return session.status === "running" ? null : "session-over";
}

/** The same where the hour need not run yet. */
export function notOpen(session: Session, by: Actor): RejectionCode | null {
  return notMember(session, by) ?? (session.status === "ended" ? "session-over" : null);
}

function notMember(session: Session, by: Actor): RejectionCode | null {
  if (session.status === "none") return "no-such-session";
  if (!session.order.includes(by)) return "not-a-member";
  return session.removed.includes(by) ? "removed" : null;
}

/** Why a command that names a segment comes too late or too early; null when it is the current one. */
export function notCurrent(session: Running, segment: string): RejectionCode | null {
  const index = session.boxes.findIndex(({ id }) => id === segment);
  if (index === session.position) return null;
  return index >= 0 && index < session.position ? "segment-over" : "segment-not-current";
}

export function currentBox(session: Running): Timebox | null {
  return session.boxes[session.position] ?? null;
}

/** Whether the current segment belongs to the closing block, which keeps its time (law L3). */
export function inClosingBlock(session: Running): boolean {
  return session.position > session.boxes.findIndex(({ block }) => block === "reserve");
}

export function isRunning(session: Session): session is Running {
  return session.status === "running";
}

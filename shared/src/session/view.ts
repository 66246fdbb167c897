import { FULL_HOUR } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import type { EndCause } from "./event.ts";
import type { MemberId, Role } from "./member.ts";
import { currentSegment, planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Session } from "./session.ts";
import type { SegmentId } from "./slot.ts";

/** Everything that one member may see of a session. The only way out of the server. */
export type SessionView = {
  /** Grows with every change; a client that has this version has everything. */
  readonly version: number;
  readonly status: "lobby" | "running" | "ended";
  readonly agenda: string;
  readonly hour: Millis;
  /** A rehearsal is a session with a shorter hour and is labelled as such. */
  readonly rehearsal: boolean;
  readonly you: { readonly id: MemberId; readonly role: Role };
  /** In seat order. */
  readonly members: readonly MemberView[];
  readonly plan: Plan;
  readonly current: SegmentId | null;
  /** What the viewer's one primary button would do; null for those who have none. */
  readonly action: PrimaryAction | null;
  readonly ended: { readonly at: Instant; readonly cause: EndCause } | null;
};

export type MemberView = {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
  /** Which of the six seat colours is theirs, from 0; it stays with the person. */
  readonly colour: number;
  /** Connected right now. */
  readonly here: boolean;
};

/** A command without who and when, ready to be sent back. */
export type PrimaryAction =
  | { readonly type: "start" }
  | { readonly type: "advance"; readonly segment: SegmentId; readonly next: SegmentId };

/** The session as `viewer` may see it; null for anybody who is not a member of it. */
export function viewOf(session: Session, viewer: MemberId): SessionView | null {
  if (session.status === "none" || !session.order.includes(viewer)) return null;
  const plan = planOf(session);
  const roleOf = (id: MemberId): Role => (id === session.facilitator ? "facilitator" : "member");
  const role = roleOf(viewer);
  return {
    version: session.version,
    status: session.status,
    agenda: session.agenda.id,
    hour: session.hour,
    rehearsal: session.hour < FULL_HOUR,
    you: { id: viewer, role },
    members: session.order.flatMap((id) => {
      const colour = session.members.findIndex((member) => member.id === id);
      const member = session.members[colour];
      if (!member) return [];
      return [{ id, name: member.name, role: roleOf(id), colour, here: session.here.includes(id) }];
    }),
    plan,
    current: currentSegment(session)?.id ?? null,
    action: role === "facilitator" ? primaryAction(session, plan) : null,
    ended: session.status === "ended" ? { at: plan.endsAt, cause: session.cause } : null,
  };
}

function primaryAction(
  session: Exclude<Session, { status: "none" }>,
  plan: Plan,
): PrimaryAction | null {
  if (session.status === "lobby") return { type: "start" };
  if (session.status === "ended") return null;
  const segment = plan.segments[session.endings.length];
  const next = plan.segments[session.endings.length + 1];
  return segment && next ? { type: "advance", segment: segment.id, next: next.id } : null;
}

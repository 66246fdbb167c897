import type { Instant } from "../../time.ts";
import { Books } from "../books.ts";
import type { Happening } from "../event.ts";
import type { Actor, MemberId } from "../member.ts";
import type { RejectionCode } from "../rejection.ts";
import { evolve } from "../evolve.ts";
import { attendanceOf } from "../session.ts";
import type { Session } from "../session.ts";
import { isRunning } from "./reaction.ts";
import type { Asker, Reaction } from "./reaction.ts";

export function arrive(session: Session, member: MemberId, { by, at }: Asker): Reaction {
  const refusal = notKnown(session, member, by);
  if (refusal || session.status === "none") return refusal ?? "no-such-session";
  if (session.removed.includes(member)) return "removed";
  const { presence } = attendanceOf(session, member);
  if (session.status === "ended" || presence === "here") return [];
  const arrived: Happening = { type: "member-arrived", member, changes: [] };
  const after = evolve(session, { ...arrived, at, by: member });
  const advisesAgain = presence === "gone" || presence === "excused";
  if (!isRunning(after) || !advisesAgain || after.position === 0) return [arrived];
  // Whoever comes after their seat was given away still advises, so the turns are shared out anew.
  const books = new Books(after, at);
  books.layOutUnbegun();
  return [{ ...arrived, changes: books.changes }];
}

export function leave(
  session: Session,
  member: MemberId,
  since: Instant | undefined,
  { by, at }: Asker,
): Reaction {
  const refusal = notKnown(session, member, by);
  if (refusal || session.status === "none") return refusal ?? "no-such-session";
  const { presence } = attendanceOf(session, member);
  if (session.status === "ended" || presence !== "here") return [];
  const seen = Number.isSafeInteger(since) ? Math.min(since ?? at, at) : at;
  return [{ type: "member-left", member, since: seen }];
}

/** Members come and go by themselves, or the server has seen it for them: nobody else says so (L5). */
function notKnown(session: Session, member: MemberId, by: Actor): RejectionCode | null {
  if (session.status === "none") return "no-such-session";
  const { order } = session;
  const seen = by === "clock" || by === "operator" || order.includes(by);
  return seen && order.includes(member) ? null : "not-a-member";
}

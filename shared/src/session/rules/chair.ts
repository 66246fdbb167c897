import { scaled, tolerance } from "../../time.ts";
import type { Instant } from "../../time.ts";
import type { MemberId } from "../member.ts";
import { attendanceOf, isHere, participants } from "../session.ts";
import type { Created, Lobby, Running, Session } from "../session.ts";
import { currentBox, notOpen } from "./reaction.ts";
import type { Asker, Automatic, Reaction } from "./reaction.ts";

/** In seconds: a facilitator who never came, and one who was lost (5.2, 5.3). */
const MISSING = 60;
const LOST = 20;

/** Anybody who is there may take the chair; the facilitator takes it back like this (5.5). */
export function takeChair(session: Session, { by }: Asker): Reaction {
  const refusal = notOpen(session, by);
  if (refusal || session.status === "none") return refusal ?? "no-such-session";
  if (session.chair === by) return "already-chair";
  if (!isHere(session, by)) return "not-there";
  return [{ type: "chair-taken", member: by, cause: "taken" }];
}

export function handChair(session: Session, to: MemberId, { by }: Asker): Reaction {
  const refusal = notOpen(session, by);
  if (refusal || session.status === "none") return refusal ?? "no-such-session";
  if (session.chair !== by) return "not-chair";
  if (!session.order.includes(to)) return "not-a-member";
  if (to === by) return "already-chair";
  if (!isHere(session, to)) return "not-there";
  return [{ type: "chair-taken", member: to, cause: "handed" }];
}

/** The deputy, or who comes next, has the controls when nobody else has (5.2 to 5.4). */
export const emptyChair: Automatic = (session) => {
  if (isHere(session, session.chair)) return null;
  const since = emptySince(session);
  const member = standIn(session);
  if (since === null || member === null) return null;
  const at = Math.max(since, session.at);
  return { at, happen: () => [{ type: "chair-taken", member, cause: "absent" }] };
};

/**
 * Who has the chair from now on when a member says before the hour that they will not come (5.2);
 * null when it is not with them.
 */
export function heirOf(lobby: Lobby, member: MemberId): MemberId | null {
  if (lobby.chair !== member) return null;
  const coming = new Set(participants(lobby));
  return successors(lobby).find((id) => id !== member && coming.has(id)) ?? null;
}

function emptySince(session: Running): Instant | null {
  const { presence, lostAt } = attendanceOf(session, session.chair);
  if (presence === "lost" && lostAt !== null) return lostAt + tolerance(LOST, session.hour);
  return presence === "gone" ? session.at : session.startedAt + scaled(MISSING, session.hour);
}

/**
 * The deputy; when they are not there or in the hot seat, the next in order after the facilitator
 * who is there and not in it; at last whoever is there. Null when nobody is.
 */
function standIn(session: Running): MemberId | null {
  const there = successors(session).filter((id) => isHere(session, id));
  const box = currentBox(session);
  const sitter = box?.block === "seat" ? box.holder : null;
  return there.find((id) => id !== sitter) ?? there[0] ?? null;
}

function successors({ order, facilitator, deputy }: Created): MemberId[] {
  const at = order.indexOf(facilitator);
  return [deputy, ...order.slice(at + 1), ...order.slice(0, at), facilitator];
}

import type { MemberId } from "../member.ts";
import { isHere } from "../session.ts";
import type { Session } from "../session.ts";
import { swapped } from "./effects.ts";
import { isRunning, notOpen, notRunning } from "./reaction.ts";
import type { Asker, Reaction } from "./reaction.ts";
import { propose } from "./proposals.ts";
import { isUnbegun } from "./seats.ts";

/** Before the hour, whoever has the chair sets the order (8.1). */
export function reorder(session: Session, order: readonly MemberId[], { by }: Asker): Reaction {
  const refusal = notOpen(session, by);
  if (refusal || session.status === "none") return refusal ?? "no-such-session";
  if (by !== session.chair) return "not-chair";
  if (session.status !== "lobby") return "already-started";
  const isComplete =
    order.length === session.order.length &&
    new Set(order).size === order.length &&
    order.every((id) => session.order.includes(id));
  if (!isComplete) return "bad-order";
  const same = order.every((id, i) => id === session.order[i]);
  return same ? [] : [{ type: "order-changed", order, cause: "reordered" }];
}

/** Two seats to come change places when both holders agree (8.2); for one who is not there (8.3). */
export function swap(session: Session, a: MemberId, b: MemberId, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  if (by !== a && by !== b && by !== session.chair) return "not-yours";
  if (a === b) return "same-member";
  if (![a, b].every((id) => session.order.includes(id))) return "not-a-member";
  if (![a, b].every((id) => isUnbegun(session, id, at))) return "seat-over";
  // Whoever sits first is named first: otherwise a second click would change them back.
  if (session.order.indexOf(a) > session.order.indexOf(b)) return "already-swapped";
  const oneIsAway = ![a, b].every((id) => isHere(session, id));
  if (!oneIsAway) return propose(session, { type: "swap", a, b }, { by, at });
  return by === session.chair ? [swapped(session, a, b, "swapped-alone")] : "not-there";
}

import { fit } from "../../agenda/fit.ts";
import { FULL_HOUR, SHORTEST_HOUR, scaled } from "../../time.ts";
import type { Instant, Millis } from "../../time.ts";
import { Books } from "../books.ts";
import { charge } from "../charges.ts";
import type { Wish } from "../command.ts";
import type { Happening } from "../event.ts";
import type { MemberId } from "../member.ts";
import { evolve } from "../evolve.ts";
import { present } from "../session.ts";
import type { Lobby, Running, Session } from "../session.ts";
import type { Change } from "../timebox.ts";
import { currentBox, isRunning, notOpen } from "./reaction.ts";
import type { Asker, Automatic, Due, Reaction } from "./reaction.ts";

/** How many it takes to begin (2.2). */
const QUORUM = 2;

/** Without a second person until then the session is not held, in seconds of a full hour (2.4). */
export const NOT_HELD = 1200;

/** Words that stand for something else than a member. */
const reserved: ReadonlySet<string> = new Set(["operator", "clock", "reserve", "questions"]);

export function create(
  session: Session,
  wish: Extract<Wish, { type: "create" }>,
  at: Instant,
): Reaction {
  const { agenda, hour, members, facilitator } = wish;
  if (session.status !== "none") return "already-created";
  if (!Number.isInteger(hour) || hour < SHORTEST_HOUR || hour > FULL_HOUR) return "bad-hour";
  const order = members.map(({ id }) => id);
  if (new Set(order).size !== order.length) return "duplicate-member";
  if (order.some((id) => reserved.has(id))) return "reserved-member";
  const fitted = fit(agenda, members.length);
  if (!fitted.ok) return fitted.rejection.code;
  if (!order.includes(facilitator)) return "unknown-facilitator";
  const deputy = wish.deputy ?? deputyOf(order, facilitator);
  if (!order.includes(deputy) || deputy === facilitator) return "unknown-deputy";
  const scheduledFor = wish.scheduledFor ?? null;
  if (scheduledFor !== null && !(Number.isSafeInteger(scheduledFor) && scheduledFor >= at)) {
    return "bad-start";
  }
  const practice = wish.practice ?? false;
  const broughtForward = wish.broughtForward ?? [];
  const people = { members, order, facilitator, deputy };
  return [
    {
      type: "session-created",
      agenda,
      hour,
      ...people,
      scheduledFor,
      practice,
      sealed: wish.sealed ?? false,
      broughtForward,
    },
  ];
}

/** Whoever sits right before the facilitator: third in order when the facilitator is last (5.1). */
function deputyOf(order: readonly MemberId[], facilitator: MemberId): MemberId {
  const at = order.indexOf(facilitator);
  return order[(at + order.length - 1) % order.length] ?? "";
}

export function start(session: Session, { by, at }: Asker): Reaction {
  const refusal = notOpen(session, by);
  if (session.status === "none" || session.status === "ended") return refusal ?? "session-over";
  if (refusal) return refusal;
  if (session.status === "running") return by === session.chair ? "already-started" : "not-chair";
  if (by !== session.chair) return "not-chair";
  return session.scheduledFor === null ? [started(session, at)] : "starts-by-itself";
}

/** A scheduled hour opens itself (2.1). */
export function scheduledStart(session: Lobby): Due | null {
  const { scheduledFor } = session;
  if (scheduledFor === null) return null;
  return { at: scheduledFor, happen: () => [started(session, scheduledFor)] };
}

/** The hour counts from now; as long as fewer than two are there, it waits (2.2). */
function started(lobby: Lobby, at: Instant): Happening {
  if (present(lobby).length >= QUORUM) return { type: "session-started", changes: [] };
  return { type: "session-started", changes: waitOf(lobby, at, scaled(NOT_HELD, lobby.hour)) };
}

/** What a wait of `length` costs and whom: reviews, reserve, all seats equally (2.3). */
function waitOf(session: Lobby | Running, at: Instant, length: Millis): Change[] {
  const begun = evolve({ ...session, status: "lobby" } as Lobby, {
    type: "session-started",
    changes: [],
    at,
    by: "clock",
  });
  if (!isRunning(begun)) return [];
  const books = new Books({ ...begun, position: 0 }, at);
  charge(books, "waiting", length, "reviews", "reserve", "unbegun-seats", "before-closing");
  return books.changes;
}

/** The wait is over when a second person has come (2.3), or nobody has (2.4). */
export const waiting: Automatic = (session) => {
  const box = currentBox(session);
  if (box?.block !== "waiting") return null;
  const { at, startedAt } = session;
  if (present(session).length >= QUORUM) return { at, happen: () => [begun(session, at)] };
  const limit = startedAt + box.length;
  return { at: limit, happen: () => [{ type: "session-ended", cause: "not-held" }] };
};

function begun(session: Running, at: Instant): Happening {
  const books = new Books(session, at);
  books.undo(session.claim?.changes ?? []);
  const waited = at - session.startedAt;
  charge(books, "waiting", waited, "reviews", "reserve", "unbegun-seats", "before-closing");
  // Who is there to advise counts from now on.
  books.layOutUnbegun();
  return { type: "segment-ended", segment: "waiting", cause: "begun", changes: books.changes };
}

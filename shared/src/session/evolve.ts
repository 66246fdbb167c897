import type { SessionEvent } from "./event.ts";
import type { Attendance, MemberId } from "./member.ts";
import {
  attendanceOf,
  currentStart,
  isHere,
  isUnused,
  leaderOf,
  noSession,
  participants,
  seatNumberOf,
  unseen,
} from "./session.ts";
import type { Begun, Created, Lobby, NoSession, Running, Session } from "./session.ts";
import { changed, reordered, timeboxesOf } from "./timebox.ts";
import type { Change, Timebox } from "./timebox.ts";

/** How many changes people are told about at once. */
const MOST_NEWS = 6;

/**
 * Applies one event. Total: an event that cannot happen in the session's status leaves it as it
 * is. Beyond that it takes events at their word, since only `decide` makes them.
 */
export function evolve(session: Session, event: SessionEvent): Session {
  if (event.type === "session-created") {
    return session.status === "none" ? created(event) : session;
  }
  if (session.status === "none") return session;
  const version = session.version + 1;
  const news = isNews(event)
    ? [...session.news, { version, event }].slice(-MOST_NEWS)
    : session.news;
  const next = { ...session, version, at: event.at, news };
  switch (event.type) {
    case "member-arrived": {
      const { presence, arrivedAt } = attendanceOf(next, event.member);
      const back = presence === "excused" && next.status === "lobby";
      const here = attending(next, event.member, {
        presence: "here",
        lostAt: null,
        arrivedAt: arrivedAt ?? event.at,
      });
      const unattended =
        here.status !== "lobby" &&
        here.unattended !== null &&
        holderOfCurrent(here) === event.member
          ? { unattended: null }
          : {};
      return withChanges(back ? replanned(here) : { ...here, ...unattended }, event.changes);
    }
    case "member-left": {
      const lost = { presence: "lost", lostAt: event.since } as const;
      return attending(next, event.member, next.status === "lobby" ? unseen : lost);
    }
    case "member-gone":
      return withChanges(attending(next, event.member, { presence: "gone" }), event.changes);
    case "member-excused": {
      const excused = attending(next, event.member, { presence: "excused" });
      return next.status === "lobby" ? replanned(excused) : excused;
    }
    case "member-removed": {
      const presence = next.status === "lobby" ? "excused" : "gone";
      const removed = [...next.removed, event.member];
      const without = attending({ ...next, removed }, event.member, { presence });
      if (without.status === "lobby") return replanned(without);
      return withChanges(ledAnew(without, event.member), event.changes);
    }
    case "delay-announced": {
      const { presence } = attendanceOf(next, event.member);
      const announced = attending(next, event.member, { announced: event.delay });
      // Whoever says that they will be late is coming after all.
      const back = presence === "excused" && next.status === "lobby";
      return back
        ? replanned(attending(announced, event.member, { presence: "expected" }))
        : announced;
    }
    case "order-changed":
      return withOrder(next, event.order, event.cause === "absent");
    case "auto-advance-set":
      return { ...next, automatic: event.on };
    case "chair-taken": {
      const taken = { ...next, chair: event.member, chairTaken: event.cause === "taken" };
      return taken.status === "lobby" ? replanned(taken) : taken;
    }
    case "session-started":
      return next.status === "lobby" ? begun(next, event) : session;
    default:
      return next.status === "running" ? evolveRunning(next, event) : session;
  }
}

type RunningEvent = Exclude<
  SessionEvent,
  {
    type:
      | "session-created"
      | "member-arrived"
      | "member-left"
      | "member-gone"
      | "member-excused"
      | "member-removed"
      | "delay-announced"
      | "order-changed"
      | "auto-advance-set"
      | "chair-taken"
      | "session-started";
  }
>;

/** What happens only while the hour runs. */
function evolveRunning(next: Running, event: RunningEvent): Session {
  const { once, proposals } = next;
  switch (event.type) {
    case "segment-ended":
      return {
        ...withChanges(next, event.changes),
        position: positionAfter(next, event.changes),
        claim: null,
      };
    case "overtime-began": {
      const { at: since, changes } = event;
      return { ...withChanges(next, changes), claim: { kind: "overtime", since, changes } };
    }
    case "overtime-ended":
      return { ...withChanges(next, event.changes), claim: null };
    case "seat-extended":
      return {
        ...withChanges(next, event.changes),
        once: { ...once, extended: [...once.extended, event.seat] },
      };
    case "seat-yielded": {
      const taker = seatNumberOf(next, event.to);
      const yielded = [...once.yielded, event.seat, ...(taker === null ? [] : [taker])];
      return { ...withChanges(next, event.changes), once: { ...once, yielded } };
    }
    case "seat-released": {
      const seat = seatNumberOf(next, event.member);
      const released = seat === null ? next.released : [...next.released, seat];
      const without = { ...withChanges(next, event.changes), released };
      const passed = event.cause === "passed";
      return passed ? without : attending(without, event.member, unlessHere(next, event.member));
    }
    case "seat-granted":
      return withChanges(withSeatAgain(next, event.member), event.changes);
    case "paused": {
      const { kind, at: since, until, changes } = event;
      const seat = next.boxes[next.position]?.turn ?? null;
      const paused = kind === "seat" && seat !== null ? [...once.paused, seat] : once.paused;
      return {
        ...withChanges(next, changes),
        pause: { kind, by: event.by, since, until, changes },
        once: { ...once, paused },
      };
    }
    case "resumed": {
      const without = event.cause === "without-holder";
      return {
        ...withChanges(next, event.changes),
        pause: null,
        unattended: without ? (next.boxes[next.position]?.turn ?? null) : next.unattended,
      };
    }
    case "proposed":
      return { ...next, proposals: [...proposals, event.proposal] };
    case "agreed":
      return {
        ...next,
        proposals: proposals.map((each) =>
          each.id === event.proposal ? { ...each, agreed: [...each.agreed, event.member] } : each,
        ),
      };
    case "proposal-closed":
      return { ...next, proposals: proposals.filter(({ id }) => id !== event.proposal) };
    case "session-ended":
      return {
        ...next,
        status: "ended",
        cause: event.cause,
        endedAt: event.at,
        endedBy: event.by,
        pause: null,
        proposals: [],
      };
    default:
      return unknownEvent(next, event);
  }
}

/** The state that a whole history leads to. */
export function replay(events: Iterable<SessionEvent>, from: Session = noSession): Session {
  let session = from;
  for (const event of events) session = evolve(session, event);
  return session;
}

function created(event: Extract<SessionEvent, { type: "session-created" }>): Lobby {
  const { agenda, hour, members, order, facilitator, deputy, at } = event;
  const { scheduledFor, practice, broughtForward } = event;
  return {
    status: "lobby",
    version: 1,
    at,
    agenda,
    hour,
    members,
    order,
    facilitator,
    deputy,
    chair: facilitator,
    chairTaken: false,
    scheduledFor,
    practice,
    // Sessions from before there was sealing do not say.
    sealed: event.sealed ?? false,
    broughtForward,
    attendance: members.map(({ id }) => ({ member: id, ...unseen, announced: null })),
    removed: [],
    boxes: timeboxesOf({ agenda, order, facilitator, hour }),
    automatic: true,
    news: [],
  };
}

/** Coming, going and the ordinary course of the hour are seen without being told. */
function isNews(event: SessionEvent): boolean {
  switch (event.type) {
    case "member-arrived":
    case "member-left":
    case "session-started":
    case "proposed":
    case "agreed":
      return false;
    case "segment-ended":
      return event.cause === "absent" || event.cause === "begun";
    case "proposal-closed":
      return event.outcome !== "accepted";
    default:
      return true;
  }
}

function begun(lobby: Lobby, event: Extract<SessionEvent, { type: "session-started" }>): Running {
  const { changes, at } = event;
  const running: Running = {
    ...withChanges(lobby, changes),
    status: "running",
    startedAt: at,
    position: 0,
    pause: null,
    claim: changes.length > 0 ? { kind: "wait", since: at, changes } : null,
    proposals: [],
    once: { extended: [], yielded: [], paused: [] },
    released: [],
    unattended: null,
  };
  // Nobody has to wait: the wait has no length and is passed over.
  return { ...running, position: firstWithTime(running.boxes, 0) };
}

/** The plan made anew for those who will come, as long as the hour has not begun. */
function replanned<S extends Created>(session: S): S {
  const order = participants(session);
  const boxes = timeboxesOf({ ...session, order, facilitator: leaderOf(session) });
  return boxes.length > 0 ? { ...session, boxes } : session;
}

function withOrder<S extends Exclude<Session, NoSession>>(
  session: S,
  order: readonly MemberId[],
  absent: boolean,
): S {
  if (session.status === "lobby") return replanned({ ...session, order });
  const { boxes, position } = session;
  const current = boxes[position];
  // A seat that is about to begin can still be moved behind the others, for want of its holder;
  // otherwise what runs has its place.
  const moves = absent && current?.block === "seat" && current.holder === order.at(-1);
  const begins = moves && currentStart(session) === session.at;
  const from = begins ? position : position + 1;
  const running = !begins && current?.block === "seat" ? current.turn : null;
  const next = reordered(boxes, from, running, order);
  // What has no time does not happen, even when it has come to the front.
  return {
    ...session,
    order,
    boxes: next,
    position: begins ? firstWithTime(next, position) : position,
  };
}

/** What a member has not had of their seat comes last, as far as seats are still to come. */
function withSeatAgain(session: Running, member: MemberId): Running {
  const { boxes, order } = session;
  const current = session.boxes[session.position];
  const again = (box: Timebox) => isUnused(box, member) && box !== current;
  const before = boxes.slice(0, session.position + 1).filter((box) => !again(box));
  const after = boxes.slice(session.position + 1).filter((box) => !again(box));
  const last = after.findLastIndex(({ block }) => block === "seat");
  const seat = seatNumberOf(session, member);
  return {
    ...session,
    order: [...order.filter((id) => id !== member), member],
    released: session.released.filter((each) => each !== seat),
    position: before.length - 1,
    boxes: [
      ...before,
      ...after.slice(0, last + 1),
      ...boxes.filter(again),
      ...after.slice(last + 1),
    ],
  };
}

function withChanges<S extends Created>(session: S, changes: readonly Change[]): S {
  if (changes.length === 0) return session;
  return { ...session, boxes: changed(session.boxes, changes) };
}

/** What somebody leads who was removed is led by whoever has the chair (5.8). */
function ledAnew<S extends Created & Begun>(session: S, member: MemberId): S {
  const boxes = session.boxes.map((box, i) =>
    i >= session.position && box.turn === null && box.holder === member
      ? { ...box, holder: session.chair }
      : box,
  );
  return { ...session, boxes };
}

/** Whoever's seat is given away while they are not there is not waited for any longer. */
function unlessHere(session: Running, member: MemberId): Partial<Attendance> {
  return isHere(session, member) ? {} : { presence: "gone" };
}

function attending<S extends Created>(
  session: S,
  member: MemberId,
  change: Partial<Attendance>,
): S {
  const attendance = session.attendance.map((each) =>
    each.member === member ? { ...each, ...change } : each,
  );
  return { ...session, attendance };
}

/** Segments without time do not happen. The last one lasts until the hour is over. */
function positionAfter(session: Running, changes: readonly Change[]): number {
  return firstWithTime(changed(session.boxes, changes), session.position + 1);
}

function firstWithTime(boxes: readonly Timebox[], from: number): number {
  let position = from;
  while (position < boxes.length - 1 && boxes[position]?.length === 0) position += 1;
  return position;
}

function holderOfCurrent(session: Created & Begun): MemberId | null {
  return session.boxes[session.position]?.holder ?? null;
}

/** Makes the compiler refuse an event type that `evolve` forgot. */
function unknownEvent(session: Session, _event: never): Session {
  return session;
}

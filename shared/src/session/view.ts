import { FULL_HOUR, scaled } from "../time.ts";
import type { Instant, Millis } from "../time.ts";
import { Books } from "./books.ts";
import type { EndCause, PauseKind } from "./event.ts";
import type { Actor, MemberId, Presence, Role } from "./member.ts";
import { offersTo } from "./offers.ts";
import type { Offers } from "./offers.ts";
import { currentSegment, planOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { Proposal } from "./proposal.ts";
import { yieldTerms } from "./rules/effects.ts";
import { sharesFor, whoIsAsked } from "./rules/proposals.ts";
import type { SeatGift } from "./rules/proposals.ts";
import { holdUntil } from "./rules/seats.ts";
import { earliestEnd, mustGoOn } from "./rules/turns.ts";
import { attendanceOf, isUnused, seatNumberOf } from "./session.ts";
import type { Ended, Lobby, News, Pause, Running, Session } from "./session.ts";
import type { SegmentId } from "./slot.ts";
import type { YieldTerms } from "./yield-worth.ts";

/** Everything that one member may see of a session. The only way out of the server. */
export type SessionView = {
  /** Grows with every change; a client that has this version has everything. */
  readonly version: number;
  readonly status: "lobby" | "running" | "ended";
  readonly agenda: string;
  readonly hour: Millis;
  /** A rehearsal is a session with a shorter hour and is labelled as such. */
  readonly rehearsal: boolean;
  /** Kept out of mail, bookings and the ledger. */
  readonly practice: boolean;
  /** Whether media and what is written are encrypted from browser to browser. */
  readonly sealed: boolean;
  /** When the hour opens itself; null when somebody starts it. */
  readonly scheduledFor: Instant | null;
  readonly you: { readonly id: MemberId; readonly role: Role };
  /** Who has the controls right now. */
  readonly chair: MemberId;
  /** In seat order. */
  readonly members: readonly MemberView[];
  readonly plan: Plan;
  readonly current: SegmentId | null;
  /** Whether segments end by themselves. */
  readonly automatic: boolean;
  /** What the reserve has left. */
  readonly reserve: Millis;
  readonly pause: PauseView | null;
  /** Since when the current segment runs over; null when it does not. */
  readonly overtimeSince: Instant | null;
  readonly proposals: readonly ProposalView[];
  /** What the viewer's one primary button would do; null for those who have none. */
  readonly action: PrimaryAction | null;
  readonly offers: Offers;
  /** The last changes, to be told to everybody (law L5). */
  readonly news: readonly News[];
  readonly ended: EndView | null;
};

export type MemberView = {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
  /** Which of the six seat colours is theirs, from 0; it stays with the person. */
  readonly colour: number;
  /** Connected right now. */
  readonly here: boolean;
  readonly presence: Presence;
  /** Until when the place of somebody who was lost is held. */
  readonly heldUntil: Instant | null;
  /** How long after the start they came; null for those who were in time or have not come. */
  readonly late: Millis | null;
  /** What they have said by how much they will be late. */
  readonly announced: Millis | null;
  readonly seat: SeatState;
  /** Put out of the session for good; still in it are only their name and what has been (5.8). */
  readonly removed: boolean;
};

export type SeatState =
  /** Does not sit in this call. */
  | "none"
  /** The hour was planned without them, and they have no turns at all in it (3.4). */
  | "left-out"
  | "to-come"
  | "running"
  | "over"
  /** Was given to the others. */
  | "released";

/** When and why the session ended, and who ended it where somebody did. */
export type EndView = { readonly at: Instant; readonly cause: EndCause; readonly by: Actor };

export type PauseView = {
  readonly kind: PauseKind;
  readonly by: MemberId | "operator" | "clock";
  readonly since: Instant;
  readonly until: Instant;
  /** Who pays for it, whoever pays first coming first (4.2, 9.1, 9.3). */
  readonly paidBy: readonly PausePayer[];
};

/** `seats`: those not yet begun. `seat`: what is to come of the one that stands still. */
export type PausePayer = "reserve" | "seats" | "seat";

export type ProposalView = Proposal & {
  /** Whose answer counts. */
  readonly asked: readonly MemberId[];
  /** What the rest of a seat is worth to whom it is offered; null for other questions. */
  readonly terms: YieldTerms | null;
  /** Whose seats would give a share, and how long they would be; nobody's for other questions. */
  readonly giving: readonly SeatGift[];
};

/** A command without who and when, ready to be sent back. */
export type PrimaryAction =
  | { readonly type: "start" }
  | {
      readonly type: "advance";
      readonly segment: SegmentId;
      readonly next: SegmentId;
      /** Not before this. */
      readonly from: Instant;
    };

type Visible = Lobby | Running | Ended;

/** Whoever is no later than this is in time, in seconds of a full hour (3.1). */
const IN_TIME = 60;

/** The session as `viewer` may see it; null for anybody who is not a member of it or was removed. */
export function viewOf(session: Session, viewer: MemberId): SessionView | null {
  if (session.status === "none" || !session.order.includes(viewer)) return null;
  if (session.removed.includes(viewer)) return null;
  const plan = planOf(session);
  const running = session.status === "running" ? session : null;
  return {
    version: session.version,
    status: session.status,
    agenda: session.agenda.id,
    hour: session.hour,
    rehearsal: session.hour < FULL_HOUR,
    practice: session.practice,
    sealed: session.sealed,
    scheduledFor: session.scheduledFor,
    you: { id: viewer, role: roleOf(session, viewer) },
    chair: session.chair,
    members: session.order.flatMap((id) => memberView(session, id)),
    plan,
    current: currentSegment(session)?.id ?? null,
    automatic: session.automatic,
    reserve: running ? new Books(running, running.at).reserve : reserveOf(session),
    pause: running?.pause ? pauseView(running, running.pause) : null,
    overtimeSince: running?.claim?.kind === "overtime" ? running.claim.since : null,
    proposals: running?.proposals.map((each) => proposalView(running, each)) ?? [],
    action: viewer === session.chair ? primaryAction(session, plan) : null,
    offers: offersTo(session, viewer),
    news: session.news,
    ended: session.status === "ended" ? endView(session) : null,
  };
}

function roleOf({ facilitator, deputy }: Visible, id: MemberId): Role {
  if (id === facilitator) return "facilitator";
  return id === deputy ? "deputy" : "member";
}

function memberView(session: Visible, id: MemberId): MemberView[] {
  const colour = session.members.findIndex((member) => member.id === id);
  const member = session.members[colour];
  if (!member) return [];
  const { presence, lostAt, announced } = attendanceOf(session, id);
  const held = session.status === "running" && presence === "lost" && lostAt !== null;
  return [
    {
      id,
      name: member.name,
      role: roleOf(session, id),
      colour,
      here: presence === "here",
      presence,
      heldUntil: held ? holdUntil(session, lostAt) : null,
      late: lateness(session, id),
      announced,
      seat: seatState(session, id),
      removed: session.removed.includes(id),
    },
  ];
}

function lateness(session: Visible, id: MemberId): Millis | null {
  const { arrivedAt } = attendanceOf(session, id);
  if (session.status === "lobby" || arrivedAt === null) return null;
  const late = arrivedAt - session.startedAt;
  return late > scaled(IN_TIME, session.hour) ? late : null;
}

function seatState(session: Visible, id: MemberId): SeatState {
  const seat = seatNumberOf(session, id);
  if (seat === null) return isLeftOut(session, id) ? "left-out" : "none";
  if (session.status === "lobby") return "to-come";
  const { boxes, position } = session;
  if (session.status === "running" && boxes[position]?.turn === seat) {
    if (boxes[position]?.block === "seat") return "running";
  }
  const mine = (from: number, to?: number) =>
    boxes
      .slice(from, to)
      .some((box) => box.holder === id && box.block === "seat" && box.length > 0);
  if (mine(position + 1)) return "to-come";
  const given = boxes.some((box) => isUnused(box, id) && box.planned > 0 && box.phase !== "open");
  return given && !mine(0, position + 1) ? "released" : "over";
}

function isLeftOut({ status, boxes }: Visible, id: MemberId): boolean {
  return status !== "lobby" && boxes.every((box) => box.holder !== id && box.adviser !== id);
}

function reserveOf({ boxes }: Visible): Millis {
  return boxes.find(({ block }) => block === "reserve")?.length ?? 0;
}

function pauseView({ boxes, position }: Running, pause: Pause): PauseView {
  const { kind, by, since, until, changes } = pause;
  const current = boxes[position];
  const payers = new Set<PausePayer>();
  for (const { segment, by: amount } of changes) {
    if (amount >= 0) continue;
    const box = boxes.find(({ id }) => id === segment);
    const own = box?.block === "seat" && current?.block === "seat" && box.turn === current.turn;
    payers.add(segment === "reserve" ? "reserve" : own ? "seat" : "seats");
  }
  const paidBy = (["reserve", "seats", "seat"] as const).filter((each) => payers.has(each));
  return { kind, by, since, until, paidBy };
}

function endView({ endedAt: at, cause, endedBy: by }: Ended): EndView {
  return { at, cause, by };
}

function proposalView(session: Running, proposal: Proposal): ProposalView {
  const { wish } = proposal;
  return {
    ...proposal,
    asked: whoIsAsked(session, proposal),
    terms: wish.type === "yield" ? yieldTerms(session, wish.to) : null,
    giving: wish.type === "admit" ? sharesFor(session, wish.member) : [],
  };
}

function primaryAction(session: Visible, plan: Plan): PrimaryAction | null {
  if (session.status === "lobby") return session.scheduledFor === null ? { type: "start" } : null;
  if (session.status === "ended") return null;
  const box = session.boxes[session.position];
  if (!box || mustGoOn(session, Infinity)) return null;
  const next = plan.segments
    .slice(session.position + 1)
    .find((segment, i, rest) => segment.endsAt > segment.startsAt || i === rest.length - 1);
  const from = earliestEnd(session, box);
  return next ? { type: "advance", segment: box.id, next: next.id, from } : null;
}

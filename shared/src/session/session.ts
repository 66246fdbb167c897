import type { Agenda } from "../agenda/agenda.ts";
import type { Ledger } from "../log/ledger.ts";
import type { Instant, Millis } from "../time.ts";
import type { EndCause, PauseKind, SessionEvent } from "./event.ts";
import type { Actor, Attendance, Member, MemberId } from "./member.ts";
import type { Proposal } from "./proposal.ts";
import type { Change, Timebox } from "./timebox.ts";

/** A session as its events have made it. Each status carries only what exists in it. */
export type Session = NoSession | Lobby | Running | Ended;

export type NoSession = { readonly status: "none"; readonly version: 0 };

/** Before the hour: people gather, nothing counts. */
export type Lobby = Created & { readonly status: "lobby" };

export type Running = Created & Begun & { readonly status: "running" };

export type Ended = Created &
  Begun & {
    readonly status: "ended";
    readonly cause: EndCause;
    readonly endedBy: Actor;
    /** The end of the hour, or earlier when all agreed or it was not held. */
    readonly endedAt: Instant;
  };

export type Created = {
  /** How many events this state is made of. */
  readonly version: number;
  /** When the last of them happened; no later event may precede it. */
  readonly at: Instant;
  readonly agenda: Agenda;
  readonly hour: Millis;
  readonly members: readonly Member[];
  /** Seat order, of everybody. */
  readonly order: readonly MemberId[];
  readonly facilitator: MemberId;
  readonly deputy: MemberId;
  /** Who has the controls right now. */
  readonly chair: MemberId;
  /** Whether whoever has the chair took it themselves, and was not named or given it (5.9). */
  readonly chairTaken: boolean;
  readonly scheduledFor: Instant | null;
  readonly practice: boolean;
  readonly sealed: boolean;
  readonly broughtForward: Ledger;
  /** One for each member, in the order in which they were named. */
  readonly attendance: readonly Attendance[];
  /** Who was put out for good: they count as gone, or before the hour as excused (5.8). */
  readonly removed: readonly MemberId[];
  /** The whole hour, in the order in which it happens. */
  readonly boxes: readonly Timebox[];
  /** Whether segments end by themselves. */
  readonly automatic: boolean;
  /** The last changes that people want to be told about, oldest first. */
  readonly news: readonly News[];
};

/** An event with the version of the session that it led to. */
export type News = { readonly version: number; readonly event: SessionEvent };

export type Begun = {
  /** The hour counts from here and ends at `startedAt + hour`, whatever happens (law L1). */
  readonly startedAt: Instant;
  /** Which timebox is the current one; those before it are over. */
  readonly position: number;
  readonly pause: Pause | null;
  /** Seconds that were set aside for something whose length is not known yet. */
  readonly claim: Claim | null;
  readonly proposals: readonly Proposal[];
  /** What each seat can do only once, by its number. */
  readonly once: Once;
  /** Seats that were given away, by their number, until their holders sit after all. */
  readonly released: readonly number[];
  /** The seat that goes on although its holder is not there. */
  readonly unattended: number | null;
};

export type Pause = {
  readonly kind: PauseKind;
  /** Who asked for it. */
  readonly by: Actor;
  readonly since: Instant;
  /** When it ends by itself. */
  readonly until: Instant;
  /** What was set aside for the whole of it. */
  readonly changes: readonly Change[];
};

/** For the wait before the beginning, and for overtime when segments do not end by themselves. */
export type Claim = {
  readonly kind: "wait" | "overtime";
  readonly since: Instant;
  readonly changes: readonly Change[];
};

export type Once = {
  readonly extended: readonly number[];
  /** Seats that have given time away or were given some. */
  readonly yielded: readonly number[];
  readonly paused: readonly number[];
};

export const noSession: NoSession = { status: "none", version: 0 };

/** Somebody of whom nothing has been seen yet. */
export const unseen = { presence: "expected", arrivedAt: null, lostAt: null } as const;

/** A part of a member's seat that has not happened and has no time any more. */
export function isUnused({ block, holder, length }: Timebox, member: MemberId): boolean {
  return block === "seat" && holder === member && length === 0;
}

/** When the current segment began. */
export function currentStart({ startedAt, boxes, position }: Created & Begun): Instant {
  let start = startedAt;
  for (let i = 0; i < position; i += 1) start += boxes[i]?.length ?? 0;
  return start;
}

export function attendanceOf(session: Created, member: MemberId): Attendance {
  const found = session.attendance.find((each) => each.member === member);
  return found ?? { member, ...unseen, announced: null };
}

export function isHere(session: Created, member: MemberId): boolean {
  return attendanceOf(session, member).presence === "here";
}

/** Everybody who is connected, in the order in which members were named. */
export function present(session: Created): MemberId[] {
  return session.attendance
    .filter(({ presence }) => presence === "here")
    .map(({ member }) => member);
}

/** Those who are there and those who were lost and may be back in a moment: they have a say. */
export function withSay(session: Created): MemberId[] {
  return session.attendance
    .filter(({ presence }) => presence === "here" || presence === "lost")
    .map(({ member }) => member);
}

/** Everybody who has not said that they will not come, in seat order. */
export function participants(session: Created): MemberId[] {
  return session.order.filter((id) => attendanceOf(session, id).presence !== "excused");
}

/** Who opens the hour: the facilitator, or when they will not come, whoever has the chair (5.2). */
export function leaderOf(session: Created): MemberId {
  const { facilitator, chair } = session;
  const coming = participants(session);
  return !coming.includes(facilitator) && coming.includes(chair) ? chair : facilitator;
}

/** The number of a member's seat; null when they have none in this call. */
export function seatNumberOf({ boxes }: Created, member: string): number | null {
  return boxes.find(({ block, holder }) => block === "seat" && holder === member)?.turn ?? null;
}

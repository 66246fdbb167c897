import type { Agenda } from "../agenda/agenda.ts";
import type { Instant, Millis } from "../time.ts";
import type { Ledger } from "../log/ledger.ts";
import type { Actor, Member, MemberId } from "./member.ts";
import type { Proposal, ProposalId } from "./proposal.ts";
import type { SegmentId } from "./slot.ts";
import type { Change } from "./timebox.ts";

/** Something that happened, when, and through whom. A session is the list of its events. */
export type SessionEvent = { readonly at: Instant; readonly by: Actor } & Happening;

/**
 * What happened. Wherever seconds moved, `changes` says from which segments to which; they add up
 * to nothing (law L4).
 */
export type Happening =
  | {
      readonly type: "session-created";
      readonly agenda: Agenda;
      readonly hour: Millis;
      readonly members: readonly Member[];
      readonly order: readonly MemberId[];
      readonly facilitator: MemberId;
      readonly deputy: MemberId;
      /** When the hour opens itself; null when somebody starts it. */
      readonly scheduledFor: Instant | null;
      /** A practice session is kept out of mail, bookings and the ledger. */
      readonly practice: boolean;
      /** Whether media and what is written are encrypted from browser to browser. */
      readonly sealed: boolean;
      /** What earlier calls of the same people have left in the ledger. */
      readonly broughtForward: Ledger;
    }
  | { readonly type: "member-arrived"; readonly member: MemberId; readonly changes: Changes }
  | {
      readonly type: "member-left";
      readonly member: MemberId;
      /** Their last sign of life. */
      readonly since: Instant;
    }
  /** Somebody who was lost did not come back in time. */
  | { readonly type: "member-gone"; readonly member: MemberId; readonly changes: Changes }
  | { readonly type: "member-excused"; readonly member: MemberId }
  /** Whoever had the chair has put somebody out of the session for good (5.8). */
  | { readonly type: "member-removed"; readonly member: MemberId; readonly changes: Changes }
  | { readonly type: "delay-announced"; readonly member: MemberId; readonly delay: Millis }
  | {
      readonly type: "order-changed";
      readonly order: readonly MemberId[];
      /** `swapped-alone`: by whoever has the chair, as one of the two is not there (8.3). */
      readonly cause: "reordered" | "swapped" | "swapped-alone" | "absent";
    }
  | { readonly type: "session-started"; readonly changes: Changes }
  | {
      readonly type: "segment-ended";
      readonly segment: SegmentId;
      readonly cause: SegmentEndCause;
      readonly changes: Changes;
    }
  | { readonly type: "overtime-began"; readonly segment: SegmentId; readonly changes: Changes }
  /** What overtime did not need has gone back. */
  | { readonly type: "overtime-ended"; readonly changes: Changes }
  | {
      readonly type: "seat-extended";
      readonly seat: number;
      readonly source: "reserve" | MemberId;
      readonly changes: Changes;
    }
  | {
      readonly type: "seat-yielded";
      readonly seat: number;
      readonly to: "reserve" | "questions" | MemberId;
      readonly changes: Changes;
    }
  | {
      readonly type: "seat-released";
      readonly member: MemberId;
      readonly cause: "no-show" | "absent" | "passed" | "excused" | "removed";
      readonly changes: Changes;
    }
  | {
      readonly type: "seat-granted";
      readonly member: MemberId;
      readonly source: "reserve" | "seats";
      readonly changes: Changes;
    }
  | {
      readonly type: "paused";
      readonly kind: PauseKind;
      readonly until: Instant;
      readonly changes: Changes;
    }
  | {
      readonly type: "resumed";
      readonly cause: "asked" | "returned" | "without-holder" | "time";
      readonly changes: Changes;
    }
  | { readonly type: "chair-taken"; readonly member: MemberId; readonly cause: ChairCause }
  | { readonly type: "auto-advance-set"; readonly on: boolean }
  | { readonly type: "proposed"; readonly proposal: Proposal }
  | { readonly type: "agreed"; readonly proposal: ProposalId; readonly member: MemberId }
  | {
      readonly type: "proposal-closed";
      readonly proposal: ProposalId;
      readonly outcome: "accepted" | "declined" | "withdrawn" | "lapsed";
    }
  | { readonly type: "session-ended"; readonly cause: EndCause };

type Changes = readonly Change[];

export type SegmentEndCause =
  /** Its time was up. */
  | "deadline"
  /** Whoever has the chair moved on. */
  | "advanced"
  /** Whoever's turn it was said they were done. */
  | "done"
  /** Whoever's turn it was is not there. */
  | "absent"
  /** The phase was skipped or its time given away. */
  | "skipped"
  /** Enough were there to begin. */
  | "begun";

/** `seat`: asked for. `emergency`: distress. `drop`: the holder of the seat was lost. */
export type PauseKind = "seat" | "emergency" | "drop";

export type ChairCause =
  /** Whoever had it is not there. */
  "absent" | "handed" | "taken";

/** Why media ended for everyone. */
export type EndCause =
  | "hour-over"
  /** All who were there agreed. */
  | "agreed"
  /** By one who need not ask: whoever has the chair in the closing block, or is alone. */
  | "closed"
  | "not-held";

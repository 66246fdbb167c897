import type { Agenda } from "../agenda/agenda.ts";
import type { Ledger } from "../log/ledger.ts";
import type { Instant, Millis } from "../time.ts";
import type { Actor, Member, MemberId } from "./member.ts";
import type { Extension, ProposalId } from "./proposal.ts";
import type { SegmentId } from "./slot.ts";

/** Something somebody wants, when, and who. Time enters here, once, and is data from then on. */
export type Command = { readonly at: Instant; readonly by: Actor } & Wish;

/**
 * What is wanted. Whatever is about the current segment names it, which is what makes a double
 * click, or a click that comes too late, do nothing.
 */
export type Wish =
  | {
      readonly type: "create";
      readonly agenda: Agenda;
      readonly hour: Millis;
      /** In seat order. */
      readonly members: readonly Member[];
      readonly facilitator: MemberId;
      /** Third in order, or the next after the facilitator, when not named. */
      readonly deputy?: MemberId;
      readonly scheduledFor?: Instant | null;
      readonly practice?: boolean;
      readonly sealed?: boolean;
      readonly broughtForward?: Ledger;
    }
  | { readonly type: "arrive"; readonly member: MemberId }
  | {
      readonly type: "leave";
      readonly member: MemberId;
      /** Their last sign of life; now, when not given. */
      readonly since?: Instant;
    }
  | { readonly type: "announce-delay"; readonly minutes: number }
  | { readonly type: "excuse"; readonly member: MemberId }
  | { readonly type: "start" }
  | { readonly type: "advance"; readonly segment: SegmentId }
  | { readonly type: "skip"; readonly segment: SegmentId }
  | {
      readonly type: "yield";
      readonly segment: SegmentId;
      readonly to: "reserve" | "questions" | MemberId;
    }
  | { readonly type: "extend"; readonly segment: SegmentId; readonly seconds: Extension }
  | { readonly type: "pass" }
  | { readonly type: "reorder"; readonly order: readonly MemberId[] }
  | { readonly type: "swap"; readonly a: MemberId; readonly b: MemberId }
  | { readonly type: "pause"; readonly segment: SegmentId; readonly emergency?: boolean }
  | {
      readonly type: "resume";
      /** When the pause began that is meant, so that a second click does not end the next one. */
      readonly since?: Instant;
    }
  | { readonly type: "set-auto-advance"; readonly on: boolean }
  | { readonly type: "take-chair" }
  | { readonly type: "hand-chair"; readonly to: MemberId }
  | { readonly type: "release"; readonly member: MemberId }
  | { readonly type: "grant"; readonly member: MemberId }
  | { readonly type: "remove"; readonly member: MemberId }
  | { readonly type: "ask-seat" }
  | { readonly type: "end" }
  | { readonly type: "agree"; readonly proposal: ProposalId }
  | { readonly type: "decline"; readonly proposal: ProposalId }
  /** Says that time has passed. A tick that comes early, late or twice does no harm. */
  | { readonly type: "tick" };

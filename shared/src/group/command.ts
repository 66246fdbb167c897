import type { Agenda } from "../agenda/agenda.ts";
import type { CallName } from "../series/schedule.ts";
import type { Series } from "../series/series.ts";
import type { Week } from "../series/slots.ts";
import type { Actor, MemberId } from "../session/member.ts";
import type { Instant, Millis } from "../time.ts";
import type { Answer, GroupMember } from "./event.ts";
import type { PollAnswer } from "./poll.ts";

/** What somebody wants of a group. Whatever is about a call names it. */
export type GroupWish =
  | {
      readonly type: "found";
      readonly name: string;
      readonly purpose: string;
      readonly members: readonly GroupMember[];
      readonly facilitator: MemberId;
      readonly deputy: MemberId;
      readonly agenda: Agenda;
      readonly series: Series;
      readonly hour?: Millis;
      readonly sealed?: boolean;
    }
  | { readonly type: "describe"; readonly name: string; readonly purpose: string }
  | { readonly type: "set-agenda"; readonly agenda: Agenda }
  | { readonly type: "add-member"; readonly member: GroupMember }
  /** By the facilitator, or by the member, who leaves. */
  | { readonly type: "part"; readonly member: MemberId }
  /** By the member: leaves for good, to be erased with everything that is theirs. */
  | { readonly type: "erase"; readonly member: MemberId }
  | { readonly type: "set-roles"; readonly facilitator: MemberId; readonly deputy: MemberId }
  | { readonly type: "set-week"; readonly week: Week }
  | { readonly type: "move-call"; readonly call: CallName; readonly to: Instant }
  | { readonly type: "skip-call"; readonly call: CallName }
  | { readonly type: "restore-call"; readonly call: CallName }
  | { readonly type: "change-series"; readonly from: CallName; readonly series: Series }
  | { readonly type: "answer"; readonly call: CallName; readonly answer: Answer }
  /** By the clock: the call's session has been made. */
  | { readonly type: "open-call"; readonly call: CallName; readonly session: string }
  /** By the clock: no server was there to open the call, and it is too late for it to be held. */
  | { readonly type: "miss-call"; readonly call: CallName }
  /** In the call: "I can then." `present` is who is in the call, which the server knows. */
  | {
      readonly type: "support-next";
      readonly to: Instant;
      readonly present: readonly MemberId[];
    }
  /** By the clock when somebody has gone: those who are left may all have agreed. */
  | { readonly type: "review-next"; readonly present: readonly MemberId[] }
  /** By the clock at 59:00: what was not agreed by now stands as it is. */
  | { readonly type: "settle-next" }
  /** By the clock when the hour is over. */
  | { readonly type: "close-call"; readonly held: boolean }
  /** Asks all about other times for one call. The date that it has is always one of `times`. */
  | {
      readonly type: "open-poll";
      readonly call: CallName;
      readonly times: readonly Instant[];
      readonly deadline: Instant;
    }
  /** `poll` is the number of the poll that is meant, here and below. */
  | {
      readonly type: "answer-poll";
      readonly poll: number;
      readonly time: Instant;
      readonly answer: PollAnswer;
    }
  /** By the clock at the deadline, or earlier by facilitator or deputy. */
  | { readonly type: "close-poll"; readonly poll: number }
  /** After a poll that has decided nothing: this time all the same. */
  | { readonly type: "choose-time"; readonly poll: number; readonly to: Instant }
  | { readonly type: "drop-poll"; readonly poll: number }
  | { readonly type: "archive" }
  | { readonly type: "reopen" };

export type GroupCommand = { readonly at: Instant; readonly by: Actor } & GroupWish;

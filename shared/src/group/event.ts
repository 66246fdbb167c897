import type { Agenda } from "../agenda/agenda.ts";
import type { CallName } from "../series/schedule.ts";
import type { Series } from "../series/series.ts";
import type { Week } from "../series/slots.ts";
import type { Actor, MemberId } from "../session/member.ts";
import type { Instant, Millis } from "../time.ts";
import type { PollAnswer, PollQuestion } from "./poll.ts";

/** One who belongs to a group. Their mail address is the server's affair and is not in here. */
export type GroupMember = {
  readonly id: MemberId;
  readonly name: string;
  /** Where their clocks are, as an IANA zone. */
  readonly zone: string;
};

/** Whether somebody will come to a call. */
export type Answer = "yes" | "late" | "no";

/** What somebody wants to happen to a group, or what has. */
export type GroupHappening =
  | {
      readonly type: "group-founded";
      readonly name: string;
      readonly purpose: string;
      readonly members: readonly GroupMember[];
      readonly facilitator: MemberId;
      readonly deputy: MemberId;
      readonly agenda: Agenda;
      readonly series: Series;
      /** Absent: 60 minutes. */
      readonly hour?: Millis;
      readonly sealed?: boolean;
    }
  | { readonly type: "group-described"; readonly name: string; readonly purpose: string }
  | { readonly type: "agenda-changed"; readonly agenda: Agenda }
  | { readonly type: "member-joined"; readonly member: GroupMember }
  | {
      readonly type: "member-parted";
      readonly member: MemberId;
      readonly cause: "left" | "removed";
    }
  | {
      readonly type: "roles-changed";
      readonly facilitator: MemberId;
      readonly deputy: MemberId;
    }
  | { readonly type: "week-set"; readonly member: MemberId; readonly week: Week }
  /** One call is at another time. */
  | { readonly type: "call-moved"; readonly call: CallName; readonly to: Instant }
  | { readonly type: "call-skipped"; readonly call: CallName }
  /** What was moved or skipped is as the series has it again. */
  | { readonly type: "call-restored"; readonly call: CallName }
  /** That call and all that follow. */
  | { readonly type: "series-changed"; readonly from: CallName; readonly series: Series }
  | {
      readonly type: "answered";
      readonly call: CallName;
      readonly member: MemberId;
      readonly answer: Answer;
    }
  /** The call has a session, so its date is no longer to be changed. */
  | { readonly type: "call-opened"; readonly call: CallName; readonly session: string }
  /** No server was there to open it in time. */
  | { readonly type: "call-missed"; readonly call: CallName }
  /** In the call: somebody can come to the next one at this time. */
  | {
      readonly type: "next-supported";
      readonly call: CallName;
      readonly to: Instant;
      readonly member: MemberId;
    }
  /** All who were there can; the date is fixed while all watch. */
  | { readonly type: "next-agreed"; readonly call: CallName; readonly to: Instant }
  /** Nothing was agreed in time: the date stands as it is until everybody has answered. */
  | { readonly type: "next-tentative"; readonly call: CallName }
  | { readonly type: "call-closed"; readonly call: CallName; readonly held: boolean }
  /** All are asked about another date for one call. */
  | {
      readonly type: "poll-opened";
      readonly poll: Pick<PollQuestion, "call" | "at" | "times" | "deadline">;
    }
  | {
      readonly type: "poll-answered";
      readonly member: MemberId;
      readonly time: Instant;
      readonly answer: PollAnswer;
    }
  /** The call stays at this time, or is moved to it by the event that follows. */
  | { readonly type: "poll-decided"; readonly to: Instant }
  | { readonly type: "poll-undecided" }
  /** Taken back by who looks after it. */
  | { readonly type: "poll-dropped" }
  /** What it was is erased, with whoever did it. */
  | { readonly type: "erased" }
  | { readonly type: "group-archived" }
  | { readonly type: "group-reopened" };

export type GroupEvent = { readonly at: Instant; readonly by: Actor } & GroupHappening;

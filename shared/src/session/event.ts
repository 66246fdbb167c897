import type { Agenda } from "../agenda/agenda.ts";
import type { Instant, Millis } from "../time.ts";
import type { Actor, Member, MemberId } from "./member.ts";
import type { SegmentId } from "./slot.ts";

/** Something that happened, when, and through whom. A session is the list of its events. */
export type SessionEvent = { readonly at: Instant; readonly by: Actor } & Happening;

export type Happening =
  | {
      readonly type: "session-created";
      readonly agenda: Agenda;
      readonly hour: Millis;
      readonly members: readonly Member[];
      readonly order: readonly MemberId[];
      readonly facilitator: MemberId;
    }
  | { readonly type: "member-arrived"; readonly member: MemberId }
  | { readonly type: "member-left"; readonly member: MemberId }
  | { readonly type: "session-started" }
  | {
      readonly type: "segment-ended";
      readonly segment: SegmentId;
      readonly cause: "deadline" | "advanced";
    }
  | { readonly type: "session-ended"; readonly cause: EndCause };

/** Why media ended for everyone. */
export type EndCause = "hour-over";

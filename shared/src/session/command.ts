import type { Agenda } from "../agenda/agenda.ts";
import type { Instant, Millis } from "../time.ts";
import type { Actor, Member, MemberId } from "./member.ts";
import type { SegmentId } from "./slot.ts";

/** Something somebody wants, when, and who. Time enters here, once, and is data from then on. */
export type Command = { readonly at: Instant; readonly by: Actor } & Wish;

export type Wish =
  | {
      readonly type: "create";
      readonly agenda: Agenda;
      readonly hour: Millis;
      /** In seat order. */
      readonly members: readonly Member[];
      readonly facilitator: MemberId;
    }
  | { readonly type: "arrive"; readonly member: MemberId }
  | { readonly type: "leave"; readonly member: MemberId }
  | { readonly type: "start" }
  /** Ends the named segment now. Naming it is what makes a double click advance once. */
  | { readonly type: "advance"; readonly segment: SegmentId }
  /** Says that time has passed. A tick that comes early, late or twice does no harm. */
  | { readonly type: "tick" };

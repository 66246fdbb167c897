import type { Instant, Millis } from "../time.ts";

/** Names one person in one session. Unguessable is not required: it is no secret. */
export type MemberId = string;

export type Member = {
  readonly id: MemberId;
  /** Empty once it was erased. */
  readonly name: string;
  /** Random and known to the log alone, whose chain holds a digest of it and the name. */
  readonly salt?: string;
  /** That digest, in place of a name that was erased with its salt. */
  readonly digest?: string;
};

/**
 * The facilitator is named for the call. The chair is whoever has the controls right now: the
 * facilitator, or the deputy and others in their place (rules 5.1 to 5.6).
 */
export type Role = "facilitator" | "deputy" | "member";

/** Who caused an event: a member, the operator who made the session, or the server's clock. */
export type Actor = MemberId | "operator" | "clock";

/** Whether a member is in the call, and what follows if not. */
export type Attendance = {
  readonly member: MemberId;
  readonly presence: Presence;
  /** When they first entered the call; null for somebody who has not come yet. */
  readonly arrivedAt: Instant | null;
  /** The last sign of life of somebody who was lost. */
  readonly lostAt: Instant | null;
  /** What they said by how much they would be late, in ms; null without a word. */
  readonly announced: Millis | null;
};

export type Presence =
  /** Has not come yet. */
  | "expected"
  | "here"
  /** Was here and may come back at any moment: the place is held (rule 4.1). */
  | "lost"
  /** Did not come, or did not come back. */
  | "gone"
  /** Said before the start that they would not come (rule 3.4). */
  | "excused";

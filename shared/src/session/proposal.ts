import type { Instant } from "../time.ts";
import type { MemberId } from "./member.ts";
import type { SegmentId } from "./slot.ts";

/** The version of the session that the proposal made it. */
export type ProposalId = number;

/** Something that takes more than one person's wish. It is in force for a short while only. */
export type Proposal = {
  readonly id: ProposalId;
  readonly by: MemberId;
  readonly wish: Proposable;
  /** Everybody who has agreed, the proposer included where their own agreement counts. */
  readonly agreed: readonly MemberId[];
  /** When it lapses; or, where silence is consent, takes effect. */
  readonly until: Instant;
};

export type Proposable =
  /** Seconds for the running seat from the reserve: any holder of a seat to come can object. */
  | { readonly type: "extend"; readonly segment: SegmentId; readonly seconds: Extension }
  /** Seconds for the running seat from whoever gives them first. */
  | { readonly type: "donate"; readonly segment: SegmentId; readonly seconds: Extension }
  /** The rest of the running seat for `to`, who must accept. */
  | { readonly type: "yield"; readonly segment: SegmentId; readonly to: MemberId }
  /** Two seats to come change places; both holders must agree. */
  | { readonly type: "swap"; readonly a: MemberId; readonly b: MemberId }
  /** A share for somebody who came too late; every holder of a seat who is there must agree. */
  | { readonly type: "admit"; readonly member: MemberId }
  /** The session ends for everyone; all who are there must agree. */
  | { readonly type: "end" };

/** In seconds of a full hour. */
export type Extension = 30 | 60;

/** How agreement works out. */
export type Consent =
  /** Everybody asked must agree, one refusal closes it. */
  | "all"
  /** The first who agrees decides it; refusing only means not me. */
  | "any"
  /** It takes effect unless somebody asked objects. */
  | "unless-refused";

export function consentOf({ type }: Proposable): Consent {
  if (type === "extend") return "unless-refused";
  return type === "donate" ? "any" : "all";
}

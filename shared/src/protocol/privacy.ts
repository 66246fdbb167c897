import { Type } from "typebox";
import type { Static } from "typebox";
import type { GroupEvent } from "../group/event.ts";
import type { CallName } from "../series/schedule.ts";
import type { Week } from "../series/slots.ts";
import type { SessionEvent } from "../session/event.ts";
import type { MemberId, Role } from "../session/member.ts";
import type { Instant } from "../time.ts";
import type { Brief, Pulse, RemarksReply, SeatNote } from "./between.ts";
import type { CommitmentView } from "./commitment.ts";
import type { RaisedHand } from "./talk.ts";

/*
 * What travels over HTTP about what is kept, how long, and of whom.
 */

const Days = Type.Integer({ minimum: 1, description: "Whole days of 24 hours." });

/** What every visitor is told of this server. */
export const PrivacyReply = Type.Object({
  keep: Type.Object({
    sessions: Days,
    unused: Days,
    mail: Days,
    archived: Days,
  }),
  mail: Type.Boolean({ description: "Whether this server sends mail." }),
  database: Type.Union([Type.Literal("embedded"), Type.Literal("server")]),
});
export type PrivacyReply = Static<typeof PrivacyReply>;

/** Everything that is kept of a member of one session, in the form it is kept in. */
export type SessionExport = {
  readonly kind: "session";
  readonly at: Instant;
  readonly session: string;
  readonly sealed: boolean;
  readonly member: { readonly id: MemberId; readonly name: string };
  readonly call: CallExport;
};

/** What one session has of a member. Texts are ciphertext where it is sealed. */
export type CallExport = {
  readonly session: string;
  /** What of the log is by them or about them. */
  readonly events: readonly SessionEvent[];
  readonly messages: readonly { readonly text: string; readonly at: Instant }[];
  readonly hand: RaisedHand | null;
  readonly tabs: readonly { readonly tab: string; readonly renewedAt: Instant }[];
  readonly note: { readonly text: string; readonly savedAt: Instant } | null;
  /** Of their own seat, and by them of others'. */
  readonly seatNotes: readonly SeatNote[];
  readonly remarks: RemarksReply["remarks"];
  readonly pulse: Pulse | null;
};

/** Everything that is kept of a member of one group, in the form it is kept in. */
export type GroupExport = {
  readonly kind: "group";
  readonly at: Instant;
  readonly group: {
    readonly id: string;
    readonly name: string;
    readonly purpose: string;
    readonly sealed: boolean;
  };
  readonly member: {
    readonly id: MemberId;
    readonly name: string;
    readonly zone: string;
    readonly role: Role;
  };
  readonly hours: Week | null;
  readonly contact: {
    readonly email: string | null;
    readonly language: string;
    readonly off: readonly string[];
    readonly feed: boolean;
  } | null;
  /** What was mailed or is to be: what about and when, since no text is kept. */
  readonly mail: readonly {
    readonly kind: string;
    readonly call: string;
    readonly state: string;
    readonly at: Instant;
    readonly problem: string | null;
  }[];
  /** The public half of the key of their link; null in groups that are not sealed. */
  readonly publicKey: string | null;
  /** What of the group's history is by them or about them. */
  readonly events: readonly GroupEvent[];
  readonly briefs: readonly {
    readonly call: CallName;
    readonly brief: Brief | { readonly sealed: string };
    readonly savedAt: Instant;
  }[];
  readonly commitments: readonly CommitmentView[];
  readonly calls: readonly CallExport[];
};

/** The name of what is to be erased, typed by whoever erases it. */
export const EraseRequest = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 80 }) },
  { additionalProperties: false },
);
export type EraseRequest = Static<typeof EraseRequest>;

/** Who has left the group and is not erased. */
export type FormerReply = {
  readonly former: readonly { readonly id: MemberId; readonly name: string }[];
};

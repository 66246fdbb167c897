import { Type } from "typebox";
import type { Static } from "typebox";
import type { Answer } from "../group/event.ts";
import type { NextChoice } from "../group/next-choice.ts";
import type { MemberId } from "../session/member.ts";

/*
 * A call of a group as its members enter it, and what its session's stream carries beside the hour.
 */

/** Without a session: the call that is being held. With one: a call that is over, for its recap. */
export const EnterCallRequest = Type.Object(
  { session: Type.Optional(Type.String({ pattern: "^[A-Za-z0-9_-]{1,32}$" })) },
  { additionalProperties: false },
);

/** The page is /s/<session>/<member>; the answer carries its cookie. */
export const EnterCallReply = Type.Object({ session: Type.String(), member: Type.String() });
export type EnterCallReply = Static<typeof EnterCallReply>;

/** "I can then": agrees to a time for the next call. From the part "next call" on, until the end. */
export const SupportNextRequest = Type.Object(
  {
    type: Type.Literal("support-next"),
    id: Type.Integer({ minimum: 0 }),
    to: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  },
  { additionalProperties: false },
);
export type SupportNextRequest = Static<typeof SupportNextRequest>;

export type CallMessage =
  /** After `follow`, in a call of a group only, and on every change of any of it. */
  | {
      readonly type: "group";
      /** Whose routes are open to the same link: promises, briefs, notes. */
      readonly group: string;
      /** Who has answered for this call. */
      readonly answers: readonly { readonly member: MemberId; readonly answer: Answer }[];
      /** The date of the next call, as it is being set or was set. */
      readonly next: NextChoice | null;
    }
  /** Something of the group that is fetched by request has changed. */
  | { readonly type: "fetch-anew"; readonly what: CallMatter };

/** What of a call is fetched by request. `notes` are those of seats; private ones are told to nobody. */
export const callMatters = ["commitments", "briefs", "notes", "remarks"] as const;
export type CallMatter = (typeof callMatters)[number];

import { Type } from "typebox";
import type { Static } from "typebox";
import type { MemberId } from "../session/member.ts";
import type { Instant, Millis } from "../time.ts";

/*
 * What is said beside the hour: messages, raised hands and reactions. None of it changes the hour,
 * so none of it is in its log.
 */

/** What can be answered without a word. */
export const reactions = ["clap", "heart", "laugh", "thumbs-up", "thinking", "party"] as const;
export type Reaction = (typeof reactions)[number];

/** As much as somebody may write at once, in UTF-16 code units. */
export const LONGEST_MESSAGE = 2_000;

/**
 * As much as the server takes, in bytes of UTF-8. The longest message has at most 6,000; sealed and
 * in base64 they are 8,000, and the envelope comes on top.
 */
export const LARGEST_ENVELOPE = 12_000;

/** How long the recap stays open after the end of the session, and with it what was written. */
export const RECAP_OPEN_MS: Millis = 600_000;

const Id = Type.Integer({ minimum: 0 });
const exact = { additionalProperties: false } as const;

/** What a member who is in the call can ask for. `id` is the client's own, as for commands. */
export const TalkRequest = Type.Union([
  /** `text` is ciphertext in a sealed session. */
  Type.Object({ type: Type.Literal("say"), id: Id, text: Type.String() }, exact),
  Type.Object({ type: Type.Literal("hand"), id: Id, up: Type.Literal(true) }, exact),
  /** `member`: somebody else's hand, which takes the chair. */
  Type.Object(
    {
      type: Type.Literal("hand"),
      id: Id,
      up: Type.Literal(false),
      member: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
    },
    exact,
  ),
  /** Takes the chair. */
  Type.Object({ type: Type.Literal("lower-hands"), id: Id }, exact),
  Type.Object(
    {
      type: Type.Literal("react"),
      id: Id,
      reaction: Type.Unsafe<Reaction>(Type.Union(reactions.map((each) => Type.Literal(each)))),
    },
    exact,
  ),
]);
export type TalkRequest = Static<typeof TalkRequest>;

export type Message = {
  /** Counts from 1 within a session, without gaps. */
  readonly number: number;
  readonly member: MemberId;
  readonly text: string;
  readonly at: Instant;
};

export type RaisedHand = { readonly member: MemberId; readonly raisedAt: Instant };

export type TalkMessage =
  /** The messages that the client has not had, and all hands in the order in which they went up. */
  | {
      readonly type: "talk";
      readonly messages: readonly Message[];
      readonly hands: readonly RaisedHand[];
    }
  /** Shown for a moment and kept nowhere. */
  | { readonly type: "reacted"; readonly member: MemberId; readonly reaction: Reaction }
  /** What was asked for has happened. */
  | { readonly type: "heard"; readonly id: number };

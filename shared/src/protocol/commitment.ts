import { Type } from "typebox";
import type { Static } from "typebox";
import type { Commitment, Kept } from "../commitment/commitment.ts";
import type { Instant } from "../time.ts";

/*
 * What travels over HTTP about promises. A line that is too long or empty is refused by the rules,
 * with their own code; here it is only kept from being huge.
 */

const Id = Type.String({
  pattern: "^[A-Za-z0-9_-]{1,32}$",
  description: "Chosen by the browser, so that a request that is sent twice counts once.",
});
const Line = Type.String({ maxLength: 1_000 });
const InstantData = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const exact = { additionalProperties: false } as const;

/** What a member can do about promises: their own, except for `see`. */
export const CommitmentRequest = Type.Union([
  Type.Object(
    {
      type: Type.Literal("promise"),
      id: Id,
      text: Line,
      doneWhen: Line,
      ifThen: Type.Union([Line, Type.Null()]),
      due: InstantData,
    },
    exact,
  ),
  Type.Object(
    {
      type: Type.Literal("settle"),
      id: Id,
      as: Type.Union([
        Type.Literal("done"),
        Type.Literal("partly"),
        Type.Literal("missed"),
        Type.Literal("dropped"),
      ]),
    },
    exact,
  ),
  Type.Object(
    {
      type: Type.Literal("carry"),
      id: Id,
      next: Id,
      due: InstantData,
      smaller: Type.Union([Type.Object({ text: Line, doneWhen: Line }, exact), Type.Null()]),
    },
    exact,
  ),
  Type.Object(
    {
      type: Type.Literal("check-in"),
      id: Id,
      how: Type.Union([Type.Literal("on-track"), Type.Literal("stuck")]),
      line: Line,
    },
    exact,
  ),
  Type.Object({ type: Type.Literal("see"), id: Id }, exact),
]);
export type CommitmentRequest = Static<typeof CommitmentRequest>;

/** A promise and where it was made; both null for one that was made between the calls. */
export type CommitmentView = Commitment & {
  readonly session: string | null;
  /** The number of the seat in which its owner sat, from 1. */
  readonly seat: number | null;
};

export type CommitmentsReply = {
  readonly now: Instant;
  /** What is open, of everybody, and what was settled since the last call was held; the oldest first. */
  readonly commitments: readonly CommitmentView[];
  /** The asker's own, by the calls before which it fell due, the oldest first; of at most six calls. */
  readonly trend: readonly (Kept & { readonly from: Instant; readonly to: Instant })[];
};

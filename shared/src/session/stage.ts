import type { Instant } from "../time.ts";
import type { MemberId } from "./member.ts";
import type { Plan, Segment } from "./plan.ts";

/** Who has the stage at a moment. Derived from the plan, never from who talks. */
export type Stage = {
  /** Whose picture is large; null when the stage belongs to everybody. */
  readonly holder: MemberId | null;
  /** Whose turn it is to advise the holder; null outside the round of advice. */
  readonly adviser: MemberId | null;
  /** True while the holder of a seat that is over may finish the sentence. */
  readonly grace: boolean;
};

/**
 * The stage in `segment` at `now`. A handover leaves the stage to the old holder for its grace
 * and then gives it to the holder of the next seat, who can settle before the seat begins.
 */
export function stageAt(plan: Plan, segment: Segment | null, now: Instant): Stage {
  if (!segment) return { holder: null, adviser: null, grace: false };
  if (segment.graceUntil === null) {
    return { holder: segment.holder, adviser: segment.adviser, grace: false };
  }
  if (now < segment.graceUntil) return { holder: segment.holder, adviser: null, grace: true };
  const next = segmentAfter(plan, segment);
  return { holder: next?.holder ?? null, adviser: null, grace: false };
}

/** The segment that follows, passing over those without time; null after the last. */
export function segmentAfter({ segments }: Plan, segment: Segment): Segment | null {
  const index = segments.findIndex(({ id }) => id === segment.id);
  if (index < 0) return null;
  const after = segments.slice(index + 1);
  return after.find(({ startsAt, endsAt }) => endsAt > startsAt) ?? after.at(-1) ?? null;
}

/** The part of the hour that a segment belongs to as people name it: a seat, a round, a block. */
export function chapterOf({ block, turn }: Segment): string {
  return block === "seat" ? `seat-${turn}` : block;
}

/**
 * When the seat that `segment` is part of begins and ends; null outside seats. Of a seat that was
 * broken off and goes on later, only the part that holds the segment.
 */
export function seatSpan(
  plan: Plan,
  segment: Segment,
): { startsAt: Instant; endsAt: Instant } | null {
  if (segment.block !== "seat") return null;
  const { segments } = plan;
  const at = segments.findIndex(({ id }) => id === segment.id);
  const isSame = (other: Segment | undefined) =>
    other?.block === "seat" && other.turn === segment.turn;
  let first = at;
  let last = at;
  while (isSame(segments[first - 1])) first -= 1;
  while (isSame(segments[last + 1])) last += 1;
  const startsAt = segments[first]?.startsAt ?? segment.startsAt;
  return { startsAt, endsAt: segments[last]?.endsAt ?? segment.endsAt };
}

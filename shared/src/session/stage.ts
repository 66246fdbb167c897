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

/** The segment that follows; null after the last. */
export function segmentAfter(plan: Plan, segment: Segment): Segment | null {
  const index = plan.segments.findIndex(({ id }) => id === segment.id);
  return (index < 0 ? null : plan.segments[index + 1]) ?? null;
}

/** The part of the hour that a segment belongs to as people name it: a seat, a round, a block. */
export function chapterOf({ block, turn }: Segment): string {
  return block === "seat" ? `seat-${turn}` : block;
}

/** When the seat that `segment` is part of begins and ends; null outside seats. */
export function seatSpan(
  plan: Plan,
  segment: Segment,
): { startsAt: Instant; endsAt: Instant } | null {
  if (segment.block !== "seat") return null;
  const parts = plan.segments.filter(
    ({ block, turn }) => block === "seat" && turn === segment.turn,
  );
  const first = parts[0];
  const last = parts.at(-1);
  return first && last ? { startsAt: first.startsAt, endsAt: last.endsAt } : null;
}

import { seatSpan } from "@hotseat/shared";
import type { Instant, MemberId, Millis, Plan, Segment, SessionView } from "@hotseat/shared";

/** The parts of a member's seat that have or had time, in their order. */
function partsOf({ segments }: Plan, holder: MemberId): Segment[] {
  return segments.filter(
    (segment) =>
      segment.block === "seat" && segment.holder === holder && segment.endsAt > segment.startsAt,
  );
}

/** How long a member's whole seat is, by the plan as it stands. */
export function seatLength(plan: Plan, holder: MemberId): Millis {
  return partsOf(plan, holder).reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
}

/**
 * When a member's seat begins and ends; of one that goes on later, the stretch that runs or is
 * still to come. Null without a seat.
 */
export function seatTimes(
  view: SessionView,
  holder: MemberId,
): { readonly startsAt: Instant; readonly endsAt: Instant } | null {
  const { plan, current } = view;
  const position = plan.segments.findIndex(({ id }) => id === current);
  const parts = partsOf(plan, holder);
  const ahead = parts.find((part) => plan.segments.indexOf(part) >= position);
  const shown = ahead ?? parts.at(-1);
  return shown ? seatSpan(plan, shown) : null;
}

import { scaled } from "@hotseat/shared";
import type { Instant, Millis, Segment, SessionView } from "@hotseat/shared";
import { seatSpan } from "@hotseat/shared";

/** How much of their time is left when whoever has the floor is told, in seconds of a full hour. */
const CUES = [120, 60, 30] as const;
export type Cue = (typeof CUES)[number];

/** In a short rehearsal cues that would fall together are left out: at least 3 s lie before the end. */
const LEAST: Millis = 3_000;

/** The time of one person that runs: a whole seat for its holder, a turn for an adviser. */
export type Floor = {
  /** Tells one stretch of time from another, also when its end moves. */
  readonly id: string;
  readonly endsAt: Instant;
  /** What is told in it, the earliest first: a cue and how long before the end it comes. */
  readonly cues: readonly { readonly cue: Cue; readonly left: Millis }[];
};

/** The time that the viewer has the floor for, in `segment`; null when it is not theirs. */
export function floorOf(view: SessionView, segment: Segment | null): Floor | null {
  if (segment?.block !== "seat" || segment.phase === "handover") return null;
  const { you, plan } = view;
  if (segment.adviser === you.id) {
    return floor(segment.id, segment.startsAt, segment.endsAt, view.hour);
  }
  const seat = segment.holder === you.id ? seatSpan(plan, segment) : null;
  return seat && floor(`seat-${seat.startsAt}`, seat.startsAt, seat.endsAt, view.hour);
}

/** A cue in the first half of somebody's time would say nothing but that it has begun. */
function floor(id: string, startsAt: Instant, endsAt: Instant, hour: Millis): Floor {
  const cues = CUES.map((cue) => ({ cue, left: scaled(cue, hour) })).filter(
    ({ left }) => left >= LEAST && left <= (endsAt - startsAt) / 2,
  );
  return { id, endsAt, cues };
}

/**
 * The cue whose moment has come when `before` ms were left and now `left` are: the last one, when
 * several went by at once, as in a tab that slept or when the end moved. Null when none did.
 */
export function crossed({ cues }: Floor, before: Millis, left: Millis): Cue | null {
  if (left <= 0) return null;
  return cues.findLast((each) => each.left < before && each.left >= left)?.cue ?? null;
}

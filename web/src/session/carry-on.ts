import type {
  Instant,
  MemberView,
  Offers,
  PrimaryAction,
  Segment,
  SegmentId,
  SessionView,
} from "@hotseat/shared";

/*
 * What a view becomes while the server cannot be heard. Normally the server says it; without it
 * the plan does, which holds what happens if nobody does anything more.
 */

/** The segment at `now` if nobody does anything more, the last one after the end; null before. */
export function segmentAt(view: SessionView, now: Instant): Segment | null {
  const { segments } = view.plan;
  const from = segments.findIndex(({ id }) => id === view.current);
  if (from < 0) return null;
  const found = segments
    .slice(from)
    .find((segment) => segment.endsAt > now || lasts(view, segment));
  return found ?? segments.at(-1) ?? null;
}

/** When the view is next to be carried on; null when there is nothing left to come. */
export function nextTurn(view: SessionView, now: Instant): Instant | null {
  const segment = segmentAt(view, now);
  return segment && segment.endsAt > now && !lasts(view, segment) ? segment.endsAt : null;
}

/**
 * Whether only the server can say when a segment ends: the wait for a second person, who may have
 * come unseen; and, while segments do not end by themselves, whatever may run into overtime. What
 * overtime can take is in the plan once it has begun.
 */
function lasts(view: SessionView, { id, block, mode }: Segment): boolean {
  if (block === "waiting") return true;
  if (view.automatic || mode === "handover") return false;
  const { segments } = view.plan;
  const reserve = segments.findIndex((segment) => segment.block === "reserve");
  const before = segments.findIndex((segment) => segment.id === id) < reserve;
  return before && !(view.overtimeSince !== null && id === view.current);
}

/** The view in which `current` is going on, without what was about the segment before it. */
export function carriedOn(view: SessionView, current: SegmentId | null): SessionView {
  if (current === view.current || current === null) return view;
  const at = view.plan.segments.findIndex(({ id }) => id === current);
  return {
    ...view,
    current,
    members: view.members.map((member) => ({ ...member, seat: seatThen(view, member, at) })),
    action: view.action && nextAction(view, at),
    pause: null,
    overtimeSince: null,
    proposals: [],
    offers: withoutSegment(view.offers),
  };
}

function seatThen(view: SessionView, { id, seat }: MemberView, at: number): MemberView["seat"] {
  if (seat !== "running" && seat !== "to-come") return seat;
  const { segments } = view.plan;
  const current = segments[at];
  const mine = ({ block, holder, startsAt, endsAt }: Segment) =>
    block === "seat" && holder === id && endsAt > startsAt;
  if (current && mine(current)) return "running";
  return segments.slice(at + 1).some(mine) ? "to-come" : "over";
}

function nextAction({ plan }: SessionView, at: number): PrimaryAction | null {
  const segment = plan.segments[at];
  const next = plan.segments.slice(at + 1).find(({ startsAt, endsAt }) => endsAt > startsAt);
  // The next call is never cut short, and neither is a commitment before the server allows it.
  if (!segment || !next || segment.block === "next-call") return null;
  if (segment.phase === "commit" || segment.phase === "plan") return null;
  return { type: "advance", segment: segment.id, next: next.id, from: segment.startsAt };
}

function withoutSegment(offers: Offers): Offers {
  return {
    ...offers,
    done: null,
    skip: null,
    yield: null,
    extend: null,
    pause: null,
    emergency: null,
    resume: false,
    swap: [],
    agree: [],
    decline: [],
  };
}

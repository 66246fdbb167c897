import { useCallback, useMemo, useSyncExternalStore } from "react";
import { stageAt } from "@hotseat/shared";
import type { Instant, MemberView, Segment, SegmentId, SessionView, Stage } from "@hotseat/shared";
import { alarm } from "../clock/alarm.ts";
import { serverNow } from "../clock/clock.ts";
import { useReached } from "../clock/remaining.ts";
import { useSession } from "./store.ts";

/** The segment that a view is in; null before and after the hour. */
export function segmentOf(view: SessionView): Segment | null {
  return view.plan.segments.find(({ id }) => id === view.current) ?? null;
}

function memberOf(view: SessionView, id: string | null): MemberView | null {
  return view.members.find((member) => member.id === id) ?? null;
}

export function nameOf(view: SessionView, id: string | null): string {
  return memberOf(view, id)?.name ?? "";
}

/**
 * The view as it is by now. Normally the server says so; while the stream is lost, the plan does:
 * it holds what happens if nobody does anything more.
 */
export function useCarriedOn(view: SessionView): SessionView {
  const alone = useSession((state) => state.stream === "lost");
  const subscribe = useCallback(
    (draw: () => void) => alarm((now) => (alone ? nextTurn(view, now) : null), draw),
    [alone, view],
  );
  const current = useSyncExternalStore(subscribe, () =>
    alone ? (segmentAt(view, serverNow())?.id ?? view.current) : view.current,
  );
  return useMemo(() => carriedOn(view, current), [view, current]);
}

/** The segment at `now` if nobody does anything more, the last one after the end; null before. */
function segmentAt(view: SessionView, now: Instant): Segment | null {
  const { segments } = view.plan;
  const from = segments.findIndex(({ id }) => id === view.current);
  if (from < 0) return null;
  return segments.slice(from).find(({ endsAt }) => endsAt > now) ?? segments.at(-1) ?? null;
}

/** When the view is next to be carried on; null when there is nothing left to come. */
function nextTurn(view: SessionView, now: Instant): Instant | null {
  const endsAt = segmentAt(view, now)?.endsAt ?? null;
  return endsAt !== null && endsAt > now ? endsAt : null;
}

function carriedOn(view: SessionView, current: SegmentId | null): SessionView {
  if (current === view.current || current === null) return view;
  const at = view.plan.segments.findIndex(({ id }) => id === current);
  const next = view.plan.segments[at + 1];
  const action =
    view.action && next ? ({ type: "advance", segment: current, next: next.id } as const) : null;
  return { ...view, current, action };
}

/** Who has the stage now, drawn anew when a grace ends. */
export function useStage(view: SessionView): Stage {
  const segment = segmentOf(view);
  const graceUntil: Instant | null = segment?.graceUntil ?? null;
  const over = useReached(graceUntil);
  // `over` and not a second look at the clock, so that what is drawn fits what was decided.
  return stageAt(view.plan, segment, over && graceUntil !== null ? graceUntil : serverNow());
}

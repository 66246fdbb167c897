import { useCallback, useMemo, useSyncExternalStore } from "react";
import { stageAt } from "@hotseat/shared";
import type { Instant, PauseView, Segment, SegmentId, SessionView, Stage } from "@hotseat/shared";
import { alarm } from "../clock/alarm.ts";
import { serverNow } from "../clock/clock.ts";
import { useReached } from "../clock/remaining.ts";
import { carriedOn, nextTurn, segmentAt } from "./carry-on.ts";
import { useSession } from "./store.ts";

/** The segment that a view is in; null before and after the hour. */
export function segmentOf(view: SessionView): Segment | null {
  return view.plan.segments.find(({ id }) => id === view.current) ?? null;
}

/** The view as it is by now: as the server says, or as the plan does while it cannot be heard. */
export function useCarriedOn(view: SessionView): SessionView {
  const alone = useSession((state) => state.stream === "lost");
  const subscribe = useCallback(
    (draw: () => void) => alarm((now) => (alone ? nextTurn(view, now) : null), draw),
    [alone, view],
  );
  const current = useSyncExternalStore(subscribe, () => currentAt(view, alone, serverNow()));
  return useMemo(() => carriedOn(view, current), [view, current]);
}

/** The same for code outside React, at `now`; `alone` while the server cannot be heard. */
export function viewAt(view: SessionView, alone: boolean, now: Instant): SessionView {
  return carriedOn(view, currentAt(view, alone, now));
}

function currentAt(view: SessionView, alone: boolean, now: Instant): SegmentId | null {
  return alone ? (segmentAt(view, now)?.id ?? view.current) : view.current;
}

/** Who has the stage now, drawn anew when a grace ends. */
export function useStage(view: SessionView): Stage {
  const segment = segmentOf(view);
  const graceUntil: Instant | null = segment?.graceUntil ?? null;
  const over = useReached(graceUntil);
  // `over` and not a second look at the clock, so that what is drawn fits what was decided.
  return stageAt(view.plan, segment, over && graceUntil !== null ? graceUntil : serverNow());
}

/** The pause that is on, which ends by itself also when the server cannot be heard. */
export function usePause(view: SessionView): PauseView | null {
  const over = useReached(view.pause?.until ?? null);
  return over ? null : view.pause;
}

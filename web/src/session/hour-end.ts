import type { Instant } from "@hotseat/shared";
import { alarm } from "../clock/alarm.ts";
import { serverNow } from "../clock/clock.ts";
import { sessionStore, takeView } from "./store.ts";

/** The server says that the hour is over; only when it is silent does the page say so itself, after this long. */
const SILENCE_MS = 2_000;

/**
 * Ends the hour in this page when the server cannot be heard: at 60:00 media ends for everyone
 * (law L1), also for somebody who is cut off from everything but media. The plan says when.
 */
export function endWithoutServer(): () => void {
  let cancel = arm();
  const forget = sessionStore.subscribe(({ view }, before) => {
    if (view === before.view) return;
    cancel();
    cancel = arm();
  });
  return () => {
    forget();
    cancel();
  };
}

function arm(): () => void {
  return alarm(silentEnd, () => {
    const { view } = sessionStore.getState();
    const end = silentEnd();
    if (!view || end === null || serverNow() < end) return;
    const ended = { at: view.plan.endsAt, cause: "hour-over", by: "clock" } as const;
    const over = { current: null, action: null, pause: null, overtimeSince: null, proposals: [] };
    takeView({ ...view, ...over, status: "ended", ended });
  });
}

function silentEnd(): Instant | null {
  const { view } = sessionStore.getState();
  return view?.status === "running" ? view.plan.endsAt + SILENCE_MS : null;
}

import type { Instant } from "../time.ts";
import { currentSegment, planOf } from "./plan.ts";
import type { Segment } from "./plan.ts";
import type { Running, Session } from "./session.ts";

/** When the session next changes by itself; null when it waits for people or is over. */
export function nextDeadline(session: Session): Instant | null {
  if (session.status !== "running") return null;
  return currentSegment(session)?.endsAt ?? planOf(session).endsAt;
}

/** Whether the segment is the one that ends with the hour. */
export function isLast(session: Running, segment: Segment): boolean {
  return planOf(session).segments.at(-1)?.id === segment.id;
}

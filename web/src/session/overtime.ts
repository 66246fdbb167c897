import type { Millis, Segment, SessionView } from "@hotseat/shared";

/** What has been set aside for the overtime that runs, and from whom. */
export type SetAside = {
  /** From later phases of the same seat and its commitment. */
  readonly seat: Millis;
  readonly reserve: Millis;
};

/**
 * In a seat its later phases pay first, then its commitment, then the reserve (6.10); elsewhere
 * the reserve does. Null when what was set aside is not known, because too much has happened since.
 */
export function setAsideFor(view: SessionView, segment: Segment): SetAside | null {
  const news = view.news.findLast(({ event }) => event.type === "overtime-began")?.event;
  if (news?.type !== "overtime-began" || news.segment !== segment.id) return null;
  const sum = { seat: 0, reserve: 0 };
  for (const { segment: id, by } of news.changes) {
    if (by < 0) sum[id === "reserve" ? "reserve" : "seat"] -= by;
  }
  return sum;
}

/** Who pays by now. */
export function payerOf(aside: SetAside | null, segment: Segment, elapsed: Millis): keyof SetAside {
  if (segment.block !== "seat") return "reserve";
  return aside === null || elapsed < aside.seat ? "seat" : "reserve";
}

/** What of the reserve's part is not used yet and would go back. */
export function unusedOf({ seat, reserve }: SetAside, elapsed: Millis): Millis {
  return Math.max(0, reserve - Math.max(0, elapsed - seat));
}

import type { Millis, RecapSegment } from "@hotseat/shared";

/** Planned and actual time of several segments together. */
export function sumOf(parts: readonly RecapSegment[]): { planned: Millis; actual: Millis } {
  return parts.reduce(
    (sum, { planned, actual }) => ({
      planned: sum.planned + planned,
      actual: sum.actual + actual,
    }),
    { planned: 0, actual: 0 },
  );
}

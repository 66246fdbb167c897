import { scaled } from "../time.ts";
import type { Instant, Millis } from "../time.ts";

/** Which of the three warnings before the end of the hour it is (rule 10.4). */
type WarningId = "first" | "second" | "last";

export type HourWarning = {
  readonly id: WarningId;
  readonly from: Instant;
  readonly until: Instant;
};

/**
 * In seconds of a full hour: how long before the end, and how long the sentence stays. A rehearsal
 * shortens both, but never below what it takes to notice and read it.
 */
const warnings = [
  { id: "first", before: 300, least: 20_000 },
  { id: "second", before: 60, least: 12_000 },
  { id: "last", before: 10, least: 5_000 },
] as const;

const STAYS = 12;
const LEAST_STAY: Millis = 5_000;

/** When everybody is warned that the hour ends, in order. The last warning stays to the end. */
export function warningsOf(endsAt: Instant, hour: Millis): HourWarning[] {
  const froms = warnings.map(({ before, least }) => endsAt - Math.max(scaled(before, hour), least));
  return warnings.map(({ id }, i) => {
    const from = froms[i] ?? endsAt;
    const next = froms[i + 1];
    const stay = Math.max(scaled(STAYS, hour), LEAST_STAY);
    return { id, from, until: next === undefined ? endsAt : Math.min(from + stay, next) };
  });
}

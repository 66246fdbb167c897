import type { Instant, Millis } from "../time.ts";

/**
 * What the rest of a seat is worth to whoever is offered it, as the rules would give it (7.1, 7.2).
 * It grows less while they think, so it is said as amounts and instants and not as one number.
 */
export type YieldTerms = {
  /** What would be given when this was said. */
  readonly rest: Millis;
  /** From when on that grows less, by as much as time passes. */
  readonly from: Instant;
  /** What it does not fall below before the current segment ends. */
  readonly least: Millis;
  /** How much the other seat can take, up to the longest; what is over goes to the reserve. */
  readonly room: Millis;
};

/** What would be given away at `at`, in ms, until the current segment ends. */
export function yieldWorth({ rest, from, least }: YieldTerms, at: Instant): Millis {
  return Math.max(least, rest - Math.max(0, at - from));
}

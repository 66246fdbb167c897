/**
 * A moment, in whole milliseconds since the Unix epoch, read from the server's one clock.
 * State holds instants and never counters, so nothing has to be counted down.
 */
export type Instant = number;

/** A length of time in whole milliseconds. */
export type Millis = number;

/** The length of a real session, 60:00. A rehearsal is the same thing with a shorter hour. */
export const FULL_HOUR: Millis = 3_600_000;

/** The shortest rehearsal: one minute, in which a seat of `four-seats` still lasts 12 s. */
export const SHORTEST_HOUR: Millis = 60_000;

/**
 * Scales a duration of the format, given in seconds of a full hour, to a session's own hour.
 * Rounds down, so that the scaled parts never add up to more than the hour; the milliseconds
 * lost that way end up in the reserve.
 */
export function scaled(seconds: number, hour: Millis): Millis {
  return Math.floor((seconds * hour) / 3600);
}

/**
 * Splits a duration in the ratio of `weights`: whole milliseconds that add up to exactly `total`.
 * Rounds the running sum, so no part is off by more than one millisecond.
 */
export function split(total: Millis, weights: readonly number[]): Millis[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  let taken = 0;
  let weight = 0;
  return weights.map((w) => {
    weight += w;
    const until = sum === 0 ? 0 : Math.floor((total * weight) / sum);
    const part = until - taken;
    taken = until;
    return part;
  });
}

/**
 * How long the network is given: a duration of the format, scaled, but never less than five
 * seconds, because a reload or a change of network takes as long in a rehearsal as in a real hour.
 */
export function tolerance(seconds: number, hour: Millis): Millis {
  return Math.max(scaled(seconds, hour), 5_000);
}

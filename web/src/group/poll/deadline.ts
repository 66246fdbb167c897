import type { Instant } from "@hotseat/shared";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const TWO_DAYS = 48 * 60 * MINUTE;

/** Before its earliest time a poll ends by this much, because the lobby opens then (`LOBBY_OPENS`), in ms. */
const BEFORE_EARLIEST = QUARTER;

/**
 * Until when answers are taken unless somebody says otherwise: for two days, or for half of the time that is
 * left when it is less. To the quarter of an hour where that is not over already, else to the minute.
 */
export function usualDeadline(now: Instant, earliest: Instant): Instant {
  const left = earliest - BEFORE_EARLIEST - now;
  const wanted = now + (left >= TWO_DAYS ? TWO_DAYS : Math.max(0, left / 2));
  const quarter = Math.floor(wanted / QUARTER) * QUARTER;
  return quarter > now ? quarter : Math.floor(wanted / MINUTE) * MINUTE;
}

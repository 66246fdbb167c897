import type { Instant } from "@hotseat/shared";
import type { Series, Slot } from "@hotseat/shared/group";
import { fitting, rhythmOf, seriesOf } from "./cadence.ts";
import { clockOf, localIn } from "./times.ts";

const DATE = "2026-11-25".length;
const DAY_MS = 86_400_000;
const DAYS = 7;

/**
 * The same rhythm at another time of the week, from the first such weekday on or after the day of
 * `from`; null when that makes no series.
 */
export function seriesAtSlot(series: Series, from: Instant, slot: Slot): Series | null {
  const today = Date.parse(`${localIn(from, series.zone).slice(0, DATE)}T00:00:00Z`);
  // Monday is 1 in a slot; 0 is Sunday in a date.
  const ahead = ((slot.weekday % DAYS) - new Date(today).getUTCDay() + DAYS) % DAYS;
  const date = new Date(today + ahead * DAY_MS).toISOString().slice(0, DATE);
  return seriesOf(
    fitting({
      rhythm: rhythmOf(series),
      date,
      time: clockOf(slot.minute),
      zone: series.zone,
    }),
  );
}

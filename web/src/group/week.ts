import { HOURS_OF_WEEK } from "@hotseat/shared/group";
import type { Mark } from "@hotseat/shared/group";

/** 168 marks, Monday 0:00 first: what each hour of a week is to somebody. */
export type Hours = readonly Mark[];

export const marks: readonly Mark[] = ["good", "possible", "never"];

/** A place in the grid: day 0 is Monday, hour 0 to 23; -1 is the heading of a row or a column. */
export type Place = { readonly day: number; readonly hour: number };

const HOURS_OF_DAY = 24;
const DAYS = 7;

/** What a week is taken for until its owner says otherwise: nights never, days possible. */
export const unsaid: Hours = Array.from({ length: HOURS_OF_WEEK }, (_, i) => {
  const hour = i % HOURS_OF_DAY;
  return hour >= 8 && hour < 22 ? "possible" : "never";
});

export function markAt(hours: Hours, { day, hour }: Place): Mark {
  return hours[day * HOURS_OF_DAY + hour] ?? "never";
}

/** Paints a place: an hour, a whole day by its heading, or one hour of all days. */
export function painted(hours: Hours, { day, hour }: Place, mark: Mark): Hours {
  return hours.map((before, i) => {
    const isDay = day === -1 || day === Math.floor(i / HOURS_OF_DAY);
    const isHour = hour === -1 || hour === i % HOURS_OF_DAY;
    return isDay && isHour ? mark : before;
  });
}

/** Paints whatever lies between two places, corners among it. */
export function paintedBetween(hours: Hours, a: Place, b: Place, mark: Mark): Hours {
  const [firstDay, lastDay] = [Math.min(a.day, b.day), Math.max(a.day, b.day)];
  const [firstHour, lastHour] = [Math.min(a.hour, b.hour), Math.max(a.hour, b.hour)];
  return hours.map((before, i) => {
    const day = Math.floor(i / HOURS_OF_DAY);
    const hour = i % HOURS_OF_DAY;
    const inside = day >= firstDay && day <= lastDay && hour >= firstHour && hour <= lastHour;
    return inside ? mark : before;
  });
}

export function after(mark: Mark): Mark {
  return marks[(marks.indexOf(mark) + 1) % marks.length] ?? "good";
}

/** The place that a key leads to; null for other keys, and at the edge the place itself. */
export function moved({ day, hour }: Place, key: string): Place | null {
  const to = {
    ArrowLeft: { day: day - 1, hour },
    ArrowRight: { day: day + 1, hour },
    ArrowUp: { day, hour: hour - 1 },
    ArrowDown: { day, hour: hour + 1 },
    Home: { day: 0, hour },
    End: { day: DAYS - 1, hour },
    PageUp: { day, hour: 0 },
    PageDown: { day, hour: HOURS_OF_DAY - 1 },
  }[key];
  if (!to) return null;
  const inside = to.day >= -1 && to.day < DAYS && to.hour >= -1 && to.hour < HOURS_OF_DAY;
  // In the corner there is nothing to paint.
  return inside && !(to.day === -1 && to.hour === -1) ? to : { day, hour };
}

/** How many hours somebody has marked so. */
export function countOf(hours: Hours, mark: Mark): number {
  return hours.filter((each) => each === mark).length;
}

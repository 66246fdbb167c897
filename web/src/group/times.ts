import type { Instant } from "@hotseat/shared";

/*
 * Moments as people in different places read them. Written by the browser itself, which knows the
 * zones, so that no page needs a calendar library only to show a time.
 */

type Format = Intl.DateTimeFormatOptions;

const formats = new Map<string, Intl.DateTimeFormat>();

function write(at: Instant, zone: string, locale: string, format: Format): string {
  const key = JSON.stringify([zone, locale, format]);
  let written = formats.get(key);
  if (!written) {
    written = new Intl.DateTimeFormat(locale, { ...format, timeZone: zone });
    formats.set(key, written);
  }
  return written.format(at);
}

/** "14:00" */
export function timeIn(at: Instant, zone: string, locale: string): string {
  return write(at, zone, locale, { hour: "2-digit", minute: "2-digit" });
}

/** "Wed 14:00" */
export function weekdayTimeIn(at: Instant, zone: string, locale: string): string {
  return write(at, zone, locale, { weekday: "short", hour: "2-digit", minute: "2-digit" });
}

/** "25 Nov" */
export function dayIn(at: Instant, zone: string, locale: string): string {
  return write(at, zone, locale, { day: "numeric", month: "short" });
}

/** "Wed, 25 Nov" */
export function weekdayIn(at: Instant, zone: string, locale: string): string {
  return write(at, zone, locale, { weekday: "short", day: "numeric", month: "short" });
}

/** "Wednesday 25 November" */
export function longDayIn(at: Instant, zone: string, locale: string): string {
  return write(at, zone, locale, { weekday: "long", day: "numeric", month: "long" });
}

/** The hour of the day, 0 to 23, on the clocks of a zone. */
function hourIn(at: Instant, zone: string): number {
  return Number(write(at, zone, "en-GB", { hour: "2-digit", hourCycle: "h23" }));
}

/** Whether most people of a zone sleep then: from 22:00 to 7:00. */
export function isNight(at: Instant, zone: string): boolean {
  const hour = hourIn(at, zone);
  return hour >= 22 || hour < 7;
}

/** Whether the clocks of two zones show the same at that moment. */
export function isSameClock(at: Instant, a: string, b: string): boolean {
  return a === b || localIn(at, a) === localIn(at, b);
}

/** "2026-11-25T14:00": what the clocks of a zone show, as a field for date and time has it. */
export function localIn(at: Instant, zone: string): string {
  const text = write(at, zone, "sv-SE", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return text.replace(" ", "T");
}

/** "Jakarta": a zone by its place. */
export function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** Monday first, as the weeks of the grid have them; `length` as in Intl. */
export function weekdayNames(locale: string, length: "long" | "short" | "narrow"): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: length, timeZone: "UTC" });
  // 1 January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}

/** "14:30" from minutes since midnight. */
export function clockOf(minute: number): string {
  const two = (count: number) => String(count).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

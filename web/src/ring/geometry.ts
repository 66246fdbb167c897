import type { Instant, Plan } from "@hotseat/shared";

/*
 * The ring lives in a square of 240 units around its centre; the hour starts at the top and runs
 * clockwise, as on every clock.
 */

export const SIZE = 240;

/** Between neighbours, in units at the ring's middle. */
const GAP = 1.7;

/** An instant as a part of the whole hour, 0 to 1. */
export function turnAt({ startsAt, endsAt }: Plan, at: Instant): number {
  return Math.min(1, Math.max(0, (at - startsAt) / (endsAt - startsAt)));
}

/** A point at `turn` (0 to 1) and `radius`. */
export function point(turn: number, radius: number): { x: number; y: number } {
  const angle = turn * 2 * Math.PI;
  return { x: radius * Math.sin(angle), y: -radius * Math.cos(angle) };
}

/** Leaves room for the gap at both ends of an arc, less where the arc itself is short. */
export function inset(from: number, to: number, radius: number): { from: number; to: number } {
  const gap = Math.min(GAP / (2 * Math.PI * radius), (to - from) / 3) / 2;
  return { from: from + gap, to: to - gap };
}

/** The path of an arc, clockwise, or counter-clockwise for text in the lower half. */
export function arcPath(from: number, to: number, radius: number, reversed = false): string {
  const [a, b] = reversed
    ? [point(to, radius), point(from, radius)]
    : [point(from, radius), point(to, radius)];
  const large = to - from > 0.5 ? 1 : 0;
  return `M${round(a.x)} ${round(a.y)}A${radius} ${radius} 0 ${large} ${reversed ? 0 : 1} ${round(b.x)} ${round(b.y)}`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

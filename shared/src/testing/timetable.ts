import type { SegmentId } from "../session/slot.ts";

/** One line of the timetable, in seconds of the full hour. */
export type Line = { readonly id: SegmentId; readonly from: number; readonly to: number };

/**
 * The whole hour of `four-seats`, written down a second time from the tables of the format and
 * not from the code, so that the two can be compared.
 */
export const timetable: readonly Line[] = lines([
  ["open", 60],
  ["review-1", 60],
  ["review-2", 60],
  ["review-3", 60],
  ["review-4", 60],
  ...seat(1),
  ...seat(2),
  ...seat(3),
  ...seat(4),
  ["reserve", 120],
  ["closing-1", 30],
  ["closing-2", 30],
  ["closing-3", 30],
  ["closing-4", 30],
  ["next-call", 120],
  ["goodbye", 60],
]);

function seat(turn: number): [SegmentId, number][] {
  return [
    [`seat-${turn}/present`, 120],
    [`seat-${turn}/clarify`, 120],
    [`seat-${turn}/think`, 30],
    [`seat-${turn}/advise-1`, 80],
    [`seat-${turn}/advise-2`, 80],
    [`seat-${turn}/advise-3`, 80],
    [`seat-${turn}/open`, 90],
    [`seat-${turn}/commit`, 90],
    [`seat-${turn}/handover`, 30],
  ];
}

function lines(lengths: readonly (readonly [SegmentId, number])[]): Line[] {
  let to = 0;
  return lengths.map(([id, seconds]) => ({ id, from: to, to: (to += seconds) }));
}

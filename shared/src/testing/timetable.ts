import { planOf } from "../session/plan.ts";
import type { Segment } from "../session/plan.ts";
import type { Session } from "../session/session.ts";
import type { SegmentId } from "../session/slot.ts";
import { chapterOf } from "../session/stage.ts";
import { START, clock, length } from "./clock.ts";
import { known } from "./sample.ts";

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

/** The hour as it is printed on one page: `05:00 seat-1 ana`, without what does not happen. */
export function hourOf(session: Session): string[] {
  const page: string[] = [];
  let chapter = "";
  for (const segment of happening(session)) {
    const name = chapterOf(segment);
    if (name === chapter) continue;
    chapter = name;
    const who = segment.block === "seat" ? ` ${segment.holder}` : "";
    page.push(`${timeOf(session, segment)} ${name}${who}`);
  }
  return page;
}

/** The segments whose names begin like that: `09:30 seat-1/advise-1 ben`. */
export function partsOf(session: Session, name: string): string[] {
  return happening(session)
    .filter(({ id }) => id.startsWith(name))
    .map((segment) => {
      const who = segment.adviser ?? (segment.block === "seat" ? null : segment.holder);
      return [timeOf(session, segment), segment.id, ...(who === null ? [] : [who])].join(" ");
    });
}

/** How long each segment is whose name begins like that: `present 2:00`. */
export function lengthsOf(session: Session, name: string): string[] {
  return happening(session)
    .filter(({ id }) => id.startsWith(name))
    .map(({ id, startsAt, endsAt }) => `${id.slice(name.length)} ${length(endsAt - startsAt)}`);
}

/** How long each member's seat is, in the order in which they sit: `ana 12:00`. */
export function seatsOf(session: Session): string[] {
  const seats = new Map<string, number>();
  for (const { block, holder, startsAt, endsAt } of happening(session)) {
    if (block !== "seat" || holder === null) continue;
    seats.set(holder, (seats.get(holder) ?? 0) + endsAt - startsAt);
  }
  return [...seats].map(([holder, millis]) => `${holder} ${length(millis)}`);
}

/** How long one segment is: `2:00`. */
export function lengthOf(session: Session, id: SegmentId): string {
  const found = planOf(known(session)).segments.find((segment) => segment.id === id);
  return found ? length(found.endsAt - found.startsAt) : "missing";
}

function happening(session: Session): Segment[] {
  return planOf(known(session)).segments.filter(({ startsAt, endsAt }) => endsAt > startsAt);
}

/** A lobby's plan starts at 0. */
function timeOf(session: Session, { startsAt }: Segment): string {
  return clock(session.status === "lobby" ? START + startsAt : startsAt);
}

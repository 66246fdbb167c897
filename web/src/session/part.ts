import { chapterOf, segmentAfter } from "@hotseat/shared";
import type { PrimaryAction, Segment, SessionView } from "@hotseat/shared";
import type { Words } from "../language/en.ts";
import { segmentOf } from "./now.ts";
import { hasChair, memberOf, nameOf } from "./people.ts";

export type Part = { readonly name: string; readonly what: string };

/** What is going on, in words: a name, and what it is for. */
export function partOf(view: SessionView, words: Words): Part {
  const segment = segmentOf(view);
  const { part } = words;
  if (!segment) {
    const { name, what, away, yours, byItself } = part.lobby;
    if (view.scheduledFor !== null) return { name, what: byItself };
    if (hasChair(view)) return { name, what: yours };
    const chair = memberOf(view, view.chair);
    return { name, what: (chair?.here ? what : away)(chair?.name ?? "") };
  }
  const holder = nameOf(view, segment.holder);
  if (segment.phase === "handover") {
    return { name: part.handover.name, what: afterHandover(view, segment, words) };
  }
  if (segment.phase !== null)
    return part.phase[segment.phase](holder, nameOf(view, segment.adviser));
  switch (segment.block) {
    case "open":
    case "review":
    case "closing":
      return part[segment.block](holder);
    case "seat":
      return part.reserve;
    case "waiting":
    case "floor":
    case "reserve":
    case "next-call":
    case "goodbye":
      return part[segment.block];
  }
}

function afterHandover(view: SessionView, segment: Segment, { part }: Words): string {
  const next = segmentAfter(view.plan, segment);
  return next?.block === "seat"
    ? part.handover.what(nameOf(view, next.holder))
    : part.handover.last;
}

/** What the primary button says: what happens next, in the words of whoever has the chair. */
export function actionLabel(
  view: SessionView,
  action: PrimaryAction,
  { action: words }: Words,
): string {
  if (action.type === "start") return words.start;
  const next = view.plan.segments.find(({ id }) => id === action.next);
  if (!next) return words.last;
  const holder = nameOf(view, next.holder);
  const current = segmentOf(view);
  // Another seat begins, whichever phase is its first.
  if (next.block === "seat" && (current === null || chapterOf(current) !== chapterOf(next))) {
    return words.seat(holder);
  }
  if (next.phase !== null) return words.phase[next.phase](holder, nameOf(view, next.adviser));
  switch (next.block) {
    case "review":
    case "closing":
      return words[next.block](holder);
    case "open":
    case "floor":
    case "reserve":
    case "next-call":
    case "goodbye":
      return words[next.block];
    case "waiting":
    case "seat":
      return words.last;
  }
}

/**
 * Why whoever has the chair has no button; empty before the hour, when what is awaited stands above
 * already. While the server cannot be heard a part may have none that is not the last.
 */
export function idleReason(view: SessionView, { action }: Words): string {
  if (view.status === "lobby") return "";
  const segment = segmentOf(view);
  if (segment?.block === "waiting") return action.waiting;
  if (segment?.block === "next-call") return action.keeps;
  const isLast = segment === null || segment.id === view.plan.segments.at(-1)?.id;
  return isLast ? action.last : action.goesOn;
}

/**
 * What comes next, as people say it: the next person to hold the stage or to advise, or the name of
 * the next part that belongs to everybody.
 */
export function nextUp(view: SessionView, words: Words): { name: string; colour: number | null } {
  const at = view.plan.segments.findIndex(({ id }) => id === view.current);
  const current = at < 0 ? null : (view.plan.segments[at] ?? null);
  for (const segment of view.plan.segments.slice(at + 1)) {
    if (segment.endsAt <= segment.startsAt) continue;
    const chapter = chapterOf(segment);
    const person = segment.adviser ?? segment.holder;
    const before = current?.adviser ?? current?.holder ?? null;
    const member = view.members.find(({ id }) => id === person);
    if (member && person !== before) return { name: member.name, colour: member.colour };
    if (!member && chapter !== (current && chapterOf(current))) {
      return { name: titleOf(segment, words), colour: null };
    }
  }
  return { name: words.time.theEnd, colour: null };
}

/** The name of a part that belongs to everybody. */
function titleOf({ block }: Segment, { part }: Words): string {
  switch (block) {
    case "floor":
    case "next-call":
    case "goodbye":
      return part[block].name;
    default:
      return part.reserve.name;
  }
}

import { chapterOf, segmentAfter } from "@hotseat/shared";
import type { PrimaryAction, Segment, SessionView } from "@hotseat/shared";
import type { Words } from "../language/en.ts";
import { nameOf, segmentOf } from "./now.ts";

export type Part = { readonly name: string; readonly what: string };

/** What is going on, in words: a name, and what it is for. */
export function partOf(view: SessionView, words: Words): Part {
  const segment = segmentOf(view);
  const { part } = words;
  if (!segment) {
    const { name, what, yours } = part.lobby;
    return { name, what: view.you.role === "facilitator" ? yours : what };
  }
  const holder = nameOf(view, segment.holder);
  const adviser = nameOf(view, segment.adviser);
  switch (segment.phase) {
    case "present":
      return { name: part.present.name(holder), what: part.present.what };
    case "clarify":
    case "think":
      return part[segment.phase];
    case "advise":
      return { name: part.advise.name(adviser), what: part.advise.what(holder) };
    case "open":
      return part.talk;
    case "commit":
      return { name: part.commit.name(holder), what: part.commit.what };
    case "handover":
      return { name: part.handover.name, what: afterHandover(view, segment, words) };
    case null:
      return outsideSeats(segment, holder, words);
  }
}

function outsideSeats(segment: Segment, holder: string, { part }: Words): Part {
  switch (segment.block) {
    case "open":
      return { name: part.open.name, what: part.open.what(holder) };
    case "review":
    case "closing":
      return { name: part[segment.block].name(holder), what: part[segment.block].what };
    case "seat":
    case "reserve":
      return part.reserve;
    case "next-call":
    case "goodbye":
      return part[segment.block];
  }
}

function afterHandover(view: SessionView, segment: Segment, { part }: Words): string {
  const next = segmentAfter(view.plan, segment);
  return next?.holder ? part.handover.what(nameOf(view, next.holder)) : part.handoverLast;
}

/** What the primary button says: what happens next, in the facilitator's words. */
export function actionLabel(
  view: SessionView,
  action: PrimaryAction,
  { action: words }: Words,
): string {
  if (action.type === "start") return words.start;
  const next = view.plan.segments.find(({ id }) => id === action.next);
  if (!next) return words.last;
  const holder = nameOf(view, next.holder);
  switch (next.phase) {
    case "present":
      return words.seat(holder);
    case "clarify":
    case "think":
      return words[next.phase];
    case "advise":
      return words.advise(nameOf(view, next.adviser));
    case "open":
      return words.talk;
    case "commit":
    case "handover":
      return words[next.phase](holder);
    case null:
      break;
  }
  switch (next.block) {
    case "review":
    case "closing":
      return words[next.block](holder);
    case "reserve":
    case "next-call":
    case "goodbye":
      return words[next.block];
    case "open":
    case "seat":
      return words.last;
  }
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

function titleOf({ block }: Segment, { part }: Words): string {
  return block === "next-call" || block === "goodbye" ? part[block].name : part.reserve.name;
}

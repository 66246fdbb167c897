import { scaled } from "@hotseat/shared";
import type { MemberId, Millis, Proposable, SegmentId, SessionEvent } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import type { InsideWords } from "../language/inside.ts";
import { nameOf } from "../session/people.ts";
import { flowsOf, seatsByAmount } from "./flows.ts";
import type { Flow } from "./flows.ts";
import { segmentName } from "./segment-name.ts";
import type { Telling } from "./telling.ts";

/**
 * An event in words: what changed, why, through whom, and from where to where seconds went (laws L4
 * and L5). The only place in which events are told.
 */
export function sentenceOfEvent(telling: Telling, words: InsideWords): string {
  const { event } = telling;
  const say = words.log;
  const name = (id: string | null) => nameOf(telling, id);
  const by = actor(event.by, telling, words);
  const tell = (...sentences: readonly string[]) => sentences.filter(Boolean).join(" ");
  switch (event.type) {
    case "session-created":
      return say.created(words.list(event.members.map((member) => member.name)));
    case "member-arrived":
      return tell(say.arrived(name(event.member)), event.changes.length > 0 ? say.sharedAnew : "");
    case "member-left":
      return say.left(name(event.member));
    case "member-gone":
      return tell(say.gone(name(event.member)), event.changes.length > 0 ? say.sharedAnew : "");
    case "member-excused":
      return event.by === event.member
        ? say.excusedSelf(name(event.member))
        : say.excused(name(event.member), by);
    case "member-removed":
      return tell(
        say.removed(name(event.member), by),
        event.changes.length > 0 ? say.sharedAnew : "",
      );
    case "delay-announced":
      return say.delayed(name(event.member), minutesOf(event.delay));
    case "order-changed":
      return orderSentence(event, telling, words);
    case "session-started":
      return tell(
        event.by === "clock" ? say.startedItself : say.started(by),
        event.changes.length > 0 ? say.waits : "",
      );
    case "segment-ended":
      return segmentSentence(event, telling, words);
    case "overtime-began": {
      const paid = flowsOf(event.changes, telling, event.segment);
      return tell(
        say.overtime(partName(event.segment, telling, words)),
        say.atMost(pays(paid, telling, words)),
      );
    }
    case "overtime-ended": {
      const back = flowsOf(event.changes, telling, telling.current);
      return tell(say.overtimeOver, gets(back, telling, words));
    }
    case "seat-extended":
      return extensionSentence(event, telling, words);
    case "seat-yielded":
      return yieldSentence(event, telling, words);
    case "seat-released": {
      const flows = flowsOf(event.changes, telling).filter(({ by: amount }) => amount > 0);
      const at = minutesOf(event.at - (telling.startedAt ?? event.at));
      const { cause, member } = event;
      // What the clock does by rule and what members say of themselves, the chair can also decide (3.4, 4.8).
      const decided = event.by !== "clock" && event.by !== member;
      const why =
        decided && (cause === "absent" || cause === "excused")
          ? say.releasedBy[cause](name(member), by)
          : say.released[cause](name(member), at);
      return tell(why, gets(flows, telling, words));
    }
    case "seat-granted": {
      const flows = flowsOf(event.changes, telling);
      const own = flows.find(({ party }) => party.kind === "seat" && party.holder === event.member);
      const granted =
        event.source === "reserve"
          ? say.granted(name(event.member), minutesOf(own?.by ?? 0), by)
          : say.admitted(name(event.member), minutesOf(own?.by ?? 0));
      return tell(granted, pays(flows, telling, words));
    }
    case "paused": {
      const flows = flowsOf(event.changes, telling, telling.current);
      const length = minutesOf(event.until - event.at);
      const seat = name(currentHolder(telling));
      return tell(say.paused[event.kind](seat, length, by), pays(flows, telling, words));
    }
    case "resumed": {
      const flows = flowsOf(event.changes, telling, telling.current);
      const seat = name(currentHolder(telling));
      return tell(say.resumed[event.cause](seat, by), gets(flows, telling, words));
    }
    case "chair-taken": {
      const before = name(telling.chair);
      return say.chair[event.cause](name(event.member), before);
    }
    case "auto-advance-set":
      return event.on ? say.automaticOn(by) : say.automaticOff(by);
    case "proposed":
      return say.asked[event.proposal.wish.type](...wishParts(event.proposal.wish, by, telling));
    case "agreed":
      return say.agreed(name(event.member), questionName(event.proposal, telling, words));
    case "proposal-closed":
      return say.closed[event.outcome](questionName(event.proposal, telling, words), by);
    case "session-ended":
      return say.ended[event.cause](by);
    default:
      return isNeverAnEvent(event);
  }
}

type Of<Type extends SessionEvent["type"]> = Extract<SessionEvent, { type: Type }>;

/** Whoever did it, as people say it; the clock and the operator have names of their own. */
function actor(by: string, telling: Telling, { log }: InsideWords): string {
  if (by === "clock") return log.clock;
  return by === "operator" ? log.operator : nameOf(telling, by);
}

function orderSentence(event: Of<"order-changed">, telling: Telling, words: InsideWords): string {
  const order = words.list(event.order.map((id) => nameOf(telling, id)));
  switch (event.cause) {
    case "reordered":
      return words.log.reordered(actor(event.by, telling, words), order);
    case "swapped":
      return words.log.swapped(order);
    case "swapped-alone":
      return words.log.swappedAlone(actor(event.by, telling, words), order);
    case "absent":
      return words.log.movedBack(nameOf(telling, event.order.at(-1) ?? null), order);
  }
}

function segmentSentence(event: Of<"segment-ended">, telling: Telling, words: InsideWords): string {
  const say = words.log;
  if (event.cause === "begun") return beginSentence(telling, words);
  const part = partName(event.segment, telling, words);
  const slot = telling.segments.find(({ id }) => id === event.segment);
  const person = nameOf(telling, slot?.adviser ?? slot?.holder ?? null);
  // Whoever accepts the rest of a seat ends its phase, but it is the holder who has given it (7.2).
  const given = event.cause === "skipped" && event.by !== telling.chair;
  const by = given && slot ? nameOf(telling, slot.holder) : actor(event.by, telling, words);
  // A seat that has begun goes on later; the other absent turns do not happen at all.
  const begun = slot?.block === "seat" && (telling.lengths.get(event.segment) ?? 0) > 0;
  if (event.cause === "absent" && begun && slot.adviser === null) {
    return say.segment.broken(segmentName({ ...slot, phase: null }, telling, words), person);
  }
  const flows = flowsOf(event.changes, telling, event.segment);
  const left = flows.find(({ party, by: amount }) => party.kind === "itself" && amount < 0);
  const told = say.segment[event.cause](part, person, by);
  if (!left) return told;
  return `${told} ${gets(flows, telling, words)}`.trim();
}

/** A late beginning, and who has paid for it (2.3). */
function beginSentence({ segments, lengths }: Telling, words: InsideWords): string {
  const say = words.log.begun;
  const waited = lengths.get("waiting") ?? 0;
  if (waited < 500) return say.inTime;
  const review = segments.find(({ block }) => block === "review");
  const seats = new Map<number, Millis>();
  for (const { id, block, turn } of segments) {
    if (block !== "seat" || turn === null) continue;
    seats.set(turn, (seats.get(turn) ?? 0) + (lengths.get(id) ?? 0));
  }
  const shortest = Math.min(...seats.values());
  const reserve = lengths.get("reserve") ?? 0;
  return say.late(
    minutesOf(waited),
    review ? minutesOf(lengths.get(review.id) ?? 0) : null,
    reserve < 500 ? null : minutesOf(reserve),
    minutesOf(shortest),
  );
}

function extensionSentence(
  event: Of<"seat-extended">,
  telling: Telling,
  words: InsideWords,
): string {
  const { log: say } = words;
  const holder = holderOf(event.seat, telling);
  const amount = event.changes.reduce((sum, { segment, by }) => {
    const slot = telling.segments.find(({ id }) => id === segment);
    return slot?.block === "seat" && slot.turn === event.seat ? sum + by : sum;
  }, 0);
  const who = nameOf(telling, holder);
  const by = actor(event.by, telling, words);
  if (event.source === "reserve") {
    const left = minutesOf(telling.lengths.get("reserve") ?? 0);
    return event.by === "clock"
      ? say.extendedSilently(who, minutesOf(amount), left)
      : say.extended(who, minutesOf(amount), left, by);
  }
  const donor = nameOf(telling, event.source);
  return say.donated(who, minutesOf(amount), donor, minutesOf(seatOf(event.source, telling)));
}

function yieldSentence(event: Of<"seat-yielded">, telling: Telling, words: InsideWords): string {
  const { log: say } = words;
  const who = nameOf(telling, holderOf(event.seat, telling));
  if (event.to === "questions") return say.yieldedToTalk(who);
  const flows = flowsOf(event.changes, telling).filter(({ by }) => by > 0);
  if (event.to === "reserve") return `${say.yielded(who)} ${gets(flows, telling, words)}`.trim();
  return `${say.yieldedTo(who, nameOf(telling, event.to))} ${gets(flows, telling, words)}`.trim();
}

/** Who gets seconds: those with equal amounts in one sentence. */
function gets(flows: readonly Flow[], telling: Telling, { log: say, list }: InsideWords): string {
  const plus = flows.filter(({ by, party }) => by > 0 && party.kind !== "itself");
  const seats = seatsByAmount(plus).map(({ holders, by }) => {
    const names = holders.map((id) => nameOf(telling, id));
    if (holders.length > 1 && isEverySeat(holders, telling)) return say.eachGets(minutesOf(by));
    return names.length > 1
      ? say.manyGet(list(names), minutesOf(by))
      : say.oneGets(names[0] ?? "", minutesOf(by));
  });
  const others = plus.flatMap(({ party, by }) => {
    if (party.kind === "seat" || party.kind === "itself") return [];
    if (party.kind === "reserve") {
      return [say.reserveGets(minutesOf(by), minutesOf(telling.lengths.get("reserve") ?? by))];
    }
    return [say.partGets(say.party[party.kind], minutesOf(by))];
  });
  return [...seats, ...others].join(" ");
}

function pays(flows: readonly Flow[], telling: Telling, { log: say, list }: InsideWords): string {
  const minus = flows.filter(({ by }) => by < 0);
  const seats = seatsByAmount(minus).map(({ holders, by }) => {
    const names = holders.map((id) => nameOf(telling, id));
    return names.length > 1
      ? say.manyPay(list(names), minutesOf(-by))
      : say.onePays(names[0] ?? "", minutesOf(-by));
  });
  const others = minus.flatMap(({ party, by }) => {
    if (party.kind === "seat" || party.kind === "itself") return [];
    if (party.kind === "reserve") {
      return [say.reservePays(minutesOf(-by), minutesOf(telling.lengths.get("reserve") ?? 0))];
    }
    return [say.partPays(say.party[party.kind], minutesOf(-by))];
  });
  return [...others, ...seats].join(" ");
}

/** Whether nobody but one who has lost theirs is left out. */
function isEverySeat(holders: readonly MemberId[], { segments, lengths }: Telling): boolean {
  const sitting = new Set(
    segments.flatMap(({ id, block, holder }) =>
      block === "seat" && holder !== null && (lengths.get(id) ?? 0) > 0 ? [holder] : [],
    ),
  );
  return [...sitting].every((holder) => holders.includes(holder));
}

function holderOf(seat: number, { segments }: Telling): MemberId | null {
  return segments.find(({ block, turn }) => block === "seat" && turn === seat)?.holder ?? null;
}

/** How long a member's whole seat is after the event. */
function seatOf(member: MemberId, { segments, lengths }: Telling): Millis {
  return segments.reduce(
    (sum, { id, block, holder }) =>
      block === "seat" && holder === member ? sum + (lengths.get(id) ?? 0) : sum,
    0,
  );
}

/** Whose seat is going on; nobody's outside seats. */
function currentHolder({ segments, current }: Telling): MemberId | null {
  const slot = segments.find(({ id }) => id === current);
  return slot?.block === "seat" ? slot.holder : null;
}

function partName(id: SegmentId, telling: Telling, words: InsideWords): string {
  const slot = telling.segments.find((segment) => segment.id === id);
  return slot ? segmentName(slot, telling, words) : id;
}

/** Who asks, whom or what for, and for how much. */
function wishParts(wish: Proposable, by: string, telling: Telling): [string, string, string] {
  const name = (id: string) => nameOf(telling, id);
  switch (wish.type) {
    case "extend":
    case "donate":
      return [by, "", minutesOf(scaled(wish.seconds, telling.hour))];
    case "yield":
      return [by, name(wish.to), ""];
    case "swap":
      return [by, name(wish.a), name(wish.b)];
    case "admit":
      return [by, name(wish.member), ""];
    case "end":
      return [by, "", ""];
  }
}

function questionName(id: number, { wishes }: Telling, { log }: InsideWords): string {
  const wish = wishes.get(id);
  return wish ? log.question[wish.type] : log.question.unknown;
}

function isNeverAnEvent(_event: never): string {
  return "";
}

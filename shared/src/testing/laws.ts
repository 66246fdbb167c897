import { SHORTEST_SEAT, seatsBlock } from "../agenda/fit.ts";
import type { SessionEvent } from "../session/event.ts";
import type { MemberId } from "../session/member.ts";
import { planOf } from "../session/plan.ts";
import { attendanceOf, currentStart } from "../session/session.ts";
import type { Ended, Lobby, Running, Session } from "../session/session.ts";
import { stageAt } from "../session/stage.ts";
import type { Change, Timebox } from "../session/timebox.ts";
import { scaled } from "../time.ts";
import type { Millis } from "../time.ts";

/** Says what is broken, beginning with the law or rule; called for every event of a life. */
export type Report = (sentence: string) => void;

type Made = Lobby | Running | Ended;
type Counting = Running | Ended;

/** Everything that must hold for one event, by what was before it and after it. */
export function lawsOfEvent(before: Session, event: SessionEvent, after: Session, broken: Report) {
  if (after.status === "none") return;
  if (after === before) broken(`11.4: ${event.type} changes nothing and is in the log`);
  if (before.status !== "none" && event.at < before.at) broken("11.6: an event goes back in time");
  hourStandsFast(before, event, after, broken);
  secondsAddUp(after, broken);
  if (before.status === "none") return;
  everyChangeIsNamed(before, event, after, broken);
  if (after.status === "lobby") return;
  pastStands(before, event, after, broken);
  closingBlockKeeps(before, event, after, broken);
  if (after.status === "running") seatsKeep(before, event, after, broken);
}

/** L1: the hour ends when it ends. */
function hourStandsFast(before: Session, event: SessionEvent, after: Made, broken: Report) {
  if (before.status === "ended") broken(`L1: ${event.type} after the end`);
  if (after.status === "lobby") return;
  const end = after.startedAt + after.hour;
  if (event.at > end) broken(`L1: ${event.type} after the hour`);
  if (before.status === "running" && before.startedAt !== after.startedAt) {
    broken("L1: the hour has moved");
  }
  if (after.status === "ended") {
    if (after.cause === "hour-over" && after.endedAt !== end)
      broken("L1: the hour is over too soon");
    if (after.endedAt !== event.at) broken("L1: the end is not when it ended");
  }
  const { segments, startsAt, endsAt } = planOf(after);
  if (startsAt !== after.startedAt || endsAt !== end) broken("L1: the plan is not of this hour");
  let at = startsAt;
  for (const segment of segments) {
    if (segment.startsAt !== at) broken(`1.8: a gap or an overlap before ${segment.id}`);
    at = segment.endsAt;
  }
  if (at !== end) broken("L1: the plan does not fill the hour");
}

/** L4: whole milliseconds, never less than none, and together the hour. */
function secondsAddUp({ boxes, hour }: Made, broken: Report) {
  let sum = 0;
  let planned = 0;
  for (const { id, length, planned: whole } of boxes) {
    if (!(Number.isSafeInteger(length) && length >= 0)) broken(`L4: ${id} lasts ${length}`);
    if (!(Number.isSafeInteger(whole) && whole >= 0)) broken(`L4: ${id} is planned as ${whole}`);
    sum += length;
    planned += whole;
  }
  if (sum !== hour) broken(`L4: the parts add up to ${sum} of ${hour}`);
  if (planned !== hour) broken(`L4: what was planned adds up to ${planned} of ${hour}`);
}

/** L4 and L5: what an event says has moved is what has moved, by somebody, for a reason. */
function everyChangeIsNamed(
  before: Exclude<Session, { status: "none" }>,
  event: SessionEvent,
  after: Made,
  broken: Report,
) {
  const { order } = before;
  if (event.by !== "clock" && event.by !== "operator" && !order.includes(event.by)) {
    broken(`L5: ${event.type} by nobody`);
  }
  if (!Number.isSafeInteger(event.at)) broken(`L5: ${event.type} at no time`);
  if (after.version !== before.version + 1) broken(`L5: ${event.type} is not counted`);
  const changes = "changes" in event ? event.changes : [];
  if (changes.reduce((sum, { by }) => sum + by, 0) !== 0) {
    broken(`L4: the changes of ${event.type} do not add up`);
  }
  // Before the hour the plan is made anew for those who will come.
  if (after.status === "lobby") return;
  const was = lengthsOf(before.boxes);
  const moved = movedBy(changes);
  for (const { id, length } of after.boxes) {
    if (length - (was.get(id) ?? 0) !== (moved.get(id) ?? 0)) {
      broken(`L5: ${event.type} does not say what became of ${id}`);
    }
  }
  const told = after.news.at(-1)?.event === event;
  if (mustBeTold(before, event) && !told) broken(`L5: ${event.type} is not told`);
}

/** Whatever takes seconds that were somebody's, or moves their place, beyond the ordinary course. */
function mustBeTold(before: Made, event: SessionEvent): boolean {
  switch (event.type) {
    case "segment-ended":
      return event.cause === "absent" || event.cause === "begun";
    case "member-arrived":
      return false;
    case "session-started":
      return false;
    case "session-ended":
    case "order-changed":
    case "chair-taken":
    case "auto-advance-set":
    case "seat-granted":
      return true;
    default:
      return before.status === "running" && "changes" in event;
  }
}

/** L4: what is over stays as it was, and what runs is never shorter than it has been. */
function pastStands(before: Made, event: SessionEvent, after: Counting, broken: Report) {
  const start = currentStart(after);
  const current = after.boxes[after.position];
  if (start > event.at) broken(`L4: the current segment begins after ${event.type}`);
  const isLast = after.position === after.boxes.length - 1;
  if (start + (current?.length ?? 0) < event.at && !isLast) {
    broken(`L4: ${event.type} leaves ${current?.id} shorter than it has been`);
  }
  if (before.status !== "running") return;
  const granted = event.type === "seat-granted" ? event.member : null;
  // What has not happened of a seat that is granted anew has no time and leaves the past.
  const past = before.boxes
    .slice(0, before.position)
    .filter(({ holder, length, block }) => length > 0 || block !== "seat" || holder !== granted);
  const still = after.boxes
    .slice(0, after.position)
    .filter((box) => past.some(({ id }) => id === box.id));
  if (still.some((box, i) => box.id !== past[i]?.id || box.length !== past[i]?.length)) {
    broken(`L4: ${event.type} changes the past`);
  }
  if (still.length !== past.length) broken(`L4: ${event.type} forgets the past`);
  const moved = after.boxes[after.position]?.id !== before.boxes[before.position]?.id;
  const begun = currentStart(before) === event.at;
  if (moved && current?.length === 0 && !isLast) {
    broken(`1.8: ${current.id} has no time and becomes current`);
  }
  if (event.type === "segment-ended" && after.position <= before.position) {
    broken("1.8: a segment ends and goes on");
  } else if (event.type === "segment-ended" && start !== event.at) {
    broken("1.8: a segment does not begin when the one before it ends");
  } else if (
    event.type !== "segment-ended" &&
    moved &&
    !(event.type === "order-changed" && event.cause === "absent" && begun)
  ) {
    broken(`1.8: ${event.type} changes what is current`);
  }
}

/** L3: nothing before the closing block takes from it. */
function closingBlockKeeps(before: Made, event: SessionEvent, after: Counting, broken: Report) {
  const was = lengthsOf(before.boxes);
  const current = before.status === "running" ? before.boxes[before.position]?.id : undefined;
  const own = event.type === "seat-released" && event.cause !== "passed" ? event.member : null;
  const reserve = after.boxes.findIndex(({ block }) => block === "reserve");
  let sum = 0;
  for (const { id, length, block, holder } of after.boxes.slice(reserve + 1)) {
    const less = (was.get(id) ?? 0) - length;
    const given = block === "closing" && own !== null && holder === own;
    if (!given) sum -= less;
    if (less > 0 && !given && !(event.type === "segment-ended" && id === current)) {
      broken(`L3: ${event.type} takes ${less} from ${id}`);
    }
  }
  if (sum < 0) broken(`L3: ${event.type} takes ${-sum} from the closing block`);
}

type Seat = {
  readonly turn: number;
  readonly holder: MemberId;
  readonly length: Millis;
  /** Something of it has happened or is happening. */
  readonly begun: boolean;
  readonly running: boolean;
  /** It has time to come, and something to come that more of it would be of use to. */
  readonly toCome: boolean;
};

/** L2: nobody loses seat time by what others do. */
function seatsKeep(before: Made, event: SessionEvent, after: Running, broken: Report) {
  const was = seatsOf(before);
  const is = new Map(seatsOf(after).map((seat) => [seat.turn, seat]));
  const loss = ({ turn, length }: Seat) => length - (is.get(turn)?.length ?? 0);
  const waiting = was.filter(({ running }) => !running);
  const unbegun = waiting.filter(({ begun, length }) => !begun && length > 0);
  const others = (...members: readonly MemberId[]) =>
    waiting.filter(({ holder }) => !members.includes(holder));
  const keep = (seats: readonly Seat[]) => {
    for (const seat of seats) {
      if (loss(seat) > 0) broken(`L2: ${event.type} takes ${loss(seat)} from seat ${seat.turn}`);
    }
  };
  switch (event.type) {
    case "session-started":
      return payAlike(unbegun, loss, event.type, broken);
    case "segment-ended":
      if (event.cause === "begun") return payAlike(unbegun, loss, event.type, broken);
      return keep(waiting);
    case "paused":
      if (event.kind === "emergency") {
        payAlike(unbegun, loss, event.type, broken);
        return keep(waiting.filter(({ begun }) => begun));
      }
      return keep(waiting);
    case "resumed":
      gainAlike(unbegun, loss, Infinity, event.type, broken);
      return keep(waiting);
    case "seat-extended": {
      keep(others(event.source));
      const donor = waiting.find(({ holder }) => holder === event.source);
      if (donor && is.get(donor.turn)) {
        const amounts = [30, 60].map((seconds) => scaled(seconds, after.hour));
        if (!amounts.includes(loss(donor))) broken("L2: a donor gives another amount");
        const least = scaled(SHORTEST_SEAT, after.hour);
        if (donor.length - loss(donor) < least) broken("7.8: a donor keeps less than 8:00");
      }
      return;
    }
    case "seat-released": {
      keep(others(event.member));
      const { longest } = seatsBlock(after.agenda);
      const mayGain = others(event.member).filter(
        ({ holder, toCome }) => toCome && maySit(after, holder),
      );
      gainAlike(mayGain, loss, scaled(longest, after.hour), event.type, broken);
      for (const seat of others(event.member)) {
        const { holder, turn, length } = seat;
        const grows = loss(seat) < 0;
        if (grows && !maySit(after, holder)) broken(`3.6: seat ${turn} grows for nobody`);
        if (grows && length - loss(seat) > scaled(longest, after.hour)) {
          broken(`3.6: seat ${turn} grows beyond the longest`);
        }
      }
      return;
    }
    case "seat-granted": {
      const giving = event.source === "seats" ? unbegun : [];
      for (const seat of giving) {
        const share = Math.floor(seat.length / (giving.length + 1));
        if (loss(seat) !== share) broken(`L2: seat ${seat.turn} gives ${loss(seat)}, not ${share}`);
      }
      return keep(others(...giving.map(({ holder }) => holder)));
    }
    default:
      return keep(waiting);
  }
}

/** All pay the same; whoever has less than that pays all they have. */
function payAlike(
  seats: readonly Seat[],
  loss: (seat: Seat) => Millis,
  type: string,
  broken: Report,
) {
  const most = Math.max(...seats.map(loss));
  for (const seat of seats) {
    if (loss(seat) !== most && loss(seat) !== seat.length) {
      broken(`L2: ${type} takes ${loss(seat)} from seat ${seat.turn}, ${most} from another`);
    }
  }
}

/** All gain the same; whoever has no room for that gains as much as there is room for. */
function gainAlike(
  seats: readonly Seat[],
  loss: (seat: Seat) => Millis,
  longest: Millis,
  type: string,
  broken: Report,
) {
  const most = Math.max(...seats.map((seat) => -loss(seat)));
  for (const seat of seats) {
    if (-loss(seat) !== most && seat.length - loss(seat) < longest) {
      broken(`L2: ${type} gives ${-loss(seat)} to seat ${seat.turn}, ${most} to another`);
    }
  }
}

function maySit(session: Running, member: MemberId): boolean {
  const { presence } = attendanceOf(session, member);
  return presence !== "gone" && presence !== "excused";
}

function seatsOf(session: Made): Seat[] {
  const position = session.status === "lobby" ? 0 : session.position;
  const seats = new Map<number, Seat>();
  const later = session.boxes.slice(position + 1).filter(({ block }) => block === "seat");
  const hasTime = new Set(later.flatMap(({ turn, length }) => (length > 0 ? [turn] : [])));
  const canUse = new Set(
    later.flatMap(({ turn, mode, planned }) => (mode !== "handover" && planned > 0 ? [turn] : [])),
  );
  session.boxes.forEach(({ block, turn, holder, length }, i) => {
    if (block !== "seat" || turn === null) return;
    const known = seats.get(turn);
    const happens = i === position || (i < position && length > 0);
    seats.set(turn, {
      turn,
      holder: holder ?? "",
      length: (known?.length ?? 0) + length,
      begun: (known?.begun ?? false) || happens,
      running: (known?.running ?? false) || i === position,
      toCome: hasTime.has(turn) && canUse.has(turn),
    });
  });
  return [...seats.values()];
}

function lengthsOf(boxes: readonly Timebox[]): Map<string, Millis> {
  return new Map(boxes.map(({ id, length }) => [id, length]));
}

function movedBy(changes: readonly Change[]): Map<string, Millis> {
  const moved = new Map<string, Millis>();
  for (const { segment, by } of changes) moved.set(segment, (moved.get(segment) ?? 0) + by);
  return moved;
}

/** 6.9: until the grace is over the stage is the last holder's, then the next one's. */
export function stageIsRight(session: Running, broken: Report) {
  const plan = planOf(session);
  const segment = plan.segments[session.position];
  if (!segment || segment.graceUntil === null) return;
  const { graceUntil, startsAt, endsAt, holder } = segment;
  if (graceUntil > Math.min(endsAt, startsAt + scaled(10, session.hour))) {
    broken("6.9: grace is longer than 10 s or its handover");
  }
  if (graceUntil > startsAt && stageAt(plan, segment, graceUntil - 1).holder !== holder) {
    broken("6.9: the stage is taken away too soon");
  }
  if (stageAt(plan, segment, graceUntil).grace) broken("6.9: grace does not end");
}

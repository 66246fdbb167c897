import { SHORTEST_COMMIT, isCommitment } from "../agenda/agenda.ts";
import { seatsBlock } from "../agenda/fit.ts";
import type { SessionEvent } from "../session/event.ts";
import { attendanceOf, currentStart, isHere, present } from "../session/session.ts";
import type { Running, Session } from "../session/session.ts";
import type { Timebox } from "../session/timebox.ts";
import { scaled, tolerance } from "../time.ts";
import type { Millis } from "../time.ts";
import type { Report } from "./laws.ts";

/** What single rules say about who pays first, who gets something back, and who has to be there. */
export function rulesOfEvent(before: Session, event: SessionEvent, after: Session, broken: Report) {
  if (before.status === "none" || after.status !== "running") return;
  const gain = gains(before.boxes, after.boxes);
  paidInTurn(event, after, gain, broken);
  if (before.status !== "running") return;
  onlyWhatIsMeant(before, event, after, gain, broken);
  once(before, event, broken);
}

type Gain = (what: (box: Timebox) => boolean) => Millis;

function gains(before: readonly Timebox[], after: readonly Timebox[]): Gain {
  const was = new Map(before.map(({ id, length }) => [id, length]));
  return (what) =>
    after.reduce((sum, box) => (what(box) ? sum + box.length - (was.get(box.id) ?? 0) : sum), 0);
}

/** 2.3, 4.2 and 9.3: nobody pays while somebody before them in the line still could. */
function paidInTurn(event: SessionEvent, after: Running, gain: Gain, broken: Report) {
  const { boxes, position } = after;
  const isReserve = ({ block }: Timebox) => block === "reserve";
  const current = boxes[position];
  const inSeat = current?.block === "seat" ? current.turn : null;
  const isOthers = ({ block, turn }: Timebox) => block === "seat" && turn !== inSeat;
  const isOwn = (box: Timebox) =>
    box.block === "seat" && box.turn === inSeat && box.id !== current?.id;
  const reserve = boxes.find(isReserve)?.length ?? 0;
  if (event.type === "session-started" && event.changes.length > 0) {
    const isReview = ({ block }: Timebox) => block === "review";
    const spared = boxes.some((box) => isReview(box) && box.length > Math.floor(box.planned / 2));
    if (spared && gain(isReserve) < 0) broken("2.3: the reserve pays before the reviews");
    if (reserve > 0 && gain(({ block }) => block === "seat") < 0 && gain(isReserve) === 0) {
      broken("2.3: the seats pay before the reserve");
    }
  }
  if (event.type !== "paused") return;
  // What cannot be shared out equally stays with the reserve, less than a ms for each seat.
  const some = boxes.length;
  if (reserve > some && gain(isOthers) + gain(isOwn) < 0) {
    broken(`4.2: seats pay for a ${event.kind} pause before the reserve`);
  }
  if (event.kind !== "emergency" && gain(isOthers) !== 0) broken("4.2: others pay for a pause");
  if (event.kind === "seat" && gain(isOwn) !== 0) broken("9.1: the seat pays for its pause");
  if (event.until <= event.at) broken("9.1: a pause without time");
}

/** What an event may move, beyond what the laws say. */
function onlyWhatIsMeant(
  before: Running,
  event: SessionEvent,
  after: Running,
  gain: Gain,
  broken: Report,
) {
  const current = before.boxes[before.position];
  const seat = current?.block === "seat" ? current.turn : null;
  const isOwn = ({ block, turn }: Timebox) => block === "seat" && turn === seat;
  const own = gain(isOwn);
  const begins = currentStart(before) === event.at;
  if (!begins && !endsOrGoesBack(event, current) && gain(({ id }) => id === current?.id) < 0) {
    broken(`6.11: ${event.type} takes from what runs`);
  }
  switch (event.type) {
    case "seat-extended": {
      const amounts = [30, 60].map((seconds) => scaled(seconds, after.hour));
      if (!amounts.includes(own)) broken(`7.5: an extension gives ${own}`);
      return;
    }
    case "seat-yielded": {
      const taken = gain((box) => box.block === "seat" && box.holder === event.to);
      const { longest } = seatsBlock(after.agenda);
      const whole = lengthOf(after, ({ holder }) => holder === event.to);
      if (taken > 0 && whole > scaled(longest, after.hour)) broken("7.2: longer than the longest");
      if (event.to === "questions" && own !== 0 && !before.claim)
        broken("7.3: open talk in another seat");
      if (
        event.to !== "questions" &&
        before.once.yielded.includes(event.seat) &&
        event.to !== "reserve"
      ) {
        broken("7.4: given away twice");
      }
      return;
    }
    case "resumed": {
      const { pause } = before;
      const back = gain(({ id }) => id === current?.id);
      const unused = (pause?.until ?? 0) - event.at;
      if (-back !== unused) broken(`9.2: ${-back} of ${unused} unused go back`);
      if (event.cause === "time" && unused !== 0) broken("9.2: a pause ends by itself too soon");
      return;
    }
    case "overtime-began":
      if (current?.adviser != null) {
        const isTurn = ({ phase, id }: Timebox) => phase === current.phase && id !== current.id;
        if (gain((box) => isOwn(box) && isTurn(box)) !== 0) {
          broken("6.10: an adviser pays for another");
        }
      }
      return;
    case "segment-ended": {
      if (event.cause === "begun") return;
      const elsewhere = gain(
        (box) =>
          box.block !== "reserve" && box.id !== current?.id && box.id !== "goodbye" && !isOwn(box),
      );
      if (elsewhere !== 0) broken(`6.4: ${event.segment} leaves ${elsewhere} to somebody else`);
      const byHand = ["advanced", "done", "skipped"].includes(event.cause);
      const had = event.at - currentStart(before);
      const least = Math.min(current?.length ?? 0, scaled(SHORTEST_COMMIT, after.hour));
      if (byHand && isCommitment(current?.phase ?? null) && had < least) {
        broken(`6.7: a commitment of ${had}`);
      }
      if (byHand && current?.block === "next-call") broken("6.8: the next call is cut short");
      return;
    }
    default:
  }
}

/** Whether the current segment ends by it, or gives back what it has not used. */
function endsOrGoesBack(event: SessionEvent, current: Timebox | undefined): boolean {
  switch (event.type) {
    case "segment-ended":
    case "overtime-ended":
    case "resumed":
    case "seat-yielded":
      return true;
    default:
      return event.type === "seat-released" && event.member === current?.holder;
  }
}

/** 7.5 and 9.1: what a seat can have only once. */
function once({ once: had }: Running, event: SessionEvent, broken: Report) {
  if (event.type === "seat-extended" && had.extended.includes(event.seat)) {
    broken("7.5: extended twice");
  }
}

function lengthOf({ boxes }: Running, what: (box: Timebox) => boolean): Millis {
  return boxes.reduce(
    (sum, box) => (box.block === "seat" && what(box) ? sum + box.length : sum),
    0,
  );
}

/** What must be true once everything that is due has happened. */
export function rulesWhenSettled(session: Running, broken: Report) {
  const { at, hour, startedAt, position, boxes } = session;
  const current = boxes[position];
  const waits = current?.block === "waiting";
  if (waits && present(session).length >= 2) broken("2.2: two are there and nothing begins");
  if (waits && at >= startedAt + scaled(1200, hour)) broken("2.4: waits for longer than 20:00");
  for (const { member, presence, lostAt, announced } of session.attendance) {
    if (presence === "lost" && (lostAt ?? 0) + tolerance(60, hour) <= at) {
      broken("4.1: the place is held for too long");
    }
    const decided = !waits && at >= startedAt + scaled(600, hour);
    const paused = session.pause !== null && current?.holder === member;
    if (presence === "expected" && announced === null && decided && !paused) {
      broken("3.5: somebody who has not come is waited for");
    }
  }
  removedAreOut(session, broken);
  chairIsThere(session, broken);
  holderIsThere(session, broken);
  if (!waits) advisersAreThere(session, broken);
  for (const { until, id } of session.proposals) {
    if (until <= at) broken(`11.1: question ${id} does not close`);
  }
}

/** 5.8: whoever was removed is not there, and nothing of the hour that is to come is theirs. */
function removedAreOut(session: Running, broken: Report) {
  const { boxes, position, removed, pause } = session;
  for (const member of removed) {
    if (isHere(session, member)) broken("5.8: somebody who was removed is there");
    const paused = pause !== null && boxes[position]?.holder === member;
    const waits = boxes[position]?.block === "waiting";
    const mine = ({ holder, adviser, length }: Timebox) =>
      length > 0 && adviser === null && holder === member;
    if (!paused && !waits && boxes.slice(position + 1).some(mine)) {
      broken("5.8: something is to come for somebody who was removed");
    }
  }
  if (removed.includes(session.facilitator)) broken("5.9: the facilitator was removed");
  if (removed.includes(session.chair)) broken("5.9: whoever was removed has the chair");
}

/** 5.2 to 5.4: somebody who is there has the chair, but for a while. */
function chairIsThere(session: Running, broken: Report) {
  const { at, hour, startedAt, chair } = session;
  if (isHere(session, chair) || present(session).length === 0) return;
  const { presence, lostAt } = attendanceOf(session, chair);
  if (presence === "gone") broken("5.4: the chair is with somebody who has gone");
  if (presence === "lost" && (lostAt ?? 0) + tolerance(20, hour) <= at) {
    broken("5.3: the chair is with somebody who was lost");
  }
  if (presence === "expected" && startedAt + scaled(60, hour) <= at) {
    broken("5.2: the chair is with somebody who has not come");
  }
}

/** 4.4: no seat goes on without its holder, unless the chair wants that or a promise is being made. */
function holderIsThere(session: Running, broken: Report) {
  const box = session.boxes[session.position];
  if (box?.block !== "seat" || box.holder === null || session.pause) return;
  if (box.mode === "handover" || isCommitment(box.phase)) return;
  if (session.unattended === box.turn) return;
  const { presence } = attendanceOf(session, box.holder);
  if (presence === "gone" || presence === "excused") broken("4.4: a seat runs without its holder");
}

/** Whatever moves is shared out to the ms, and may be moved more than once. */
const ROUNDING = 9;

/** 1.9: those who are there, or may come, advise for equal times; whoever has gone has no turn. */
function advisersAreThere(session: Running, broken: Report) {
  const { boxes, position } = session;
  const begun = new Set(
    boxes
      .slice(0, position + 1)
      .flatMap(({ block, turn, length }, i) =>
        block === "seat" && (length > 0 || i === position) ? [turn] : [],
      ),
  );
  const rounds = new Map<number, Timebox[]>();
  for (const box of boxes.slice(position + 1)) {
    if (box.adviser === null || box.turn === null || begun.has(box.turn)) continue;
    rounds.set(box.turn, [...(rounds.get(box.turn) ?? []), box]);
  }
  for (const [turn, round] of rounds) {
    const may = round.filter(({ adviser }) => {
      const { presence } = attendanceOf(session, adviser ?? "");
      return presence !== "gone" && presence !== "excused";
    });
    if (may.length === 0) continue;
    const lengths = may.map(({ length }) => length);
    if (Math.max(...lengths) - Math.min(...lengths) > ROUNDING)
      broken(`1.9: unequal advice in seat ${turn}`);
    if (round.some((box) => box.length > 0 && !may.includes(box))) {
      broken(`1.9: a turn in seat ${turn} for somebody who has gone`);
    }
  }
}

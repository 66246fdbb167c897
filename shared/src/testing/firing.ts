import { fit } from "../agenda/fit.ts";
import type { Command } from "../session/command.ts";
import type { SessionEvent } from "../session/event.ts";
import type { RejectionCode } from "../session/rejection.ts";
import { evolve } from "../session/evolve.ts";
import { attendanceOf, currentStart, isHere } from "../session/session.ts";
import type { Running, Session } from "../session/session.ts";
import type { Timebox } from "../session/timebox.ts";
import { FULL_HOUR, scaled } from "../time.ts";
import type { Life, Moment } from "./live.ts";

/** A rule fires when an event is its doing, or a refusal. */
type Fired = {
  readonly before: Session;
  readonly event: SessionEvent;
  readonly after: Session;
  /** What was asked for, or a tick. */
  readonly command: Command;
  /** Everything that the same command made happen. */
  readonly beside: readonly SessionEvent[];
};

/** How each rule that commands and the clock can set off shows in the log. */
const byEvent: { readonly [rule: string]: (fired: Fired) => boolean } = {
  "1.1": ({ event }) => event.type === "session-created" && event.hour < FULL_HOUR,
  "1.3": ({ event, after }) =>
    event.type === "session-created" && after.status === "lobby" && isByFormula(after, event),
  "1.4": ({ event }) => {
    if (event.type !== "session-created") return false;
    const fitted = fit(event.agenda, event.members.length);
    return fitted.ok && fitted.phases.some(({ id, seconds }) => id === "open" && seconds === 0);
  },
  "1.5": ({ event }) => {
    if (event.type !== "session-created") return false;
    const fitted = fit(event.agenda, event.members.length);
    const seats = event.agenda.blocks.find(({ kind }) => kind === "seats");
    return fitted.ok && seats?.kind === "seats" && fitted.seat === seats.longest;
  },
  "1.6": ({ event }) => event.type === "session-created" && event.agenda.seats !== "all",
  "1.7": ({ event, after }) => {
    if (event.type !== "session-created" || after.status !== "lobby") return false;
    const fitted = fit(event.agenda, event.members.length);
    const reserve = after.boxes.find(({ block }) => block === "reserve");
    return fitted.ok && reserve?.length !== scaled(fitted.reserve, event.hour);
  },
  "1.8": ({ before, event, after }) =>
    event.type === "segment-ended" &&
    before.status === "running" &&
    after.status === "running" &&
    after.position > before.position + 1,
  "1.9": ({ event }) =>
    (event.type === "member-gone" || event.type === "member-arrived") && event.changes.length > 0,
  "2.1": ({ event, before }) =>
    event.type === "session-started" && before.status === "lobby" && event.by === "clock",
  "2.2": ({ event }) => event.type === "session-started" && event.changes.length > 0,
  "2.3": ({ event, before }) =>
    is(event, "segment-ended", "begun") &&
    before.status === "running" &&
    event.at > before.startedAt,
  "2.4": ({ event }) => is(event, "session-ended", "not-held") && event.by === "clock",
  "3.1": (fired) => lateness(fired) !== null && (lateness(fired) ?? 0) <= inTime(fired),
  "3.2": (fired) => {
    const late = lateness(fired);
    const presence = presenceOf(fired.before, fired.event);
    return late !== null && late > inTime(fired) && presence === "expected";
  },
  "3.3": ({ event }) => event.type === "seat-granted" && event.source === "seats",
  "3.4": ({ event }) => event.type === "member-excused" || is(event, "seat-released", "excused"),
  "3.5": ({ event }) => is(event, "seat-released", "no-show"),
  "3.6": ({ event, before }) =>
    event.type === "seat-released" &&
    moves(before, event, ({ block, holder }) => block === "seat" && holder !== event.member),
  "3.7": ({ event, before }) =>
    event.type === "seat-released" &&
    moves(before, event, ({ block }) => block === "review" || block === "closing"),
  "3.8": ({ event, before }) =>
    is(event, "seat-released", "absent") &&
    before.status === "running" &&
    attendanceOf(before, "member" in event ? event.member : "").announced !== null,
  "3.9": (fired) =>
    is(fired.event, "segment-ended", "absent") &&
    ["review", "closing"].includes(current(fired.before)?.block ?? ""),
  "3.10": ({ event, before }) =>
    is(event, "order-changed", "absent") && before.status === "running" && begins(before, event),
  "4.1": ({ event }) => event.type === "member-gone",
  "4.2": ({ event }) => is(event, "paused", "drop"),
  "4.3": ({ event }) => is(event, "resumed", "returned"),
  "4.4": ({ event, before }) =>
    is(event, "segment-ended", "absent") &&
    current(before)?.block === "seat" &&
    current(before)?.adviser === null,
  "4.5": ({ event, beside }) =>
    is(event, "order-changed", "absent") &&
    beside.some((other) => other.type === "member-gone" && other.at === event.at),
  "4.6": ({ event, before }) =>
    is(event, "segment-ended", "absent") && current(before)?.adviser != null,
  "4.7": ({ event }) => event.type === "seat-granted" && event.source === "reserve",
  "4.8": ({ event, command }) =>
    is(event, "resumed", "without-holder") ||
    (event.type === "seat-released" && command.type === "release"),
  "5.1": ({ event, command }) =>
    event.type === "session-created" && command.type === "create" && command.deputy === undefined,
  "5.2": ({ event, before }) =>
    is(event, "chair-taken", "absent") && chairWas(before) === "expected",
  "5.3": ({ event, before }) => is(event, "chair-taken", "absent") && chairWas(before) === "lost",
  "5.4": ({ event, before }) =>
    event.type === "chair-taken" &&
    event.cause === "absent" &&
    before.status === "running" &&
    event.member !== before.deputy,
  "5.5": ({ event }) => is(event, "chair-taken", "taken"),
  "5.6": ({ event }) => is(event, "chair-taken", "handed"),
  "5.7": ({ event, before }) =>
    is(event, "segment-ended", "deadline") &&
    before.status === "running" &&
    !isHere(before, before.chair),
  "5.8": ({ event }) => event.type === "member-removed",
  "6.1": ({ event }) => is(event, "segment-ended", "deadline"),
  "6.2": ({ event }) => is(event, "segment-ended", "advanced"),
  "6.3": ({ event, before }) =>
    endedByHand(event) &&
    current(before)?.block === "seat" &&
    moves(before, event, ({ turn, block }) => block === "seat" && turn === current(before)?.turn),
  "6.4": ({ event, before }) =>
    endedByHand(event) &&
    current(before)?.block !== "seat" &&
    moves(before, event, ({ id }) => id === "reserve" || id === "goodbye"),
  "6.5": ({ event }) => is(event, "segment-ended", "done"),
  "6.6": ({ event, command }) => is(event, "segment-ended", "skipped") && command.type === "skip",
  "6.9": ({ event, after }) =>
    event.type === "segment-ended" && current(after)?.mode === "handover",
  "6.10": ({ event }) => event.type === "overtime-began",
  "6.11": ({ event, before }) =>
    before.status === "running" &&
    before.claim?.kind === "overtime" &&
    (event.type === "overtime-ended" || event.type === "segment-ended"),
  "7.1": ({ event }) => event.type === "seat-yielded" && event.to === "reserve",
  "7.2": ({ event }) =>
    event.type === "seat-yielded" && event.to !== "reserve" && event.to !== "questions",
  "7.3": ({ event }) => event.type === "seat-yielded" && event.to === "questions",
  "7.5": ({ event }) => event.type === "seat-extended",
  "7.6": ({ event, beside }) =>
    event.type === "seat-extended" &&
    event.source === "reserve" &&
    beside.every(({ type }) => type !== "proposal-closed"),
  "7.7": ({ event, beside }) =>
    event.type === "seat-extended" &&
    event.source === "reserve" &&
    beside.some(({ type }) => type === "proposal-closed"),
  "7.8": ({ event }) => event.type === "seat-extended" && event.source !== "reserve",
  "7.10": ({ event, before }) =>
    event.type === "seat-extended" &&
    (current(before)?.adviser != null || current(before)?.mode === "silence"),
  "8.1": ({ event }) => is(event, "order-changed", "reordered"),
  "8.2": ({ event, command }) => is(event, "order-changed", "swapped") && command.type === "agree",
  "8.3": ({ event }) => is(event, "order-changed", "swapped-alone"),
  "8.4": ({ event, before }) => event.type === "order-changed" && before.status === "running",
  "8.5": ({ event }) => is(event, "seat-released", "passed"),
  "9.1": ({ event }) => is(event, "paused", "seat"),
  "9.2": ({ event, before }) =>
    event.type === "resumed" && before.status === "running" && before.pause?.kind === "seat",
  "9.3": ({ event }) => is(event, "paused", "emergency"),
  "9.4": ({ event, before }) =>
    event.type === "resumed" &&
    before.status === "running" &&
    before.pause?.kind === "emergency" &&
    event.changes.length > 0,
  "9.5": ({ event, beside, before }) =>
    event.type === "overtime-ended" ||
    (is(event, "paused", "emergency") &&
      before.status === "running" &&
      beside.some((other) => other.type === "resumed" && other.at === event.at)),
  "10.1": ({ event }) => is(event, "session-ended", "hour-over"),
  "10.2": ({ event, before }) =>
    (is(event, "session-ended", "agreed") || is(event, "session-ended", "closed")) &&
    before.status === "running" &&
    !isClosing(before),
  "10.3": ({ event, before }) =>
    is(event, "session-ended", "closed") && before.status === "running" && isClosing(before),
  "11.1": ({ event, before }) =>
    is(event, "proposal-closed", "lapsed") && untilOf(before, event) === event.at,
  "11.2": ({ event, before }) =>
    is(event, "proposal-closed", "lapsed") && (untilOf(before, event) ?? 0) > event.at,
  "11.3": ({ event }) =>
    is(event, "proposal-closed", "withdrawn") || is(event, "proposal-closed", "declined"),
  "11.5": ({ event, command }) => event.by === "clock" && event.at < command.at,
  "11.6": ({ command, before, event }) =>
    before.status !== "none" && command.at < before.at && event.at === before.at,
};

/** How it shows that something was refused, or left as it is. */
const byRefusal: { readonly [rule: string]: (code: RejectionCode, command: Command) => boolean } = {
  "1.2": (code, { type }) => type === "create" && code !== "already-created",
  "5.9": (code) => code === "facilitator-stays" || code === "facilitator-decides",
  "6.2": (code, { type }) => type === "advance" && code.startsWith("segment-"),
  "6.7": (code) => code === "commitment-first",
  "6.8": (code) => code === "not-skippable" || code === "last-segment",
  "7.4": (code) => code === "no-second-yield",
  "7.9": (code, { type }) => code === "no-seconds" && type === "extend",
  "10.5": (code) => code === "session-over",
  "11.4": () => true,
};

/** Rules of other sources: of the ledger, of the screen and of the log, which tests of their own hold. */
export const elsewhere: readonly string[] = ["8.6", "8.7", "10.4", "12.1", "12.2", "12.3"];

/** Every rule that can fire here. */
export const rules: readonly string[] = [
  ...new Set([...Object.keys(byEvent), ...Object.keys(byRefusal), "11.7"]),
].toSorted((a, b) => {
  const [major = 0, minor = 0] = a.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = b.split(".").map(Number);
  return major - otherMajor || minor - otherMinor;
});

const eventRules = Object.entries(byEvent);
const refusalRules = Object.entries(byRefusal);

/** Adds to `counts` how often each rule fired in a life. */
export function countFirings({ moments }: Life, counts: Map<string, number>): void {
  const count = (rule: string) => counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const moment of moments) firingsOf(moment, count);
  // Offers are compared with answers in every life.
  count("11.7");
}

function firingsOf({ before, command, decision }: Moment, count: (rule: string) => void): void {
  if (!decision.ok) {
    for (const [rule, fires] of refusalRules)
      if (fires(decision.rejection.code, command)) count(rule);
    return;
  }
  let now = before;
  for (const event of decision.events) {
    const after = evolve(now, event);
    const fired: Fired = { before: now, event, after, command, beside: decision.events };
    for (const [rule, fires] of eventRules) if (fires(fired)) count(rule);
    now = after;
  }
}

function is(event: SessionEvent, type: SessionEvent["type"], why: string): boolean {
  if (event.type !== type) return false;
  if ("cause" in event) return event.cause === why;
  if ("outcome" in event) return event.outcome === why;
  return "kind" in event && event.kind === why;
}

function endedByHand(
  event: SessionEvent,
): event is Extract<SessionEvent, { type: "segment-ended" }> {
  return event.type === "segment-ended" && ["advanced", "done", "skipped"].includes(event.cause);
}

function current(session: Session): Timebox | undefined {
  return session.status === "running" ? session.boxes[session.position] : undefined;
}

function isClosing({ boxes, position }: Running): boolean {
  return position > boxes.findIndex(({ block }) => block === "reserve");
}

function begins(session: Running, { at }: SessionEvent): boolean {
  const { boxes, position } = session;
  const turn = boxes[position]?.turn;
  const begun = boxes
    .slice(0, position)
    .some((box) => box.block === "seat" && box.turn === turn && box.length > 0);
  return !begun && currentStart(session) === at && boxes[position]?.block === "seat";
}

function chairWas(session: Session): string {
  return session.status === "none" ? "" : attendanceOf(session, session.chair).presence;
}

function presenceOf(session: Session, event: SessionEvent): string {
  if (session.status === "none" || !("member" in event)) return "";
  return attendanceOf(session, event.member).presence;
}

/** How long after the start somebody came who had not been there before; null for everything else. */
function lateness({ before, event }: Fired): number | null {
  if (event.type !== "member-arrived" || before.status !== "running") return null;
  const { arrivedAt } = attendanceOf(before, event.member);
  return arrivedAt === null ? event.at - before.startedAt : null;
}

function inTime({ before }: Fired): number {
  return before.status === "none" ? 0 : scaled(60, before.hour);
}

function untilOf(session: Session, event: SessionEvent): number | null {
  if (session.status !== "running" || event.type !== "proposal-closed") return null;
  return session.proposals.find(({ id }) => id === event.proposal)?.until ?? null;
}

function moves(
  session: Session,
  { changes }: Extract<SessionEvent, { changes: unknown }>,
  what: (box: Timebox) => boolean,
): boolean {
  if (session.status === "none" || changes.length === 0) return false;
  const ids = new Set(session.boxes.filter(what).map(({ id }) => id));
  return changes.some(({ segment }) => ids.has(segment));
}

function isByFormula(
  { boxes, hour }: Extract<Session, { status: "lobby" }>,
  { agenda, members }: Extract<SessionEvent, { type: "session-created" }>,
): boolean {
  const fitted = fit(agenda, members.length);
  if (!fitted.ok) return false;
  const turns = new Map<number, number>();
  for (const { block, turn, length } of boxes) {
    if (block === "seat" && turn !== null) turns.set(turn, (turns.get(turn) ?? 0) + length);
  }
  const whole = scaled(fitted.seat, hour);
  return turns.size === fitted.seats && [...turns.values()].every((length) => length === whole);
}

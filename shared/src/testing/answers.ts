import type { Command, Wish } from "../session/command.ts";
import { decide } from "../session/decide.ts";
import type { MemberId } from "../session/member.ts";
import { offersTo } from "../session/offers.ts";
import type { Offers } from "../session/offers.ts";
import { reject, rejectionCodes } from "../session/rejection.ts";
import type { Rejection } from "../session/rejection.ts";
import { evolve, replay } from "../session/evolve.ts";
import type { Session } from "../session/session.ts";
import { viewOf } from "../session/view.ts";
import type { SessionView } from "../session/view.ts";
import { yieldWorth } from "../session/yield-worth.ts";
import type { Instant } from "../time.ts";
import type { Report } from "./laws.ts";
import type { Moment } from "./live.ts";

type Existing = Exclude<Session, { status: "none" }>;

/** 11.4: a refusal has a code that is known, and a sentence of its own. */
export function refusalIsKnown({ code, message }: Rejection, broken: Report) {
  if (!rejectionCodes.includes(code)) broken(`11.4: nobody knows ${code}`);
  if (message !== reject(code).message || !/^[A-Z].*\.$/.test(message)) {
    broken(`11.4: ${code} has no sentence`);
  }
}

/** 11.4: whatever has been accepted changes nothing when it comes again. */
export function repeatIsVoid({ command, decision, after }: Moment, broken: Report) {
  if (!decision.ok || after.status === "none") return;
  // Pauses of one instant cannot be told apart.
  if (command.type === "resume" && (command.since ?? command.at) >= command.at) return;
  const again = decide(after, { ...command, at: after.at });
  if (again.ok && again.events.length > 0) {
    broken(`11.4: ${command.type} again makes ${again.events.map(({ type }) => type).join()}`);
  }
}

/** 6.2 and 11.4: what names a segment or a question that is over is refused, as long as it lasts. */
export function staleIsVoid(command: Command, session: Existing, broken: Report) {
  if (session.status !== "running") return;
  const answer = decide(session, { ...command, at: session.at });
  const over = isOver(command, session);
  if (over && answer.ok) broken(`11.4: a late ${command.type} is accepted`);
}

function isOver(command: Command, session: Extract<Session, { status: "running" }>): boolean {
  switch (command.type) {
    case "advance":
    case "skip":
    case "yield":
    case "extend":
      return session.boxes[session.position]?.id !== command.segment;
    case "pause":
      return !command.emergency && session.boxes[session.position]?.id !== command.segment;
    case "agree":
    case "decline":
      return !session.proposals.some(({ id }) => id === command.proposal);
    default:
      return false;
  }
}

/** 11.7: what is offered is accepted, and what is accepted is offered. */
export function offersAreTrue(session: Existing, by: MemberId, broken: Report) {
  const offers = offersTo(session, by);
  const view = viewOf(session, by);
  const accepts = (wish: Wish, at: Instant = session.at) => {
    const before = at === session.at ? session : null;
    const answer = decide(session, { ...wish, at, by });
    if (!answer.ok) return false;
    return before === null || answer.events.length > 0;
  };
  const agree = (what: string, offered: boolean, accepted: boolean) => {
    if (offered && !accepted) broken(`11.7: ${what} is offered and refused`);
    if (!offered && accepted) broken(`11.7: ${what} is accepted and not offered`);
  };
  for (const { what, offered, wish } of everything(session, offers)) {
    agree(what, offered, accepts(wish));
  }
  const box = session.status === "running" ? session.boxes[session.position] : undefined;
  const segment = box?.id ?? "nonsense";
  const from = offers.done?.from ?? (view?.action?.type === "advance" ? view.action.from : null);
  const now = from !== null && from <= session.at;
  agree("advance", now, accepts({ type: "advance", segment }));
  if (offers.done && offers.done.from > session.at) {
    agree(
      "done later",
      true,
      isOfferedLater(session, by, offers.done.from, { type: "advance", segment }),
    );
  }
  agree("start", view?.action?.type === "start", accepts({ type: "start" }));
}

/** Whether it would be accepted then, unless something else has happened by itself in between. */
function isOfferedLater(session: Existing, by: MemberId, at: Instant, wish: Wish): boolean {
  const before = decide(session, { type: "tick", at, by: "clock" });
  if (before.ok && before.events.length > 0) return true;
  return decide(session, { ...wish, at, by }).ok;
}

/**
 * 7.2 and 3.3: what a question says it would move is what it moves. Asked of the rules at `at`, before
 * anything else is due.
 */
export function amountsAreTrue(session: Existing, at: Instant, broken: Report) {
  if (session.status !== "running") return;
  for (const { id, wish, asked, terms, giving } of viewOf(session, session.chair)?.proposals ??
    []) {
    if (!terms && giving.length === 0) continue;
    let after: Session = session;
    for (const by of asked) {
      const answer = decide(after, { type: "agree", proposal: id, at, by });
      if (answer.ok) after = replay(answer.events, after);
    }
    if (after.status !== "running" || after.proposals.some((each) => each.id === id)) continue;
    const [was, is] = [seatsByHolder(session), seatsByHolder(after)];
    const gained = (member: MemberId) => (is.get(member) ?? 0) - (was.get(member) ?? 0);
    if (terms && wish.type === "yield") {
      const shown = Math.min(terms.room, yieldWorth(terms, at));
      if (gained(wish.to) !== shown) broken(`7.2: ${shown} are shown, ${gained(wish.to)} given`);
    }
    for (const { member, from, to } of giving) {
      if (gained(member) !== to - from)
        broken(`3.3: ${to - from} are shown, ${gained(member)} move`);
    }
  }
}

function seatsByHolder({ boxes }: Existing): Map<MemberId, number> {
  const seats = new Map<MemberId, number>();
  for (const { block, holder, length } of boxes) {
    if (block === "seat" && holder) seats.set(holder, (seats.get(holder) ?? 0) + length);
  }
  return seats;
}

type Offered = { readonly what: string; readonly offered: boolean; readonly wish: Wish };

/** Every wish that somebody could have in a session, and whether it is offered. */
function everything(session: Existing, offers: Offers): Offered[] {
  const { order } = session;
  const box = session.status === "running" ? session.boxes[session.position] : undefined;
  const segment = box?.id ?? "nonsense";
  const proposals = session.status === "running" ? session.proposals.map(({ id }) => id) : [];
  const pairs = order.flatMap((a, i) => order.slice(i + 1).map((b) => ({ a, b })));
  const to = (["reserve", "questions", ...order] as const).map((each): Offered => ({
    what: `yield to ${each}`,
    offered: offers.yield?.to.includes(each) ?? false,
    wish: { type: "yield", segment, to: each },
  }));
  const members = order.flatMap((member): Offered[] => [
    {
      what: "hand-chair",
      offered: offers.handChair.includes(member),
      wish: { type: "hand-chair", to: member },
    },
    {
      what: "release",
      offered: offers.release.includes(member),
      wish: { type: "release", member },
    },
    { what: "grant", offered: offers.grant.includes(member), wish: { type: "grant", member } },
    { what: "remove", offered: offers.remove.includes(member), wish: { type: "remove", member } },
    { what: "excuse", offered: offers.excuse.includes(member), wish: { type: "excuse", member } },
  ]);
  const seconds = ([30, 60] as const).map((each): Offered => ({
    what: `extend by ${each}`,
    // What nobody can pay is shown, and not to be had (7.9).
    offered:
      offers.extend?.options.some(({ seconds, price }) => seconds === each && price !== "nobody") ??
      false,
    wish: { type: "extend", segment, seconds: each },
  }));
  const swaps = pairs.map(({ a, b }): Offered => ({
    what: "swap",
    offered: offers.swap.some((pair) => pair.a === a && pair.b === b),
    wish: { type: "swap", a, b },
  }));
  const questions = proposals.flatMap((proposal): Offered[] => [
    {
      what: "agree",
      offered: offers.agree.includes(proposal),
      wish: { type: "agree", proposal },
    },
  ]);
  const simple: Offered[] = [
    { what: "pass", offered: offers.pass, wish: { type: "pass" } },
    {
      what: "reorder",
      offered: offers.reorder,
      wish: { type: "reorder", order: order.toReversed() },
    },
    { what: "pause", offered: offers.pause !== null, wish: { type: "pause", segment } },
    {
      what: "emergency",
      offered: offers.emergency !== null,
      wish: { type: "pause", segment, emergency: true },
    },
    { what: "resume", offered: offers.resume, wish: { type: "resume" } },
    {
      what: "set-auto-advance",
      offered: offers.autoAdvance,
      wish: { type: "set-auto-advance", on: !session.automatic },
    },
    { what: "take-chair", offered: offers.takeChair, wish: { type: "take-chair" } },
    { what: "ask-seat", offered: offers.askSeat, wish: { type: "ask-seat" } },
    { what: "end", offered: offers.end !== null, wish: { type: "end" } },
  ];
  return [...to, ...members, ...seconds, ...swaps, ...questions, ...simple];
}

const viewKeys =
  "action,agenda,automatic,chair,current,ended,hour,members,news,offers,overtimeSince,pause,plan," +
  "practice,proposals,rehearsal,reserve,scheduledFor,sealed,status,version,you";

/** 11.7: everybody sees the same hour, only their own buttons, and strangers nothing. */
export function viewsAreOwn(session: Existing, broken: Report) {
  for (const stranger of ["eve", "clock", "operator", "", "__proto__"]) {
    if (viewOf(session, stranger) !== null) broken(`11.7: ${stranger} sees the session`);
  }
  const views = session.order.map((id) => {
    const view = viewOf(session, id);
    if (session.removed.includes(id)) {
      if (view) broken(`5.8: ${id} was removed and sees the session`);
      return null;
    }
    if (!view) {
      broken(`11.7: ${id} sees nothing`);
      return null;
    }
    if (view.you.id !== id) broken("11.7: a view is somebody else's");
    if (Object.keys(view).toSorted().join() !== viewKeys)
      broken("11.7: a view shows something else");
    if (view.action && id !== session.chair) broken("11.7: an action without the chair");
    holdsNothingOdd(view, "view", broken);
    return view;
  });
  const [first, ...others] = views.filter((view) => view !== null);
  if (first) {
    if (others.some((other) => other && !same(shared(first), shared(other)))) {
      broken("11.7: two members see two hours");
    }
  }
}

/** What is the same for everybody. */
function shared({ you: _you, action: _action, offers: _offers, ...rest }: SessionView) {
  return rest;
}

/** Neither undefined nor NaN: what goes over the wire comes out as it went in. */
function holdsNothingOdd(value: unknown, path: string, broken: Report) {
  if (value === undefined || typeof value === "function")
    broken(`11.7: ${path} is ${typeof value}`);
  if (typeof value === "number" && !Number.isFinite(value)) broken(`11.7: ${path} is ${value}`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) holdsNothingOdd(each, `${path}.${key}`, broken);
}

/** Deep equality of plain data, quick enough to be asked for every step. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && same(a[key as keyof typeof a], b[key as keyof typeof b]));
}

/** 11.5: the log gives the same state, at once and in two pieces, and a decision has no memory. */
export function replayIsLive(
  moments: readonly Moment[],
  events: Parameters<typeof replay>[0],
  session: Session,
  broken: Report,
) {
  const log = [...events];
  const half = Math.floor(log.length / 2);
  if (!same(replay(log), session)) broken("11.5: the log leads elsewhere");
  const first = JSON.parse(JSON.stringify(replay(log.slice(0, half)))) as Session;
  if (!same(log.slice(half).reduce(evolve, first), session)) {
    broken("11.5: a snapshot and the rest of the log lead elsewhere");
  }
  const moment = moments[Math.floor(moments.length / 2)];
  if (moment && !same(decide(moment.before, moment.command), moment.decision)) {
    broken("11.5: the same command is answered differently");
  }
}

import type { Command, Wish } from "../session/command.ts";
import type { Actor, MemberId } from "../session/member.ts";
import { whoIsAsked } from "../session/rules/proposals.ts";
import { Books } from "../session/books.ts";
import { attendanceOf, isHere, present, seatNumberOf } from "../session/session.ts";
import type { Running, Session } from "../session/session.ts";
import type { Instant } from "../time.ts";

/**
 * What somebody wants to do. The numbers say whom and what it is about once it is known what there
 * is to choose from, so that most deeds make sense where they are done, and shrunk ones stay so.
 */
export type Deed = {
  readonly kind: DeedKind;
  /** Who does it: mostly somebody who may. */
  readonly who: number;
  readonly one: number;
  readonly other: number;
};

/** How often each kind is tried, of all together. Shrinking goes towards the first. */
const weights = {
  tick: 4,
  advance: 10,
  arrive: 11,
  leave: 6,
  agree: 20,
  decline: 3,
  skip: 3,
  yield: 6,
  extend: 9,
  pass: 2,
  swap: 5,
  "pause-seat": 3,
  emergency: 3,
  resume: 4,
  "set-auto-advance": 4,
  "take-chair": 2,
  "hand-chair": 2,
  release: 4,
  grant: 4,
  "ask-seat": 9,
  excuse: 3,
  "announce-delay": 3,
  remove: 1,
  reorder: 2,
  start: 1,
  end: 2,
  again: 4,
  wild: 3,
  create: 1,
} as const;

export type DeedKind = keyof typeof weights;

/** Each kind as often as it weighs. */
export const kinds: readonly DeedKind[] = (Object.keys(weights) as DeedKind[]).flatMap((kind) =>
  Array.from({ length: weights[kind] }, () => kind),
);

export function pick<T>(list: readonly T[], n: number): T | undefined {
  return list[n % Math.max(1, list.length)];
}

/** Of 20 deeds, this many are done by somebody who may; the others by anybody at all. */
const RIGHTFUL = 17;

const strangers: readonly Actor[] = ["eve", "clock", "operator", ""];

/**
 * The command that a deed comes to in a session. `create` is what made the session; `last` the
 * command before, which people repeat by double clicks and slow networks.
 */
export function commandOf(
  session: Session,
  deed: Deed,
  at: Instant,
  create: Command,
  last: Command,
): Command {
  const { who, one, other } = deed;
  const kind = session.status === "running" ? duringTheHour(session, deed) : deed.kind;
  if (session.status === "none" || kind === "create") return { ...create, at };
  if (kind === "again") return { ...last, at };
  const { order, chair } = session;
  const running = session.status === "running" ? session : null;
  const box = running ? running.boxes[running.position] : undefined;
  const segment = box?.id ?? pick(session.boxes, one)?.id ?? "";
  const books = running ? new Books(running, Math.max(at, running.at)) : null;
  const unbegun = books ? books.unbegunSeats.map((seat) => books.holder(seat)) : [];
  const away = order.filter((id) => !isHere(session, id));
  const holder = box?.holder ?? chair;
  const somebody = (...list: readonly MemberId[]): MemberId =>
    pick(list, one) ?? pick(order, one) ?? "";
  const by = (...may: readonly Actor[]): Actor => {
    const n = who % 20;
    if (n < RIGHTFUL) return pick(may, who >> 5) ?? chair;
    return (n === RIGHTFUL ? pick(strangers, who >> 5) : pick(order, who >> 5)) ?? "";
  };
  const command = (wish: Wish, ...may: readonly Actor[]): Command => ({
    ...wish,
    at,
    by: by(...may),
  });
  switch (kind) {
    case "tick":
      return { type: "tick", at, by: "clock" };
    case "arrive": {
      const member = one % 20 === 19 ? "eve" : somebody(...away);
      return { type: "arrive", member, at, by: member };
    }
    case "leave": {
      const member = other % 3 === 0 ? holder : somebody(...present(session));
      const since = sinceOf(other, at);
      return { type: "leave", member, ...(since === null ? {} : { since }), at, by: "clock" };
    }
    case "advance":
      return command({ type: "advance", segment }, chair, box?.adviser ?? holder);
    case "skip":
      return command({ type: "skip", segment }, holder, chair);
    case "yield": {
      const to = pick(["reserve", "questions", somebody(...unbegun), somebody(...unbegun)], other);
      return command({ type: "yield", segment, to: to ?? "reserve" }, holder);
    }
    case "extend":
      return command({ type: "extend", segment, seconds: one % 2 === 0 ? 30 : 60 }, holder, chair);
    case "pass":
      return command({ type: "pass" }, ...unbegun);
    case "swap": {
      const a = somebody(...unbegun);
      const b = pick(unbegun.length > 1 ? unbegun.filter((id) => id !== a) : order, other) ?? a;
      return command({ type: "swap", a, b }, a, b, chair);
    }
    case "pause-seat":
      return command({ type: "pause", segment }, holder, chair);
    case "emergency":
      return command({ type: "pause", segment, emergency: true }, ...order);
    case "resume": {
      // A client that has seen the pause names it.
      const since = running?.pause?.since ?? at;
      return command({ type: "resume", since }, chair, running?.pause?.by ?? chair);
    }
    case "set-auto-advance":
      return command({ type: "set-auto-advance", on: !session.automatic }, chair);
    case "take-chair":
      return command({ type: "take-chair" }, ...present(session));
    case "hand-chair":
      return command({ type: "hand-chair", to: somebody(...present(session)) }, chair);
    case "release": {
      const gone = away.filter((id) => attendanceOf(session, id).presence === "gone");
      const seated = gone.filter(
        (id) => books && books.seatLeft(seatNumberOf(session, id) ?? 0) > 0,
      );
      return command({ type: "release", member: somebody(...seated, ...gone) }, chair);
    }
    case "grant":
    case "ask-seat": {
      const without = present(session).filter((id) =>
        running?.released.includes(seatNumberOf(session, id) ?? 0),
      );
      const member = somebody(...without);
      if (kind === "grant") return command({ type: "grant", member }, chair);
      return command({ type: "ask-seat" }, member);
    }
    case "excuse": {
      const member = somebody(...away);
      return command({ type: "excuse", member }, member, chair);
    }
    case "remove":
      return command({ type: "remove", member: somebody(...present(session), ...away) }, chair);
    case "announce-delay": {
      const expected = away.filter((id) => attendanceOf(session, id).presence === "expected");
      const minutes = other % 16 === 15 ? other - 500 : (other % 59) + 1;
      return command({ type: "announce-delay", minutes }, somebody(...expected));
    }
    case "reorder": {
      const turned = [...order.slice(one % order.length), ...order.slice(0, one % order.length)];
      const next = other % 2 === 0 ? turned : turned.toReversed();
      return command({ type: "reorder", order: other % 9 === 8 ? next.slice(1) : next }, chair);
    }
    case "start":
      return command({ type: "start" }, chair);
    case "end":
      return command({ type: "end" }, chair);
    case "agree":
    case "decline": {
      const { proposals = [] } = running ?? {};
      const rare = proposals.find(({ wish }) => wish.type === (one % 2 ? "admit" : "donate"));
      const most = proposals.filter(({ wish }) => wish.type !== "end");
      const question = rare ?? pick(most, one) ?? proposals[0];
      if (!running || !question) return command({ type: kind, proposal: other }, ...order);
      const asked = whoIsAsked(running, question).filter((id) => !question.agreed.includes(id));
      const may = kind === "decline" && other % 3 === 0 ? [question.by] : asked;
      return command({ type: kind, proposal: question.id }, ...may);
    }
    case "wild":
      return wild(session, deed, at);
  }
}

/**
 * What is done before the hour would nearly always be refused in it, so others get their turns; and
 * a question that is open is often answered, or hardly any would ever be.
 */
function duringTheHour({ proposals }: Running, { kind, who, other }: Deed): DeedKind {
  if (who % 2 === 0 && proposals.some(({ wish }) => wish.type !== "end")) return "agree";
  return (kind === "start" || kind === "reorder") && other % 4 > 0 ? "ask-seat" : kind;
}

/** Lost from sight a while ago, right now, or at no time that there is. */
function sinceOf(n: number, at: Instant): Instant | null {
  switch (n % 6) {
    case 0:
    case 1:
      return null;
    case 2:
      return at + 60_000;
    case 3:
      return n % 4 === 0 ? Number.NaN : at - 0.5;
    default:
      return at - n * 20;
  }
}

/** By anybody, about anything, at any time: what a broken or a hostile client might send. */
function wild(session: Exclude<Session, { status: "none" }>, deed: Deed, at: Instant): Command {
  const { who, one, other } = deed;
  const people = [...session.order, "eve", "clock", "", "__proto__"];
  const member = pick(people, one) ?? "";
  const to = pick(people, other) ?? "";
  const segment = pick([...session.boxes.map(({ id }) => id), "nonsense", ""], other) ?? "";
  const proposal = other % 7 === 6 ? session.version : -other / 2;
  const wishes: readonly Wish[] = [
    { type: "advance", segment },
    { type: "skip", segment },
    { type: "yield", segment, to },
    { type: "extend", segment, seconds: 30 },
    { type: "pause", segment, emergency: one % 2 === 0 },
    { type: "swap", a: member, b: to },
    { type: "arrive", member },
    { type: "leave", member, since: -other - 1 },
    { type: "excuse", member },
    { type: "release", member },
    { type: "grant", member },
    { type: "remove", member },
    { type: "hand-chair", to },
    { type: "reorder", order: people.slice(other % 3) },
    { type: "agree", proposal },
    { type: "decline", proposal },
    { type: "announce-delay", minutes: other / 3 },
    { type: "pass" },
    { type: "start" },
    { type: "end" },
    { type: "resume" },
    { type: "ask-seat" },
    { type: "take-chair" },
  ];
  const wish = pick(wishes, who >> 3) ?? { type: "tick" };
  const when = pick([at, at, at, at + 0.5, Number.NaN, Infinity], other >> 2) ?? at;
  return { ...wish, at: when, by: pick(people, who) ?? "" };
}

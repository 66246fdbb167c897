import type { Instant, Millis } from "../time.ts";
import { scaled } from "../time.ts";
import { Books } from "./books.ts";
import type { Wish } from "./command.ts";
import type { MemberId } from "./member.ts";
import type { Extension, ProposalId } from "./proposal.ts";
import { react } from "./react.ts";
import { currentBox, isRunning } from "./rules/reaction.ts";
import { priceOf } from "./rules/prices.ts";
import type { Price } from "./rules/prices.ts";
import { earliestEnd } from "./rules/turns.ts";
import type { Session } from "./session.ts";
import type { SegmentId } from "./slot.ts";

/**
 * What one member can do right now, beside the primary action: a button is shown for what is in
 * here and for nothing else. Worked out by asking the rules, so it cannot promise what they refuse;
 * only an extension that nobody can pay is in here as well, to be seen and not to be had (7.9).
 */
export type Offers = {
  /** End one's own turn, not before `from`. */
  readonly done: { readonly segment: SegmentId; readonly from: Instant } | null;
  readonly skip: SegmentId | null;
  readonly yield: {
    readonly segment: SegmentId;
    readonly to: readonly ("reserve" | "questions" | MemberId)[];
  } | null;
  readonly extend: {
    readonly segment: SegmentId;
    readonly options: readonly ExtensionOffer[];
  } | null;
  readonly pass: boolean;
  /** Pairs of seats to come that this member can put to each other, or change at once. */
  readonly swap: readonly { readonly a: MemberId; readonly b: MemberId }[];
  readonly reorder: boolean;
  readonly pause: SegmentId | null;
  readonly emergency: SegmentId | null;
  readonly resume: boolean;
  readonly autoAdvance: boolean;
  readonly takeChair: boolean;
  readonly handChair: readonly MemberId[];
  readonly release: readonly MemberId[];
  readonly grant: readonly MemberId[];
  readonly excuse: readonly MemberId[];
  /** Who can be put out of the session for good (5.8). */
  readonly remove: readonly MemberId[];
  readonly announceDelay: boolean;
  readonly askSeat: boolean;
  /** `ask`: once all who are there agree. `now`: at once. */
  readonly end: "ask" | "now" | null;
  readonly agree: readonly ProposalId[];
  readonly decline: readonly ProposalId[];
};

export type ExtensionOffer = {
  readonly seconds: Extension;
  /** Of what `nobody` can pay it is said why it cannot be had. */
  readonly price: Price;
  /** What the reserve would have left; what it has when it does not pay. */
  readonly reserveAfter: Millis;
};

const EXTENSIONS: readonly Extension[] = [30, 60];

export function offersTo(session: Exclude<Session, { status: "none" }>, by: MemberId): Offers {
  const running = isRunning(session) ? session : null;
  const box = running && currentBox(running);
  const segment = box?.id ?? "";
  const later = running && box ? Math.max(session.at, earliestEnd(running, box)) : session.at;
  const reactionTo = (wish: Wish, at: Instant = session.at) => react(session, { ...wish, at, by });
  const can = (wish: Wish, at?: Instant) => {
    const reaction = reactionTo(wish, at);
    return typeof reaction !== "string" && reaction.length > 0;
  };
  const others = session.order.filter((id) => id !== by);
  const isTurn = (box?.adviser ?? box?.holder) === by;
  const done = isTurn && can({ type: "advance", segment }, later);
  const yields = ["reserve", "questions", ...others].filter((to) =>
    can({ type: "yield", segment, to }),
  );
  const options = EXTENSIONS.flatMap((seconds): ExtensionOffer[] => {
    const reaction = reactionTo({ type: "extend", segment, seconds });
    if (!running || (typeof reaction === "string" && reaction !== "no-seconds")) return [];
    const price = priceOf(running, seconds, session.at);
    const { reserve } = new Books(running, session.at);
    const paid = price.startsWith("reserve") ? scaled(seconds, session.hour) : 0;
    return [{ seconds, price, reserveAfter: reserve - paid }];
  });
  const ending = reactionTo({ type: "end" });
  const asks = typeof ending !== "string" && ending.every(({ type }) => type !== "session-ended");
  const questions = running?.proposals.map(({ id }) => id) ?? [];
  const pairs = session.order.flatMap((a, i) => session.order.slice(i + 1).map((b) => ({ a, b })));
  const reversed = session.order.toReversed();
  return {
    done: done ? { segment, from: later } : null,
    skip: can({ type: "skip", segment }, later) ? segment : null,
    yield: yields.length > 0 ? { segment, to: yields } : null,
    extend: options.length > 0 ? { segment, options } : null,
    pass: can({ type: "pass" }),
    swap: running ? pairs.filter((pair) => can({ type: "swap", ...pair })) : [],
    reorder: can({ type: "reorder", order: reversed }),
    pause: can({ type: "pause", segment }) ? segment : null,
    emergency: can({ type: "pause", segment, emergency: true }) ? segment : null,
    resume: can({ type: "resume" }),
    autoAdvance: can({ type: "set-auto-advance", on: !session.automatic }),
    takeChair: can({ type: "take-chair" }),
    handChair: others.filter((to) => can({ type: "hand-chair", to })),
    release: session.order.filter((member) => can({ type: "release", member })),
    grant: session.order.filter((member) => can({ type: "grant", member })),
    excuse: session.order.filter((member) => can({ type: "excuse", member })),
    remove: others.filter((member) => can({ type: "remove", member })),
    announceDelay: can({ type: "announce-delay", minutes: 1 }) || announced(session, by),
    askSeat: can({ type: "ask-seat" }),
    end: typeof ending === "string" ? null : asks ? "ask" : "now",
    agree: questions.filter((proposal) => can({ type: "agree", proposal })),
    decline: questions.filter(
      (proposal) => typeof reactionTo({ type: "decline", proposal }) !== "string",
    ),
  };
}

/** Somebody who has said how late they will be can say it anew. */
function announced(session: Exclude<Session, { status: "none" }>, member: MemberId): boolean {
  const found = session.attendance.find((each) => each.member === member);
  return session.status !== "ended" && found?.presence === "expected" && found.announced !== null;
}

import { scaled, yieldWorth } from "@hotseat/shared";
import type { Instant, MemberId, ProposalView, SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import type { InsideWords } from "../language/inside.ts";
import { nameOf } from "./people.ts";
import { seatLength, seatTimes } from "./seats.ts";

/** A question in words: what is asked, and what a yes would mean for the reader. */
export type Question = { readonly title: string; readonly consequence: string };

export function questionOf(
  view: SessionView,
  proposal: ProposalView,
  now: Instant,
  words: InsideWords,
): Question {
  const { wish } = proposal;
  const { question: say } = words;
  const by = nameOf(view, proposal.by);
  const mine = proposal.by === view.you.id;
  switch (wish.type) {
    case "extend": {
      const amount = scaled(wish.seconds, view.hour);
      const after = minutesOf(view.reserve - amount);
      return {
        title: mine ? say.extendMine(minutesOf(amount)) : say.extend(by, minutesOf(amount)),
        consequence: say.reservePays(minutesOf(view.reserve), after),
      };
    }
    case "donate": {
      const amount = scaled(wish.seconds, view.hour);
      const seat = seatLength(view.plan, view.you.id);
      const asked = proposal.asked.includes(view.you.id);
      return {
        title: mine ? say.donateMine(minutesOf(amount)) : say.donate(by, minutesOf(amount)),
        consequence: asked
          ? say.fromYourSeat(minutesOf(seat), minutesOf(seat - amount))
          : say.fromWhoGives,
      };
    }
    case "yield": {
      const { terms } = proposal;
      const worth = terms ? yieldWorth(terms, now) : 0;
      const rest = minutesOf(worth);
      if (wish.to !== view.you.id) {
        const to = nameOf(view, wish.to);
        return {
          title: mine ? say.yieldMine(to, rest) : say.yieldOther(by, to, rest),
          consequence: say.hasToAccept,
        };
      }
      const seat = minutesOf(seatLength(view.plan, view.you.id));
      const over = worth - (terms?.room ?? 0);
      const adds =
        over > 0
          ? say.addsInPart(seat, minutesOf(worth - over), minutesOf(over))
          : say.addsToSeat(seat);
      return { title: say.yieldToYou(by, rest), consequence: adds };
    }
    case "swap":
      return swapQuestion(view, proposal, wish, words);
    case "admit": {
      const own = proposal.giving.find(({ member }) => member === view.you.id);
      return {
        title: mine ? say.admitMine : say.admit(by),
        consequence: own
          ? say.fromYourSeat(minutesOf(own.from), minutesOf(own.to))
          : say.fromSeatsToCome,
      };
    }
    case "end":
      return { title: mine ? say.endMine : say.end(by), consequence: say.endsForAll };
  }
}

function swapTitle(
  view: SessionView,
  asker: MemberId,
  { a, b }: { readonly a: MemberId; readonly b: MemberId },
  say: InsideWords["question"],
): string {
  const by = nameOf(view, asker);
  if (asker !== a && asker !== b) return say.swap(by, nameOf(view, a), nameOf(view, b));
  const other = asker === a ? b : a;
  if (asker === view.you.id) return say.swapMine(nameOf(view, other));
  return other === view.you.id ? say.swapWithYou(by) : say.swapWith(by, nameOf(view, other));
}

function swapQuestion(
  view: SessionView,
  proposal: ProposalView,
  { a, b }: { readonly a: MemberId; readonly b: MemberId },
  { question: say }: InsideWords,
): Question {
  const you = view.you.id;
  const title = swapTitle(view, proposal.by, { a, b }, say);
  if (you !== a && you !== b) return { title, consequence: say.bothAgree };
  const other = you === a ? b : a;
  const [mine, theirs] = [seatTimes(view, you), seatTimes(view, other)];
  if (!mine || !theirs) return { title, consequence: say.bothAgree };
  // Seconds do not move with the order (8.4): the later of the two places shifts by the difference.
  const later = theirs.startsAt > mine.startsAt;
  const shift = later ? seatLength(view.plan, other) - seatLength(view.plan, you) : 0;
  const clock = (at: Instant) => minutesOf(at - view.plan.startsAt);
  return {
    title,
    consequence: say.yourSeatMoves(clock(mine.startsAt), clock(theirs.startsAt + shift)),
  };
}

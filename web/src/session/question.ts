import { chapterOf, isCommitment, scaled } from "@hotseat/shared";
import type { Instant, MemberId, Millis, ProposalView, SessionView } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import type { InsideWords } from "../language/inside.ts";
import { segmentOf } from "./now.ts";
import { nameOf, selfIn } from "./people.ts";
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
      const rest = minutesOf(restOf(view, now));
      if (wish.to !== view.you.id) {
        return {
          title: say.yieldOther(by, nameOf(view, wish.to), rest),
          consequence: say.hasToAccept,
        };
      }
      const seat = minutesOf(seatLength(view.plan, view.you.id));
      return { title: say.yieldToYou(by, rest), consequence: say.addsToSeat(seat) };
    }
    case "swap":
      return swapQuestion(view, proposal, wish, words);
    case "admit": {
      const seat = seatLength(view.plan, view.you.id);
      const gives = selfIn(view)?.seat === "to-come" && wish.member !== view.you.id;
      const sharing = view.members.filter(
        (each) => each.seat === "to-come" && each.id !== wish.member,
      );
      const after = seat - Math.floor(seat / (sharing.length + 1));
      return {
        title: mine ? say.admitMine : say.admit(by),
        consequence: gives
          ? say.fromYourSeat(minutesOf(seat), minutesOf(after))
          : say.fromSeatsToCome,
      };
    }
    case "end":
      return { title: mine ? say.endMine : say.end(by), consequence: say.endsForAll };
  }
}

/** What the running seat would give away now: everything up to its commitment. */
function restOf(view: SessionView, now: Instant): Millis {
  const current = segmentOf(view);
  if (!current) return 0;
  const { segments } = view.plan;
  const from = segments.findIndex(({ id }) => id === current.id);
  let rest = Math.max(0, current.endsAt - now);
  for (const segment of segments.slice(from + 1)) {
    if (chapterOf(segment) !== chapterOf(current) || isCommitment(segment.phase)) break;
    rest += segment.endsAt - segment.startsAt;
  }
  return rest;
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

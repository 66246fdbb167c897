import { isCommitment } from "../../agenda/agenda.ts";
import { tolerance } from "../../time.ts";
import type { Instant, Millis } from "../../time.ts";
import { Books } from "../books.ts";
import type { Happening } from "../event.ts";
import type { MemberId } from "../member.ts";
import { consentOf } from "../proposal.ts";
import type { Proposable, Proposal, ProposalId } from "../proposal.ts";
import { isHere, seatNumberOf, withSay } from "../session.ts";
import type { Running, Session } from "../session.ts";
import type { SegmentId } from "../slot.ts";
import { endedNow, extended, swapped, yielded } from "./effects.ts";
import { currentBox, isRunning, notRunning } from "./reaction.ts";
import type { Asker, Automatic, Reaction } from "./reaction.ts";
import { cannotExtend, donors, priceOf } from "./prices.ts";
import { cannotSitAgain, hasLostSeat, isUnbegun, seatAgain } from "./seats.ts";

/** In seconds: how long a question stays open, and how long a silence is that means yes (11.1, 7.7). */
const OPEN = 30;
const SILENCE = 5;

/** Puts a question to those whom it concerns. */
export function propose(session: Running, wish: Proposable, { by, at }: Asker): Reaction {
  if (session.proposals.some((each) => each.wish.type === wish.type)) return "already-asked";
  const seconds = consentOf(wish) === "unless-refused" ? SILENCE : OPEN;
  const until = at + tolerance(seconds, session.hour);
  const blank: Proposal = { id: session.version + 1, by, wish, agreed: [], until };
  const asked = whoIsAsked(session, blank);
  const agreed = consentOf(wish) === "all" && asked.includes(by) ? [by] : [];
  const proposal = { ...blank, agreed };
  const proposed: Happening = { type: "proposed", proposal };
  if (!isAgreed(session, proposal)) return [proposed];
  return [proposed, ...accepted(session, proposal, at)];
}

/** Somebody who came too late asks for a share of what is left (3.3). */
export function askSeat(session: Session, { by, at }: Asker): Reaction {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const refused = cannotSitAgain(session, by);
  if (refused) return refused;
  if (!othersToCome(session, by, at)) return "seats-over";
  return propose(session, { type: "admit", member: by }, { by, at });
}

export function agree(session: Session, id: ProposalId, { by, at }: Asker): Reaction {
  const found = openQuestion(session, id, by);
  if (typeof found === "string") return found;
  const { running, proposal } = found;
  if (!whoIsAsked(running, proposal).includes(by)) return "not-asked";
  if (proposal.agreed.includes(by)) return "already-answered";
  const agreed: Happening = { type: "agreed", proposal: id, member: by };
  const next = { ...proposal, agreed: [...proposal.agreed, by] };
  if (!isAgreed(running, next)) return [agreed];
  return [agreed, ...accepted(running, next, at)];
}

/** Says no, objects, or takes back what one has asked. */
export function decline(session: Session, id: ProposalId, { by }: Asker): Reaction {
  const found = openQuestion(session, id, by);
  if (typeof found === "string") return found;
  const { running, proposal } = found;
  const closed = (outcome: "withdrawn" | "declined"): Reaction => [
    { type: "proposal-closed", proposal: id, outcome },
  ];
  if (proposal.by === by) return closed("withdrawn");
  if (!whoIsAsked(running, proposal).includes(by)) return "not-asked";
  // One who does not give anything leaves it to the others.
  return consentOf(proposal.wish) === "any" ? [] : closed("declined");
}

function openQuestion(session: Session, id: ProposalId, by: string) {
  const refusal = notRunning(session, by);
  if (refusal || !isRunning(session)) return refusal ?? "not-started";
  const proposal = session.proposals.find((each) => each.id === id);
  return proposal ? { running: session, proposal } : "no-such-proposal";
}

/** Whom a question concerns, by now. */
export function whoIsAsked(session: Running, { wish, by }: Proposal): MemberId[] {
  switch (wish.type) {
    case "extend":
      return holdersToCome(session).filter((id) => id !== by && isHere(session, id));
    case "donate":
      return donors(session, wish.seconds, session.at);
    case "yield":
      return [wish.to];
    case "swap":
      return [wish.a, wish.b];
    case "admit":
      return withSay(session).filter(
        (id) =>
          id !== wish.member && seatNumberOf(session, id) !== null && !hasLostSeat(session, id),
      );
    case "end":
      return withSay(session);
  }
}

function holdersToCome(session: Running): MemberId[] {
  const books = new Books(session, session.at);
  return books.unbegunSeats.map((seat) => books.holder(seat));
}

function isAgreed(session: Running, proposal: Proposal): boolean {
  const { agreed } = proposal;
  switch (consentOf(proposal.wish)) {
    case "all":
      // Where nobody is left to agree, nothing is agreed.
      return agreed.length > 0 && whoIsAsked(session, proposal).every((id) => agreed.includes(id));
    case "any":
      return agreed.length > 0;
    case "unless-refused":
      return whoIsAsked(session, proposal).length === 0;
  }
}

function accepted(session: Running, proposal: Proposal, at: Instant): Happening[] {
  const effect = effectOf(session, proposal, at);
  const closed: Happening = { type: "proposal-closed", proposal: proposal.id, outcome: "accepted" };
  return [closed, ...effect];
}

function effectOf(session: Running, { wish, agreed }: Proposal, at: Instant): readonly Happening[] {
  switch (wish.type) {
    case "extend":
      return [extended(session, "reserve", wish.seconds, at)];
    case "donate":
      return [extended(session, agreed[0] ?? "", wish.seconds, at)];
    case "yield": {
      const reaction = yielded(session, wish.to, at);
      return typeof reaction === "string" ? [] : reaction;
    }
    case "swap":
      return [swapped(session, wish.a, wish.b)];
    case "admit":
      return [seatAgain(session, wish.member, at, (books) => share(books, wish.member), "seats")];
    case "end":
      return [endedNow(session, "agreed")];
  }
}

/** Every seat to come gives the same part of itself, so that the new one is like them. */
function share(books: Books, member: MemberId): number {
  const seats = books.unbegunSeats.filter((seat) => books.holder(seat) !== member);
  return seats.reduce((sum, seat) => {
    const given = Math.floor(books.seat(seat) / (seats.length + 1));
    books.resize(seat, books.seat(seat) - given);
    return sum + given;
  }, 0);
}

/** A seat that would give a share, and its length before and after. */
export type SeatGift = { readonly member: MemberId; readonly from: Millis; readonly to: Millis };

/** Whose seats would give how much for a seat of `member` (3.3). */
export function sharesFor(session: Running, member: MemberId): SeatGift[] {
  const [before, after] = [new Books(session, session.at), new Books(session, session.at)];
  share(after, member);
  return before.unbegunSeats
    .map((seat) => ({
      member: before.holder(seat),
      from: before.seat(seat),
      to: after.seat(seat),
    }))
    .filter(({ from, to }) => to < from);
}

function othersToCome(session: Running, member: MemberId, at: Instant): boolean {
  const books = new Books(session, at);
  return books.unbegunSeats.some((seat) => books.holder(seat) !== member);
}

/** Questions close by themselves: at their end, or when what they are about is over (11.1, 11.2). */
export const openQuestions: Automatic = (session) => {
  const { at } = session;
  for (const proposal of session.proposals) {
    const { id } = proposal;
    if (!isStillApt(session, proposal)) {
      const happen = () => [{ type: "proposal-closed", proposal: id, outcome: "lapsed" } as const];
      return { at, happen };
    }
    // Somebody who had not agreed may have left.
    if (isAgreed(session, proposal)) return { at, happen: () => accepted(session, proposal, at) };
  }
  const next = session.proposals.toSorted((a, b) => a.until - b.until || a.id - b.id)[0];
  if (!next) return null;
  const { until } = next;
  return {
    at: until,
    happen: () =>
      consentOf(next.wish) === "unless-refused"
        ? accepted(session, next, until)
        : [{ type: "proposal-closed", proposal: next.id, outcome: "lapsed" }],
  };
};

function isStillApt(session: Running, proposal: Proposal): boolean {
  const { wish, by } = proposal;
  if (session.removed.includes(by)) return false;
  switch (wish.type) {
    case "extend":
    case "donate": {
      if (!inSeatOf(session, wish.segment) || cannotExtend(session)) return false;
      const price = priceOf(session, wish.seconds, session.at);
      return wish.type === "donate" ? price === "donor" : price.startsWith("reserve");
    }
    case "yield":
      return (
        isStillToYield(session, wish.segment) &&
        !session.pause &&
        isUnbegun(session, wish.to, session.at) &&
        isHere(session, wish.to)
      );
    case "swap":
      return [wish.a, wish.b].every((id) => isUnbegun(session, id, session.at));
    case "admit":
      return (
        cannotSitAgain(session, wish.member) === null &&
        othersToCome(session, wish.member, session.at)
      );
    case "end":
      return isHere(session, by) || session.chair === by;
  }
}

/** Whether the seat still runs in which this segment is: more time is for a seat, not for a phase. */
function inSeatOf({ boxes, position }: Running, segment: SegmentId): boolean {
  const [now, asked] = [boxes[position], boxes.find(({ id }) => id === segment)];
  return now?.block === "seat" && asked?.block === "seat" && now.turn === asked.turn;
}

/**
 * Whether the rest of that seat can still be given away as it was offered: what is left up to the
 * commitment, or, where the promise was being made, what that has over.
 */
function isStillToYield(session: Running, segment: SegmentId): boolean {
  const now = currentBox(session);
  const asked = session.boxes.find(({ id }) => id === segment);
  if (!now || now.turn === null || !asked || !inSeatOf(session, segment)) return false;
  const moment = isCommitment(now.phase) === isCommitment(asked.phase) && now.mode !== "handover";
  return moment && !session.once.yielded.includes(now.turn);
}

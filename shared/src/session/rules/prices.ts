import { SHORTEST_SEAT } from "../../agenda/fit.ts";
import { scaled } from "../../time.ts";
import type { Instant } from "../../time.ts";
import { Books } from "../books.ts";
import type { MemberId } from "../member.ts";
import type { Extension } from "../proposal.ts";
import type { RejectionCode } from "../rejection.ts";
import { isHere } from "../session.ts";
import type { Running } from "../session.ts";
import { currentBox } from "./reaction.ts";

/** Below this the reserve is not spent without asking, in seconds of a full hour (7.7). */
const SCARCE = 60;

/** Why the running seat cannot be extended at all. */
export function cannotExtend(session: Running): RejectionCode | null {
  const box = currentBox(session);
  if (box?.block !== "seat" || box.mode === "handover" || box.turn === null) return "not-in-seat";
  if (session.once.extended.includes(box.turn)) return "already-extended";
  if (session.pause) return "paused";
  return session.claim ? "in-overtime" : null;
}

/** Who would pay for an extension. */
export type Price = "reserve" | "reserve-unless-refused" | "donor" | "nobody";

export function priceOf(session: Running, seconds: Extension, at: Instant): Price {
  const books = new Books(session, at);
  const wanted = scaled(seconds, session.hour);
  if (books.reserve >= wanted) {
    const scarce = books.reserve - wanted < scaled(SCARCE, session.hour);
    const others = books.unbegunSeats.some((seat) => isHere(session, books.holder(seat)));
    return scarce && others ? "reserve-unless-refused" : "reserve";
  }
  return donors(session, seconds, at).length > 0 ? "donor" : "nobody";
}

/** Whose seat is still to come and long enough to give that much. */
export function donors(session: Running, seconds: Extension, at: Instant): MemberId[] {
  const books = new Books(session, at);
  const least = scaled(SHORTEST_SEAT, session.hour) + scaled(seconds, session.hour);
  return books.unbegunSeats
    .filter((seat) => books.seat(seat) >= least)
    .map((seat) => books.holder(seat))
    .filter((id) => isHere(session, id));
}

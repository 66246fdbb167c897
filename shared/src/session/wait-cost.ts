import type { Millis } from "../time.ts";
import type { MemberId } from "./member.ts";
import type { Plan } from "./plan.ts";

/** What is left for everybody when the wait for a second person has lasted so long. */
export type WaitCost = {
  /** How long each review would be; null when the agenda has none. */
  readonly review: Millis | null;
  readonly reserve: Millis;
  readonly seat: Millis;
};

/** A late beginning is paid by the reviews, down to half; by the reserve; by all seats (rule 2.3). */
export function waitCost({ segments }: Plan, waited: Millis): WaitCost {
  const reviews = segments.filter(({ block }) => block === "review");
  const spare = reviews.reduce((sum, { planned }) => sum + planned - Math.floor(planned / 2), 0);
  const reserve = segments.find(({ block }) => block === "reserve")?.planned ?? 0;
  const seats = new Map<MemberId, Millis>();
  for (const { block, holder, planned } of segments) {
    if (block === "seat" && holder) seats.set(holder, (seats.get(holder) ?? 0) + planned);
  }
  const ofReviews = Math.min(waited, spare);
  const ofReserve = Math.min(waited - ofReviews, reserve);
  const ofSeats = waited - ofReviews - ofReserve;
  const whole = Math.min(...seats.values());
  return {
    review: reviews[0] ? reviews[0].planned - ofReviews / reviews.length : null,
    reserve: reserve - ofReserve,
    seat: Math.max(0, whole - ofSeats / Math.max(1, seats.size)),
  };
}

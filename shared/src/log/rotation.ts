import type { MemberId } from "../session/member.ts";
import { FULL_HOUR, scaled } from "../time.ts";
import type { Millis } from "../time.ts";
import type { Ledger, LedgerLine } from "./ledger.ts";

/** Whoever fell short by more than this is first in the next call, in seconds of a full hour. */
const SHORTFALL = 60;

/**
 * The seat order of the next call: rotated by one, or, where not everybody sits, by as many as sat;
 * whoever fell short in this call comes first (rules 8.6 and 8.7). Where nobody sat, it stays.
 *
 * @param call the ledger of this call, of those who came; @param over the one over all calls, which
 * decides ties.
 */
export function nextOrder(
  order: readonly MemberId[],
  seats: number,
  hour: Millis,
  call: Ledger,
  over: Ledger,
): MemberId[] {
  if (call.every(({ used }) => used === 0)) return [...order];
  const by = seats < order.length ? seats : 1;
  const rotated = [...order.slice(by), ...order.slice(0, by)];
  const times = new Map(over.map(({ member, first }) => [member, first]));
  const lost = shortfalls(call);
  const missed = (member: MemberId) => lost.get(member) ?? 0;
  // By the minute: what cannot be shared out to the millisecond would decide every tie.
  const minutes = (member: MemberId) =>
    Math.floor(Math.round((missed(member) * FULL_HOUR) / hour / 1000) / SHORTFALL);
  const short = rotated
    .filter((member) => missed(member) > scaled(SHORTFALL, hour))
    .toSorted((a, b) => minutes(b) - minutes(a) || (times.get(a) ?? 0) - (times.get(b) ?? 0));
  return [...short, ...rotated.filter((member) => !short.includes(member))];
}

/**
 * What each member missed, without having given it away, beyond what everybody missed who sat: a
 * late beginning makes all seats shorter, and puts nobody before the others.
 */
function shortfalls(call: Ledger): Map<MemberId, Millis> {
  const sat = call.filter(({ used }) => used > 0).map(shortfall);
  const everybody = sat.length > 0 ? Math.max(0, Math.min(...sat)) : 0;
  return new Map(call.map((line) => [line.member, shortfall(line) - everybody]));
}

function shortfall({ planned, used, given }: LedgerLine): Millis {
  return planned - used - given;
}

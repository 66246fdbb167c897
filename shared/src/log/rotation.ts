import type { MemberId } from "../session/member.ts";
import { scaled } from "../time.ts";
import type { Millis } from "../time.ts";
import type { Ledger, LedgerLine } from "./ledger.ts";

/** Whoever fell short by more than this is first in the next call, in seconds of a full hour. */
const SHORTFALL = 60;

/**
 * The seat order of the next call: rotated by one, or, where not everybody sits, by as many as sat;
 * whoever fell short in this call comes first (rules 8.6 and 8.7).
 *
 * @param call the ledger of this call; @param over the one over all calls, which decides ties.
 */
export function nextOrder(
  order: readonly MemberId[],
  seats: number,
  hour: Millis,
  call: Ledger,
  over: Ledger,
): MemberId[] {
  const by = seats < order.length ? seats : 1;
  const rotated = [...order.slice(by), ...order.slice(0, by)];
  const times = new Map(over.map(({ member, first }) => [member, first]));
  const short = call
    .filter((line) => shortfall(line) > scaled(SHORTFALL, hour))
    .toSorted(
      (a, b) =>
        shortfall(b) - shortfall(a) || (times.get(a.member) ?? 0) - (times.get(b.member) ?? 0),
    )
    .map(({ member }) => member);
  return [...short, ...rotated.filter((member) => !short.includes(member))];
}

/** What a member missed without having given it away. */
export function shortfall({ planned, used, given }: LedgerLine): Millis {
  return planned - used - given;
}

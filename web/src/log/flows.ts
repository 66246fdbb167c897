import type { Change, MemberId, Millis, SegmentId } from "@hotseat/shared";
import type { Telling } from "./telling.ts";

/** What seconds come to or, when negative, go from. */
export type Flow = { readonly party: Party; readonly by: Millis };

type Party =
  | { readonly kind: "seat"; readonly holder: MemberId }
  /** The other parts of the seat that a change is about. */
  | { readonly kind: "rest" }
  /** The very segment that a change is about. */
  | { readonly kind: "itself" }
  | {
      readonly kind:
        | "reserve"
        | "waiting"
        | "open"
        | "review"
        | "floor"
        | "closing"
        | "next-call"
        | "goodbye";
    };

/** Less than this is what sharing out in whole milliseconds leaves over, and not worth a word. */
const WORTH_SAYING: Millis = 500;

/**
 * Where seconds went, added up by seat and part. Of a change that is about one segment, this one
 * and the rest of its seat are told apart.
 */
export function flowsOf(
  changes: readonly Change[],
  { segments }: Pick<Telling, "segments">,
  about: SegmentId | null = null,
): Flow[] {
  const found = new Map(segments.map((segment) => [segment.id, segment]));
  const itself = about === null ? undefined : found.get(about);
  const sums = new Map<string, Flow>();
  for (const { segment, by } of changes) {
    const slot = found.get(segment);
    if (!slot) continue;
    const party = ((): Party => {
      if (slot.id === about) return { kind: "itself" };
      if (slot.block !== "seat") return { kind: slot.block };
      const same = itself?.block === "seat" && itself.turn === slot.turn;
      return same ? { kind: "rest" } : { kind: "seat", holder: slot.holder ?? "" };
    })();
    const key = party.kind === "seat" ? `seat ${slot.turn}` : party.kind;
    sums.set(key, { party, by: (sums.get(key)?.by ?? 0) + by });
  }
  return [...sums.values()].filter(({ by }) => Math.abs(by) >= WORTH_SAYING);
}

/** Seats with their amounts, those with the same amount together. */
export function seatsByAmount(flows: readonly Flow[]): { holders: MemberId[]; by: Millis }[] {
  const groups: { holders: MemberId[]; by: Millis }[] = [];
  for (const { party, by } of flows) {
    if (party.kind !== "seat") continue;
    const group = groups.find((each) => Math.abs(each.by - by) < WORTH_SAYING);
    if (group) group.holders.push(party.holder);
    else groups.push({ holders: [party.holder], by });
  }
  return groups;
}

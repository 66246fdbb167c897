import { chapterOf } from "@hotseat/shared";
import type { Instant, MemberView, Plan, Segment } from "@hotseat/shared";

/** A stretch of the ring that belongs together: a seat, one turn of a round, or a plenary. */
export type Arc = {
  readonly id: string;
  readonly kind: "seat" | "turn" | "plenary";
  /** Seat colour of whose it is; null for everybody's. */
  readonly colour: number | null;
  readonly name: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Where its phases begin and end, for the arc that shows them. */
  readonly parts: readonly { readonly startsAt: Instant; readonly endsAt: Instant }[];
};

/**
 * The plan as arcs in their order, without those that have no length. A seat that was broken off and
 * goes on later is two arcs.
 */
export function arcsOf(plan: Plan, members: readonly MemberView[]): Arc[] {
  const runs: Segment[][] = [];
  for (const segment of plan.segments) {
    if (segment.endsAt <= segment.startsAt) continue;
    const last = runs.at(-1);
    const before = last?.[0];
    if (before && segment.block === "seat" && chapterOf(before) === chapterOf(segment)) {
      last.push(segment);
    } else runs.push([segment]);
  }
  return runs.flatMap((parts): Arc[] => {
    const first = parts[0];
    const last = parts.at(-1);
    if (!first || !last) return [];
    const owner = first.turn === null ? undefined : members.find((m) => m.id === first.holder);
    return [
      {
        id: first.id,
        kind: first.block === "seat" ? "seat" : first.turn === null ? "plenary" : "turn",
        colour: owner?.colour ?? null,
        name: owner?.name ?? "",
        startsAt: first.startsAt,
        endsAt: last.endsAt,
        parts,
      },
    ];
  });
}

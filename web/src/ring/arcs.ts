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

/** The plan as arcs in their order, without those that have no length. */
export function arcsOf(plan: Plan, members: readonly MemberView[]): Arc[] {
  const groups = new Map<string, Segment[]>();
  for (const segment of plan.segments) {
    const id = segment.block === "seat" ? `seat-${segment.turn}` : segment.id;
    groups.set(id, [...(groups.get(id) ?? []), segment]);
  }
  return [...groups].flatMap(([id, parts]): Arc[] => {
    const first = parts[0];
    const last = parts.at(-1);
    if (!first || !last || last.endsAt <= first.startsAt) return [];
    const owner = first.turn === null ? undefined : members.find((m) => m.id === first.holder);
    return [
      {
        id,
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

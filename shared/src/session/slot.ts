import type { Agenda, Mode, Phase, SeatsBlock } from "../agenda/agenda.ts";
import type { MemberId } from "./member.ts";

/**
 * Names one segment of one session, the same way in every plan of it: `open`, `review-2`,
 * `seat-3/clarify`, `seat-3/advise-1`, `reserve`, `closing-4`, `next-call`, `goodbye`.
 */
export type SegmentId = string;

/** What a segment is about, without any time. The slots of a session never change their order. */
export type Slot = {
  readonly id: SegmentId;
  readonly block: "open" | "review" | "seat" | "reserve" | "closing" | "next-call" | "goodbye";
  /** Which turn of a round or which seat, counted from 1; null where there are no turns. */
  readonly turn: number | null;
  /** The phase of a seat; null outside seats. */
  readonly phase: Phase["id"] | null;
  /** Who has the stage; null when it belongs to everybody. */
  readonly holder: MemberId | null;
  /** Whose turn it is to give advice; null outside the round of advice. */
  readonly adviser: MemberId | null;
  readonly mode: Mode;
};

type Roster = {
  readonly agenda: Agenda;
  readonly order: readonly MemberId[];
  readonly facilitator: MemberId;
};

/** Every slot of the hour, in the order in which they happen. */
export function slotsOf({ agenda, order, facilitator }: Roster): Slot[] {
  return agenda.blocks.flatMap((block): Slot[] => {
    switch (block.kind) {
      case "plenary":
        return [
          slot({
            id: block.id,
            block: block.id,
            holder: block.led ? facilitator : null,
            mode: block.led ? "holder" : "open",
          }),
        ];
      case "round":
        return order.map((holder, i) =>
          slot({
            id: `${block.id}-${i + 1}`,
            block: block.id,
            turn: i + 1,
            holder,
            mode: "holder",
          }),
        );
      case "seats":
        return order.flatMap((_, i) => seatSlots(block, order, i));
      case "reserve":
        return [slot({ id: "reserve", block: "reserve" })];
    }
  });
}

function seatSlots(block: SeatsBlock, order: readonly MemberId[], seat: number): Slot[] {
  const turn = seat + 1;
  const holder = order[seat] ?? null;
  // The next in order speaks first, so nobody is always the last to give advice.
  const advisers = [...order.slice(seat + 1), ...order.slice(0, seat)];
  return block.phases.flatMap(({ id: phase, mode }): Slot[] => {
    const base = { block: "seat", turn, phase, holder, mode } as const;
    return mode === "advice"
      ? advisers.map((adviser, i) =>
          slot({ ...base, id: `seat-${turn}/${phase}-${i + 1}`, adviser }),
        )
      : [slot({ ...base, id: `seat-${turn}/${phase}` })];
  });
}

function slot(given: Pick<Slot, "id" | "block"> & Partial<Slot>): Slot {
  return { turn: null, phase: null, holder: null, adviser: null, mode: "open", ...given };
}

import { modeOf } from "../agenda/agenda.ts";
import type { Agenda, Mode, PhaseId, PlenaryId, RoundId } from "../agenda/agenda.ts";
import { seatsBlock } from "../agenda/fit.ts";
import type { MemberId } from "./member.ts";

/**
 * Names one segment of one session: `open`, `review-2`, `seat-3/clarify`, `seat-3/advise-1`,
 * `reserve`, `closing-4`, `next-call`, `goodbye`. Turns and seats are numbered by the order at the
 * start and keep their number when the order changes.
 */
export type SegmentId = string;

/** What a segment is about, without any time. */
export type Slot = {
  readonly id: SegmentId;
  readonly block: "waiting" | PlenaryId | RoundId | "seat" | "reserve";
  /** Which turn of a round or which seat, counted from 1; null where there are no turns. */
  readonly turn: number | null;
  /** The phase of a seat; null outside seats. */
  readonly phase: PhaseId | null;
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

/** Every slot of the hour, in the order in which they are planned to happen. */
export function slotsOf({ agenda, order, facilitator }: Roster): Slot[] {
  const blocks = agenda.blocks.flatMap((block): Slot[] => {
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
        return sitting(agenda, order).flatMap((_, i) => seatSlots(agenda, order, i));
      case "reserve":
        return [slot({ id: "reserve", block: "reserve" })];
    }
  });
  // The hour may run before two are there; the wait is a segment like any other.
  return [slot({ id: "waiting", block: "waiting" }), ...blocks];
}

/** Who sits in this call, in order. */
export function sitting(agenda: Agenda, order: readonly MemberId[]): readonly MemberId[] {
  return agenda.seats === "all" ? order : order.slice(0, agenda.seats);
}

/** Who advises the holder: the next in order first, so that nobody is always the last. */
export function advisersOf(order: readonly MemberId[], holder: MemberId): MemberId[] {
  const at = order.indexOf(holder);
  return [...order.slice(at + 1), ...order.slice(0, Math.max(0, at))];
}

function seatSlots(agenda: Agenda, order: readonly MemberId[], seat: number): Slot[] {
  const turn = seat + 1;
  const holder = order[seat] ?? "";
  return seatsBlock(agenda).phases.flatMap(({ id: phase }): Slot[] => {
    const mode = modeOf(phase);
    const base = { block: "seat", turn, phase, holder, mode } as const;
    return mode === "advice"
      ? advisersOf(order, holder).map((adviser, i) =>
          slot({ ...base, id: `seat-${turn}/${phase}-${i + 1}`, adviser }),
        )
      : [slot({ ...base, id: `seat-${turn}/${phase}` })];
  });
}

function slot(given: Pick<Slot, "id" | "block"> & Partial<Slot>): Slot {
  return { turn: null, phase: null, holder: null, adviser: null, mode: "open", ...given };
}

/**
 * An agenda is data: what happens in the hour, in seconds of a full hour. The rules read it and
 * hold no durations of their own, so another format is another value of this type.
 */
export type Agenda = {
  readonly id: string;
  /** How many members take part; every one of them has a seat. */
  readonly seats: number;
  /** In the order in which they happen. */
  readonly blocks: readonly Block[];
};

export type Block = PlenaryBlock | RoundBlock | SeatsBlock | ReserveBlock;

/** Everybody together. The facilitator has the stage when `led`, otherwise nobody has. */
export type PlenaryBlock = {
  readonly kind: "plenary";
  readonly id: "open" | "next-call" | "goodbye";
  readonly seconds: number;
  readonly led: boolean;
};

/** One short turn for each member, in seat order. */
export type RoundBlock = {
  readonly kind: "round";
  readonly id: "review" | "closing";
  readonly secondsEach: number;
};

/** One hot seat for each member, in seat order, each made of the same phases. */
export type SeatsBlock = { readonly kind: "seats"; readonly phases: readonly Phase[] };

/**
 * Shared spare time. It grows when something ends early and pays first when something overruns;
 * what is left of it is an open floor. Everything after it is the closing block, which starts at
 * a fixed distance from the end of the hour and cannot be borrowed from (law L3).
 */
export type ReserveBlock = { readonly kind: "reserve"; readonly seconds: number };

/** What kind of talk a segment is for. The clock never mutes anybody; the screen says this. */
export type Mode =
  /** Only the holder of the stage talks. */
  | "holder"
  /** Questions to the holder and short factual answers, no advice. */
  | "questions"
  /** Nobody talks, everybody writes. */
  | "silence"
  /** One peer after the other gives advice, the holder listens. */
  | "advice"
  /** Anybody talks. */
  | "open"
  /** Nobody in particular: one seat is over and the next begins. */
  | "handover";

export type Phase = {
  readonly id: "present" | "clarify" | "think" | "advise" | "open" | "commit" | "handover";
  readonly seconds: number;
  readonly mode: Mode;
  /**
   * An elastic phase gives way when the seat is short and takes what an earlier phase left over.
   * A fixed one keeps its length.
   */
  readonly elastic: boolean;
  /** Seconds at the start of the phase in which the previous speaker may finish the sentence. */
  readonly grace?: number;
};

/**
 * Whether the agenda is one that the rules can run: whole seconds that add up to an hour, the
 * seats, then the reserve right behind them, and at the end a block for everybody, which lasts
 * until the hour is over.
 */
export function fillsHour(agenda: Agenda): boolean {
  const { blocks, seats } = agenda;
  const kinds = blocks.map(({ kind }) => kind);
  const seatsAt = kinds.indexOf("seats");
  return (
    Number.isInteger(seats) &&
    seats > 0 &&
    seatsAt >= 0 &&
    seatsAt === kinds.lastIndexOf("seats") &&
    kinds.indexOf("reserve") === seatsAt + 1 &&
    kinds.lastIndexOf("reserve") === seatsAt + 1 &&
    kinds.at(-1) === "plenary" &&
    blocks.flatMap(secondsIn).every((seconds) => Number.isInteger(seconds) && seconds >= 0) &&
    agendaSeconds(agenda) === 3600
  );
}

function secondsIn(block: Block): number[] {
  if (block.kind === "seats") return block.phases.map(({ seconds }) => seconds);
  return [block.kind === "round" ? block.secondsEach : block.seconds];
}

/** The sum of all blocks for the agenda's number of seats, in seconds. A full hour is 3600. */
export function agendaSeconds(agenda: Agenda): number {
  return agenda.blocks.reduce((sum, block) => sum + blockSeconds(block, agenda.seats), 0);
}

function blockSeconds(block: Block, seats: number): number {
  switch (block.kind) {
    case "plenary":
    case "reserve":
      return block.seconds;
    case "round":
      return block.secondsEach * seats;
    case "seats":
      return seatSeconds(block) * seats;
  }
}

/** The planned length of one seat, in seconds. */
export function seatSeconds(block: SeatsBlock): number {
  return block.phases.reduce((sum, phase) => sum + phase.seconds, 0);
}

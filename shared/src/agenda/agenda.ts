/**
 * An agenda is data: what happens in the hour, in seconds of a full hour. It holds for any number
 * of members: how long a seat is follows from what is left (`fit`). The rules read it and hold no
 * durations of a format themselves, so another format is another value of this type.
 */
export type Agenda = {
  readonly id: string;
  /** Who sits in one call: everybody, or the first so many in seat order. */
  readonly seats: "all" | number;
  /** In the order in which they happen. */
  readonly blocks: readonly Block[];
};

export type Block = PlenaryBlock | RoundBlock | SeatsBlock | ReserveBlock;

/** Everybody together. The facilitator has the stage when `led`, otherwise nobody has. */
export type PlenaryBlock = {
  readonly kind: "plenary";
  readonly id: PlenaryId;
  readonly seconds: number;
  readonly led: boolean;
};

export const plenaryIds = ["open", "floor", "next-call", "goodbye"] as const;
export type PlenaryId = (typeof plenaryIds)[number];

/** One short turn for each member, in seat order. */
export type RoundBlock = {
  readonly kind: "round";
  readonly id: RoundId;
  readonly secondsEach: number;
};

export const roundIds = ["review", "closing"] as const;
export type RoundId = (typeof roundIds)[number];

/** The hot seats, one after the other in seat order, each made of the same phases. */
export type SeatsBlock = {
  readonly kind: "seats";
  /** In the ratio in which elastic phases share a seat; fixed phases as they are. */
  readonly phases: readonly Phase[];
  /** No seat is planned longer or grows longer than this. */
  readonly longest: number;
};

/**
 * Shared spare time. It grows when something ends early and pays first when something needs more;
 * what is left of it is an open floor. Everything after it is the closing block, which nobody can
 * borrow from (law L3).
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
  /** The peers talk with each other, the holder has turned away and listens. */
  | "away"
  /** Anybody talks. */
  | "open"
  /** Nobody in particular: one seat is over and the next begins. */
  | "handover";

export const phaseIds = [
  "present",
  "report",
  "clarify",
  "probe",
  "blockers",
  "restate",
  "think",
  "advise",
  "advise-away",
  "open",
  "reflect",
  "plan",
  "commit",
  "handover",
] as const;
export type PhaseId = (typeof phaseIds)[number];

/** What each phase is for. An agenda chooses phases and their seconds, never another meaning. */
const modes: { readonly [phase in PhaseId]: Mode } = {
  present: "holder",
  report: "holder",
  clarify: "questions",
  probe: "questions",
  blockers: "questions",
  restate: "holder",
  think: "silence",
  advise: "advice",
  "advise-away": "away",
  open: "open",
  reflect: "holder",
  plan: "holder",
  commit: "holder",
  handover: "handover",
};

export type Phase = {
  readonly id: PhaseId;
  readonly seconds: number;
  /**
   * An elastic phase gives way when the seat is short and takes what an earlier phase left over.
   * A fixed one keeps its length.
   */
  readonly elastic: boolean;
};

/** The phases in which a promise is made: never shorter than this by anybody's doing, in seconds. */
export const SHORTEST_COMMIT = 45;

/** The first seconds of a handover, in which the previous speaker may finish the sentence. */
export const GRACE = 10;

export function modeOf(phase: PhaseId): Mode {
  return modes[phase];
}

export function isCommitment(phase: PhaseId | null): boolean {
  return phase === "commit" || phase === "plan";
}

import type { Agenda, Block, Phase, PhaseId } from "./agenda.ts";

/** Phases whose length is a matter of fact and not of how much time there is. */
const fixedPhases: ReadonlySet<PhaseId> = new Set([
  "think",
  "restate",
  "commit",
  "plan",
  "handover",
]);

function phases(...list: readonly (readonly [PhaseId, number])[]): Phase[] {
  return list.map(([id, seconds]) => ({ id, seconds, elastic: !fixedPhases.has(id) }));
}

const open: Block = { kind: "plenary", id: "open", seconds: 60, led: true };
const end: readonly Block[] = [
  { kind: "plenary", id: "next-call", seconds: 120, led: false },
  { kind: "plenary", id: "goodbye", seconds: 60, led: false },
];
const review = (secondsEach: number): Block => ({ kind: "round", id: "review", secondsEach });
const closing = (secondsEach: number): Block => ({ kind: "round", id: "closing", secondsEach });
const reserve = (seconds: number): Block => ({ kind: "reserve", seconds });

/**
 * The default: everyone gets a seat, 12:00 for each of four.
 *
 * Where the figures come from: equal turns of 10 to 15 minutes for four people in an hour are
 * documented practice; a seat follows Wise Crowds (present, clarify, advise, commit), with the
 * silence of the case clinic, cut to half a minute, before the advice; the round of advice is
 * Kline's equal turns.
 */
export const fourSeats: Agenda = {
  id: "four-seats",
  seats: "all",
  blocks: [
    open,
    review(60),
    {
      kind: "seats",
      longest: 1200,
      phases: phases(
        ["present", 120],
        ["clarify", 120],
        ["think", 30],
        ["advise", 240],
        ["open", 90],
        ["commit", 90],
        ["handover", 30],
      ),
    },
    reserve(120),
    closing(30),
    ...end,
  ],
};

/** Two members sit for 20:00, the others next time: a documented pattern of groups of four. */
export const twoDeep: Agenda = {
  id: "two-deep",
  seats: 2,
  blocks: [
    open,
    review(120),
    {
      kind: "seats",
      longest: 1500,
      phases: phases(
        ["present", 240],
        ["clarify", 240],
        ["think", 60],
        ["advise", 360],
        ["open", 180],
        ["commit", 90],
        ["handover", 30],
      ),
    },
    reserve(180),
    closing(75),
    ...end,
  ],
};

/** One member sits for 40:00: the consultancy protocol, scaled. */
export const oneDeep: Agenda = {
  id: "one-deep",
  seats: 1,
  blocks: [
    open,
    review(120),
    {
      kind: "seats",
      longest: 2880,
      phases: phases(
        ["present", 420],
        ["clarify", 300],
        ["probe", 480],
        ["restate", 60],
        ["think", 60],
        ["advise", 720],
        ["reflect", 180],
        ["commit", 120],
        ["handover", 60],
      ),
    },
    reserve(120),
    closing(90),
    ...end,
  ],
};

/** Wise Crowds, scaled: the holder turns away while the others advise. The review is in writing. */
export const turnAway: Agenda = {
  id: "turn-away",
  seats: "all",
  blocks: [
    open,
    {
      kind: "seats",
      longest: 1200,
      phases: phases(
        ["present", 120],
        ["clarify", 180],
        ["advise-away", 360],
        ["commit", 90],
        ["handover", 30],
      ),
    },
    reserve(120),
    closing(30),
    ...end,
  ],
};

/** Wins, blockers, next actions, and an open floor: for groups that meet every week. */
export const accountability: Agenda = {
  id: "accountability",
  seats: "all",
  blocks: [
    open,
    {
      kind: "seats",
      longest: 1200,
      phases: phases(
        ["report", 150],
        ["blockers", 120],
        ["advise", 180],
        ["plan", 120],
        ["handover", 30],
      ),
    },
    { kind: "plenary", id: "floor", seconds: 720, led: false },
    reserve(120),
    closing(30),
    ...end,
  ],
};

export const presets: readonly Agenda[] = [fourSeats, twoDeep, oneDeep, turnAway, accountability];

/**
 * The same agenda with half of the members in the hot seat, the others next time: for groups in
 * which seats for everybody would be too short (rule 1.6).
 */
export function alternating(agenda: Agenda, members: number): Agenda {
  return { ...agenda, id: `${agenda.id}-halves`, seats: Math.ceil(members / 2) };
}

import type { Agenda } from "./agenda.ts";

/**
 * The default agenda: four members, everyone gets a seat of 12:00.
 *
 * Where the figures come from: equal turns of 10 to 15 minutes for four people in an hour are
 * documented practice; a seat follows Wise Crowds (present, clarify, advise, commit), with the
 * silence of the case clinic, cut to half a minute, before the advice; the round of advice is
 * Kline's equal turns; the 10 s to finish a sentence are the grace that speech timing uses.
 */
export const fourSeats: Agenda = {
  id: "four-seats",
  seats: 4,
  blocks: [
    { kind: "plenary", id: "open", seconds: 60, led: true },
    { kind: "round", id: "review", secondsEach: 60 },
    {
      kind: "seats",
      phases: [
        { id: "present", seconds: 120, mode: "holder", elastic: true },
        { id: "clarify", seconds: 120, mode: "questions", elastic: true },
        { id: "think", seconds: 30, mode: "silence", elastic: false },
        { id: "advise", seconds: 240, mode: "advice", elastic: true },
        { id: "open", seconds: 90, mode: "open", elastic: true },
        { id: "commit", seconds: 90, mode: "holder", elastic: false },
        { id: "handover", seconds: 30, mode: "handover", elastic: false, grace: 10 },
      ],
    },
    { kind: "reserve", seconds: 120 },
    { kind: "round", id: "closing", secondsEach: 30 },
    { kind: "plenary", id: "next-call", seconds: 120, led: false },
    { kind: "plenary", id: "goodbye", seconds: 60, led: false },
  ],
};

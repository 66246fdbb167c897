import fc from "fast-check";
import type { Agenda } from "../agenda/agenda.ts";
import { FULL_HOUR, SHORTEST_HOUR } from "../time.ts";
import type { Millis } from "../time.ts";
import { agendas } from "./agendas.ts";
import { kinds } from "./deeds.ts";
import type { Deed } from "./deeds.ts";

/** An hour of some people, and everything they do in it. */
export type Scenario = { readonly setup: Setup; readonly steps: readonly Step[] };

export type Setup = {
  readonly members: number;
  readonly agenda: Agenda;
  /** Which mistake was in the agenda when it was tried first. */
  readonly flaw: number;
  readonly hour: Millis;
  /** How long after it was made the hour opens itself; null when somebody starts it. */
  readonly scheduled: Millis | null;
  readonly facilitator: number;
  readonly deputy: number | null;
  /** How far the chair turns the order before the hour, if at all. */
  readonly turned: number;
  /** For each member: when they come, if ever. */
  readonly comings: readonly Coming[];
  /** The longest wait between two deeds, as a part of the hour. */
  readonly pace: number;
  /** Whether the deadlines are ticked off as they come, or settled by whatever comes next. */
  readonly punctual: boolean;
};

type Coming = "early" | "later" | "never" | "late-with-word" | "excused";

/** What somebody does, and how much later (or, by a clock that jumps, earlier) than before. */
export type Step = {
  readonly wait: Wait;
  /** Drops everything but the log first, and begins anew from there. */
  readonly restart: boolean;
  readonly deed: Deed;
};

export type Wait =
  /** So many milliseconds around the next deadline. */
  | { readonly offDeadline: number }
  /** A part of the pace, from 0 to 1; less than 0 for a clock set back. */
  | { readonly share: number }
  | { readonly millis: number };

const MILLION = 1_000_000;

/** From one number each, which is quicker than records of choices and shrinks as well. */
const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.nat(99),
    fc.nat(MILLION),
    fc.nat(kinds.length - 1),
    fc.nat(999),
    fc.nat(999),
    fc.nat(999),
  )
  .map(([way, amount, kind, who, one, other]) => ({
    wait: waitOf(way, amount),
    restart: way === 98,
    deed: { kind: kinds[kind] ?? "tick", who, one, other },
  }));

function waitOf(way: number, amount: number): Wait {
  if (way < 35) return { millis: 0 };
  if (way < 65) return { offDeadline: (amount % 3) - 1 };
  if (way < 78) return { millis: amount % 8000 };
  if (way < 97) return { share: amount / MILLION };
  return { share: -amount / MILLION };
}

const hours: fc.Arbitrary<Millis> = fc.oneof(
  fc.constantFrom(FULL_HOUR, FULL_HOUR, SHORTEST_HOUR, 61_001, 180_000),
  fc.integer({ min: SHORTEST_HOUR, max: FULL_HOUR }),
);

const coming: fc.Arbitrary<Coming> = fc.oneof(
  { weight: 14, arbitrary: fc.constant("early") },
  { weight: 3, arbitrary: fc.constant("later") },
  { weight: 1, arbitrary: fc.constant("never") },
  { weight: 1, arbitrary: fc.constant("late-with-word") },
  { weight: 1, arbitrary: fc.constant("excused") },
);

const setups: fc.Arbitrary<Setup> = fc.constantFrom(4, 4, 4, 3, 5, 2, 6).chain((members) =>
  fc.record({
    members: fc.constant(members),
    agenda: agendas(members),
    flaw: fc.nat(99),
    hour: hours,
    scheduled: fc.oneof(
      { weight: 2, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.nat(30_000) },
    ),
    facilitator: fc.nat(members - 1),
    deputy: fc.option(fc.integer({ min: 1, max: members - 1 })),
    turned: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 2),
    comings: fc.array(coming, { minLength: members, maxLength: members }),
    pace: fc.constantFrom(0.02, 0.005, 0.05, 0.15),
    punctual: fc.boolean(),
  }),
);

/** So many steps that most hours are full. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  setup: setups,
  steps: fc.array(step, { minLength: 30, maxLength: 80, size: "max" }),
});

import fc from "fast-check";
import { isCommitment, phaseIds } from "../agenda/agenda.ts";
import type { Agenda, Block, Phase, PhaseId } from "../agenda/agenda.ts";
import { fit } from "../agenda/fit.ts";
import { alternating, fourSeats, presets } from "../agenda/presets.ts";

/** An agenda that these members can hold: a preset, with halves taking turns, or one of their own. */
export function agendas(members: number): fc.Arbitrary<Agenda> {
  const known = presets.flatMap((preset) => [preset, alternating(preset, members)]);
  const fitting = known.filter((agenda) => fit(agenda, members).ok);
  const preset = fc.constantFrom(...fitting);
  return fc.oneof(
    { weight: 1, arbitrary: preset },
    {
      weight: 1,
      arbitrary: own(members).map((agenda) =>
        fit(agenda, members).ok ? agenda : (fitting[0] ?? fourSeats),
      ),
    },
  );
}

const talks = phaseIds.filter((id) => !isCommitment(id) && id !== "handover");

const talk: fc.Arbitrary<Phase[]> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...talks), { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(fc.integer({ min: 10, max: 400 }), fc.boolean()), {
      minLength: 6,
      maxLength: 6,
    }),
  )
  .map(([ids, lengths]) =>
    ids.map((id: PhaseId, i): Phase => {
      const [seconds = 60, elastic = true] = lengths[i] ?? [];
      return { id, seconds, elastic: elastic || i === 0 };
    }),
  );

const ending = fc.record({
  commitment: fc.constantFrom<PhaseId>("commit", "plan"),
  seconds: fc.integer({ min: 20, max: 180 }),
  elastic: fc.boolean(),
  handover: fc.integer({ min: 1, max: 60 }),
});

const seats: fc.Arbitrary<Block> = fc
  .record({ talk, ending, longest: fc.integer({ min: 480, max: 3000 }) })
  .map(({ talk: first, ending: { commitment, seconds, elastic, handover }, longest }) => ({
    kind: "seats",
    longest,
    phases: [
      ...first,
      { id: commitment, seconds, elastic },
      { id: "handover", seconds: handover, elastic: false },
    ],
  }));

const plenary = (id: "open" | "floor" | "next-call" | "goodbye") =>
  fc
    .record({ seconds: fc.integer({ min: 1, max: 300 }), led: fc.boolean() })
    .map((given): Block => ({ kind: "plenary", id, ...given }));
const round = (id: "review" | "closing") =>
  fc.integer({ min: 1, max: 90 }).map((secondsEach): Block => ({ kind: "round", id, secondsEach }));
const maybe = (block: fc.Arbitrary<Block>) => fc.array(block, { maxLength: 1 });

/** Not all of them fit: the formula may find their seats too short. */
function own(members: number): fc.Arbitrary<Agenda> {
  return fc
    .record({
      who: fc.oneof(fc.constant("all" as const), fc.integer({ min: 1, max: members })),
      before: fc.tuple(maybe(plenary("open")), maybe(round("review"))),
      seats,
      after: maybe(plenary("floor")),
      reserve: fc
        .integer({ min: 1, max: 300 })
        .map((seconds): Block => ({ kind: "reserve", seconds })),
      last: fc.tuple(maybe(round("closing")), plenary("next-call"), plenary("goodbye")),
    })
    .map(({ who, before, seats: sitting, after, reserve, last: [closing, next, goodbye] }) => ({
      id: "own",
      seats: who,
      blocks: [...before.flat(), sitting, ...after, reserve, ...closing, next, goodbye],
    }));
}

/** What no hour can be made of: one of the rules of an agenda is broken. */
export function brokenAgendas(agenda: Agenda): Agenda[] {
  const { blocks } = agenda;
  const without = (kind: Block["kind"]) => blocks.filter((block) => block.kind !== kind);
  const seatsWith = (phases: (before: readonly Phase[]) => readonly Phase[]) =>
    blocks.map((block) =>
      block.kind === "seats" ? { ...block, phases: phases(block.phases) } : block,
    );
  const wrong: (readonly Block[])[] = [
    without("seats"),
    without("reserve"),
    blocks.toReversed(),
    blocks.slice(0, -1),
    [...blocks, ...blocks],
    blocks.map((block) => (block.kind === "reserve" ? { ...block, seconds: 0.5 } : block)),
    blocks.map((block) => (block.kind === "reserve" ? { ...block, seconds: 3600 } : block)),
    seatsWith((phases) => phases.slice(0, -1)),
    seatsWith((phases) => phases.filter(({ id }) => !isCommitment(id))),
    seatsWith((phases) => phases.map((phase) => ({ ...phase, elastic: false }))),
    seatsWith((phases) => [...phases, ...phases]),
    seatsWith((phases) =>
      phases.map((phase) => (phase.id === "handover" ? { ...phase, seconds: 3000 } : phase)),
    ),
  ];
  return [
    { ...agenda, seats: 0 },
    { ...agenda, seats: 7 },
    ...wrong.map((each) => ({ ...agenda, blocks: each })),
  ];
}

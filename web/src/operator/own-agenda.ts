import { fourSeats, isCommitment, phaseIds } from "@hotseat/shared";
import type { Agenda, Block, Phase, PhaseId } from "@hotseat/shared";
import { OWN } from "./draft.ts";

/*
 * An agenda of the operator's own, kept in their browser until it is used. Every change here gives
 * a new one; whether it fits into an hour is for `fit` to say.
 */

const KEY = "hotseat.agenda";

/** What is edited to begin with: a copy of a preset under its own name. */
export function ownFrom(agenda: Agenda): Agenda {
  return { ...agenda, id: OWN };
}

/** The agenda as it was left in this browser, or the default to begin with. */
export function keptAgenda(): Agenda {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (isAgenda(kept)) return ownFrom(kept);
  } catch {
    // What cannot be read is begun anew.
  }
  return ownFrom(fourSeats);
}

export function keepAgenda(agenda: Agenda): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(agenda));
  } catch {
    // A browser that keeps nothing still has it until the page closes.
  }
}

/** Enough to be drawn and asked about; `fit` judges the rest. */
function isAgenda(value: unknown): value is Agenda {
  if (typeof value !== "object" || value === null || !("blocks" in value)) return false;
  if (!Array.isArray(value.blocks)) return false;
  return value.blocks.every((block: Partial<Block> | null) => {
    switch (block?.kind) {
      case "plenary":
      case "reserve":
        return typeof block.seconds === "number";
      case "round":
        return typeof block.secondsEach === "number";
      case "seats":
        return Array.isArray(block.phases);
      default:
        return false;
    }
  });
}

/** The name of a block for keys and tests: its kind, or which one of its kind it is. */
export function blockId(block: Block): string {
  return "id" in block ? block.id : block.kind;
}

/** Parts that an agenda can have besides its seats, with what they usually last. */
const others: readonly Block[] = [
  { kind: "plenary", id: "open", seconds: 60, led: true },
  { kind: "round", id: "review", secondsEach: 60 },
  { kind: "plenary", id: "floor", seconds: 300, led: false },
  { kind: "reserve", seconds: 120 },
  { kind: "round", id: "closing", secondsEach: 30 },
  { kind: "plenary", id: "next-call", seconds: 120, led: false },
  { kind: "plenary", id: "goodbye", seconds: 60, led: false },
];

/** The parts that are not in it yet. */
export function missingBlocks({ blocks }: Agenda): Block[] {
  const there = new Set(blocks.map(blockId));
  return others.filter((block) => !there.has(blockId(block)));
}

/** Puts a part where it usually stands among those that are there. */
export function withBlock(agenda: Agenda, block: Block): Agenda {
  const usual = ["open", "review", "seats", "floor", "reserve", "closing", "next-call", "goodbye"];
  const place = usual.indexOf(blockId(block));
  const at = agenda.blocks.findIndex((each) => usual.indexOf(blockId(each)) > place);
  const blocks = [...agenda.blocks];
  blocks.splice(at < 0 ? blocks.length : at, 0, block);
  return { ...agenda, blocks };
}

export function withoutBlock(agenda: Agenda, index: number): Agenda {
  return { ...agenda, blocks: agenda.blocks.filter((_, i) => i !== index) };
}

export function changedBlock(agenda: Agenda, index: number, block: Block): Agenda {
  return { ...agenda, blocks: agenda.blocks.map((each, i) => (i === index ? block : each)) };
}

export function secondsOf(block: Exclude<Block, { kind: "seats" }>): number {
  return block.kind === "round" ? block.secondsEach : block.seconds;
}

export function lasting<B extends Exclude<Block, { kind: "seats" }>>(block: B, seconds: number): B {
  return block.kind === "round" ? { ...block, secondsEach: seconds } : { ...block, seconds };
}

/** Exchanges an item with the one before it. */
export function raised<T>(items: readonly T[], index: number): T[] {
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(index - 1, 0, item);
  return next;
}

/** Phases whose length is a matter of fact and not of how much time there is. */
const fixed: ReadonlySet<PhaseId> = new Set(["think", "restate", "commit", "plan", "handover"]);
const usualSeconds: Partial<Record<PhaseId, number>> = { think: 30, restate: 60, handover: 30 };

export function missingPhases(phases: readonly Phase[]): PhaseId[] {
  const there = new Set(phases.map(({ id }) => id));
  return phaseIds.filter((id) => !there.has(id));
}

/** Puts a phase before the promise and the handover, which come last. */
export function withPhase(phases: readonly Phase[], id: PhaseId): Phase[] {
  const phase = { id, seconds: usualSeconds[id] ?? 90, elastic: !fixed.has(id) };
  const end = phases.findIndex((each) => isCommitment(each.id) || each.id === "handover");
  const last = id === "handover" || end < 0;
  return last ? [...phases, phase] : [...phases.slice(0, end), phase, ...phases.slice(end)];
}

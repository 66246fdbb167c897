import fc from "fast-check";
import { scenarios } from "./arbitrary.ts";
import type { Scenario } from "./arbitrary.ts";
import { BEGINNING } from "./live.ts";
import type { Life } from "./live.ts";
import { brokenBy } from "./sequence.ts";

type Search = {
  readonly seed: number;
  readonly runs: number;
  /** Ends as soon as this law or rule is seen to be broken. */
  readonly until?: string;
};

/**
 * Lives through random scenarios and gives, for each law or rule that one of them breaks, the first
 * such case as a story, made shorter. `each` sees every life.
 */
export function findBreaks(
  { seed, runs, until }: Search,
  each: (life: Life) => void = () => {},
): Map<string, string> {
  const found = new Map<string, Scenario>();
  for (const scenario of fc.sample(scenarios, { seed, numRuns: runs })) {
    const { broken, life } = judged(scenario);
    if (life) each(life);
    for (const sentence of broken) {
      const rule = ruleOf(sentence);
      if (!found.has(rule)) found.set(rule, scenario);
    }
    if (until !== undefined && found.has(until)) break;
  }
  return new Map(
    [...found].map(([rule, scenario]) => [rule, story(shorter(scenario, rule), seed)]),
  );
}

/** Every sentence begins with the law or rule that it is about. */
function ruleOf(sentence: string): string {
  return sentence.slice(0, sentence.indexOf(":"));
}

function judged(scenario: Scenario): { broken: readonly string[]; life: Life | null } {
  try {
    return brokenBy(scenario);
  } catch (error) {
    return {
      broken: [`11.4: ${error instanceof Error ? error.stack : String(error)}`],
      life: null,
    };
  }
}

/**
 * Leaves out whatever is not needed for the break. Shrinking every number as well would take minutes
 * where this takes a second, and what is left reads as well.
 */
function shorter(scenario: Scenario, rule: string): Scenario {
  const breaks = (steps: Scenario["steps"]) =>
    judged({ ...scenario, steps }).broken.some((sentence) => ruleOf(sentence) === rule);
  let { steps } = scenario;
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < steps.length;) {
      const without = [...steps.slice(0, from), ...steps.slice(from + size)];
      if (breaks(without)) steps = without;
      else from += size;
    }
  }
  return { ...scenario, steps };
}

/** What was done and what came of it, line by line, in ms since the session was made. */
function story(scenario: Scenario, seed: number): string {
  const { broken, life } = judged(scenario);
  const { agenda, ...setup } = scenario.setup;
  const line = ({ at, by, type, ...rest }: { at: number; by: string; type: string }) => {
    const what = JSON.stringify(rest).slice(0, 400);
    return `${at - BEGINNING} ${type} by ${by} ${what}`;
  };
  const told = life?.moments
    .slice(2)
    .flatMap(({ command, decision }) => [
      `${line(command)}${decision.ok ? "" : ` refused: ${decision.rejection.code}`}`,
      ...(decision.ok ? decision.events.map((event) => `    ${line(event)}`) : []),
    ]);
  return [
    ...broken,
    `seed ${seed}, ${JSON.stringify(setup)}`,
    `agenda ${agenda.id === "own" ? JSON.stringify(agenda) : `${agenda.id} for ${agenda.seats}`}`,
    ...(told ?? []),
  ].join("\n");
}

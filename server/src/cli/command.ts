import type { ParseArgsOptionsConfig } from "node:util";
import { Failure } from "../failure.ts";
import type { Settings } from "../settings.ts";

/** What was given on the command line. */
export type Given = {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
};

/** One thing that an operator can ask of `hotseat` in a terminal. */
export type Command = {
  /** Its name and what goes behind it. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly does: string;
  /** What its options do, a line each. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  /** How many words go behind its name. */
  readonly words: number;
  /** Gives the exit code: 0 when all is well, 1 when something is wrong. @throws {Failure} */
  run(given: Given, settings: Settings): Promise<number>;
};

/** A command that was written wrongly; its message is followed by how it is written. */
export class WrongUse extends Failure {}

/** A whole number within bounds. @throws {WrongUse} */
export function wholeNumber(
  { values }: Given,
  name: string,
  { otherwise, min, max }: { otherwise: number; min: number; max: number },
): number {
  const value = values[name];
  if (typeof value !== "string") return otherwise;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= max) return number;
  throw new WrongUse(
    `--${name} must be a whole number from ${min} to ${max}, but it is "${value}".`,
  );
}

/** An option that is text; null when it was not given. */
export function text({ values }: Given, name: string): string | null {
  const value = values[name];
  return typeof value === "string" ? value : null;
}

import { execFile } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { mutants } from "./mutants.ts";
import type { Mutant } from "./mutants.ts";

const root = join(import.meta.dirname, "..", "..");
const source = join(root, "shared", "src");
/** Of this run alone: others may be running beside it. */
const copies = join(root, "test", "out", `mutants-${process.pid}`);

/** Enough for every mistake in the list to show, most of them in the first few; it stops at the first. */
const RUNS = 3000;

/** A test that cannot fail proves nothing: each law must be broken by some mistake, and be seen to be. */
describe("the properties see a mistake", () => {
  afterAll(() => rmSync(copies, { recursive: true, force: true }));

  it.concurrent.each(mutants)(
    "$law when $mistake",
    async (mutant) => {
      const copy = join(copies, String(mutants.indexOf(mutant)));
      cpSync(source, copy, { recursive: true, filter: (file) => !file.endsWith(".test.ts") });
      makeMistake(copy, mutant);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(import.meta.dirname, "try.ts"), copy, mutant.law, String(RUNS)],
        { timeout: 60_000 },
      );
      expect(stdout.split("\n").filter((line) => line.startsWith(`${mutant.law}:`))).not.toEqual(
        [],
      );
    },
    60_000,
  );

  it.each(["L1", "L2", "L3", "L4", "L5"])("%s has a mistake to be seen", (law) => {
    expect(mutants.some((mutant) => mutant.law === law)).toBe(true);
  });
});

function makeMistake(copy: string, { file, from, to }: Mutant): void {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  expect(text.split(from), `${from} is in ${file} exactly once`).toHaveLength(2);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../server.ts";

/** What makes an image of the Dockerfile, as far as it is written there. */
type Stage = {
  /** The image or the stage that it begins with. */
  readonly from: string;
  /** The commands that are run in it. */
  readonly runs: readonly string[];
  /** The files that it takes from another stage, by where it puts them. */
  copiesFrom(stage: string): Readonly<Record<string, string>>;
};

/** A stage of the Dockerfile by its name. */
export function stageOf(name: string): Stage {
  const text = readFileSync(join(root, "Dockerfile"), "utf8");
  const stages = text.split(/^(?=FROM )/m);
  const stage = stages.find((each) => each.split("\n", 1)[0]?.endsWith(` AS ${name}`));
  const [, from] = /^FROM (\S+)/.exec(stage ?? "") ?? [];
  if (stage === undefined || from === undefined) throw new Error(`there is no stage ${name}`);
  return {
    from,
    runs: [...stage.matchAll(/^RUN (.*)$/gm)].map(([, command = ""]) => command),
    copiesFrom: (other) =>
      Object.fromEntries(
        [...stage.matchAll(/^COPY --from=(\S+) (\S+) (\S+)$/gm)]
          .filter(([, source]) => source === other)
          .map(([, , file = "", place = ""]) => [place, file]),
      ),
  };
}

/** The folders that a stage makes with a mode. */
export function foldersOf({ runs }: Stage): Record<string, number> {
  const made = runs.flatMap((run) => [...run.matchAll(/\binstall -d .*?-m (\d+) ([^&|;]+)/g)]);
  return Object.fromEntries(
    made.flatMap(([, mode = "", folders = ""]) =>
      folders
        .trim()
        .split(" ")
        .map((folder) => [folder, Number.parseInt(mode, 8)] as const),
    ),
  );
}

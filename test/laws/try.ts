// `node test/laws/try.ts <copy of shared/src> <law> <runs>`: tells the first break of a law in a copy of the rules.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { findBreaks as Find } from "../../shared/src/testing/find.ts";

const [copy = "", law = "", runs = "0"] = process.argv.slice(2);
const { findBreaks } = (await import(pathToFileURL(join(copy, "testing", "find.ts")).href)) as {
  findBreaks: typeof Find;
};
const found = findBreaks({ seed: 1, runs: Number(runs), until: law });
console.log(found.get(law) ?? "It holds.");

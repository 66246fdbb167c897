import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const source = join(import.meta.dirname, "..");

/** What is said of events in docs/operating.md, between the heading of their table and its end. */
const documented = readFileSync(join(source, "../../docs/operating.md"), "utf8")
  .split("| event | level |")[1]
  ?.split("\n\n", 1)[0];

describe("events of the log", () => {
  it("are in docs/operating.md, each that is logged, and no other", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
    );
    const logged = files.flatMap((name) =>
      [...readFileSync(join(source, name), "utf8").matchAll(/\bevent: "([a-z-]+)"/g)].map(
        ([, event = ""]) => event,
      ),
    );
    const named = [...(documented ?? "").matchAll(/^\|[^|]*\|/gm)].flatMap(([cell]) =>
      [...cell.matchAll(/`([a-z-]+)`/g)].map(([, event = ""]) => event),
    );
    expect(named.toSorted()).toEqual([...new Set(logged)].toSorted());
  });

  it("stand in every line that is logged by us", () => {
    for (const name of readdirSync(source, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
      const text = readFileSync(join(source, name), "utf8");
      for (const [, first] of text.matchAll(
        /\blog\.(?:error|warn|info|debug)\(\s*(\{[^}]*\}|[^,)]*)/g,
      )) {
        expect(first, name).toMatch(/\bevent\b/);
      }
    }
  });
});

import { describe, expect, it } from "vitest";
import { complaints, ruleNumbers, ruleOf, testsIn } from "./testing/rules.ts";

declare global {
  interface ImportMeta {
    glob(
      paths: readonly string[],
      options: { readonly query: "?raw"; readonly import: "default"; readonly eager: true },
    ): Readonly<Record<string, string>>;
  }
}

/** By a name that the compiler does not follow, or it would take Node's globals for known here. */
const parser: string = "vitest/node";
const { parseAst } = (await import(/* @vite-ignore */ parser)) as {
  parseAst: Parameters<typeof testsIn>[2];
};

const [rulesFile = ""] = Object.values(
  import.meta.glob(["../../docs/rules.md"], { query: "?raw", import: "default", eager: true }),
);
const testFiles = import.meta.glob(
  [
    "./**/*.test.ts",
    "../../server/src/**/*.test.ts",
    "../../web/src/**/*.test.ts",
    "../../test/**/*.{test,e2e}.ts",
    "!**/node_modules/**",
    "!../../test/out/**",
  ],
  { query: "?raw", import: "default", eager: true },
);

const mustName = (path: string) => /^\.\/(session|agenda|log)\//.test(path);

describe("the rules of the hour", () => {
  it("have tests, each by its number, and nothing else is tested as a rule", () => {
    const tests = Object.entries(testFiles).flatMap(([path, source]) =>
      testsIn(path, source, parseAst),
    );
    expect(complaints(ruleNumbers(rulesFile), tests, mustName)).toEqual([]);
  });

  it("are all found, and so are their tests", () => {
    const rules = ruleNumbers(rulesFile);
    expect(rules.slice(0, 6)).toEqual(["L1", "L2", "L3", "L4", "L5", "1.1"]);
    expect(rules).toHaveLength([...rulesFile.matchAll(/^- /gm)].length);
    const paths = Object.keys(testFiles);
    for (const folder of ["./session/", "./agenda/", "../../server/src/", "../../test/"]) {
      expect(paths.some((path) => path.startsWith(folder))).toBe(true);
    }
  });
});

describe("a rule and its tests", () => {
  const rules = ["L1", "3.5", "3.10"];
  const test = (name: string, path = "./session/late.test.ts") => ({ path, name });
  const all = [test("L1 ends"), test("3.5 releases"), test("3.10 moves")];

  it("belong together", () => {
    expect(complaints(rules, all, mustName)).toEqual([]);
  });

  it("are missed when there is no test for the rule", () => {
    expect(complaints(rules, all.slice(0, 2), mustName)).toEqual(["rule 3.10 has no test"]);
    expect(complaints(["3.1", ...rules], all, mustName)).toEqual(["rule 3.1 has no test"]);
  });

  it("are missed when the test names no rule, where it must", () => {
    expect(complaints(rules, [...all, test("ends")], mustName)).toEqual([
      './session/late.test.ts: "ends" names no rule',
    ]);
    expect(complaints(rules, [...all, test("ends", "./time.test.ts")], mustName)).toEqual([]);
  });

  it("are missed when there is no such rule, wherever the test is", () => {
    expect(
      complaints(rules, [...all, test("3.50 ends", "../../test/a.test.ts")], mustName),
    ).toEqual(['../../test/a.test.ts: "3.50 ends" names rule 3.50, which is none']);
  });

  it("are missed when a number is given twice", () => {
    expect(complaints([...rules, "3.5"], all, mustName)).toEqual(["rule 3.5 is there twice"]);
  });

  it.each([
    ["3.5 releases", "3.5"],
    ["L2: equal", "L2"],
    ["3.5", "3.5"],
    ["1.2.3 is a version", null],
    ["3.5s later", null],
    ["about 3.5", null],
    ["L1x", null],
  ])("meet in the name %j as %s", (name, rule) => {
    expect(ruleOf(name)).toBe(rule);
  });
});

describe("the tests of a file", () => {
  const names = (source: string) => testsIn("", source, parseAst).map(({ name }) => name);

  it.each([
    ['it("1.1 a", () => {})', ["1.1 a"]],
    ["test('1.1 a', () => {})", ["1.1 a"]],
    ['describe("x", () => { it("1.1 a", f); it("1.2 b", f); })', ["1.1 a", "1.2 b"]],
    ['it.each([["no"], ["it(\'no\')"]])("1.1 a %s", f)', ["1.1 a %s"]],
    ["it.each`a\n${1}`('1.1 a', f)", ["1.1 a"]],
    ['it.for([1])("1.1 a", f); it.skipIf(x)("1.2 b", f)', ["1.1 a", "1.2 b"]],
    ['it.concurrent.each([1])("1.1 a", f)', ["1.1 a"]],
    ["it(`1.1 ${a} b`, f)", ["1.1 "]],
    ["it(name + '1.1', f)", ["name + '1.1'"]],
    ['// it("1.1 a", f)\n/* it("1.2 b", f) */ const s = `it("1.3 c", f)`;', []],
    ['exit("1.1 a"); fc.it("1.2 b"); describe.each([1])("1.3 c", f)', []],
    ['it.each([["1.1 a", 1], ["1.2 b", 2]])("%s", f)', ["1.1 a", "1.2 b"]],
    ['const list: T = [["1.1 a", 1], ["b", 2]]; it.each(list)("%s", f)', ["1.1 a", "b"]],
    ['it.each(["1.1 a"])("%s is", f); it.each(elsewhere)("%s", f)', ["1.1 a", "%s"]],
    ['it<Context>("1.1 a" satisfies string, f)', ['"1.1 a" satisfies string']],
  ])("are found in %j", (source, expected) => {
    expect(names(source)).toEqual(expected);
  });
});

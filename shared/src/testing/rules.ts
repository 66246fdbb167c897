/** A test as its file names it; `name` is code where the name is no plain text. */
export type NamedTest = { readonly path: string; readonly name: string };

/** The numbers of the rules in `docs/rules.md`, in order: `L1`, `1.1` and so on. */
export function ruleNumbers(markdown: string): string[] {
  return [...markdown.matchAll(/^- \*\*(L\d+|\d+\.\d+)\*\* /gm)].map(([, number = ""]) => number);
}

/** The rule that a test's name begins with; null when it names none. */
export function ruleOf(name: string): string | null {
  return /^(L\d+|\d+\.\d+)(?![\w.])/.exec(name)?.[1] ?? null;
}

/**
 * What is wrong between rules and tests, in words; empty when each rule has a test and each test
 * its rule. Only tests for which `mustName` holds have to name a rule at all.
 */
export function complaints(
  rules: readonly string[],
  tests: readonly NamedTest[],
  mustName: (path: string) => boolean,
): string[] {
  const named = new Set(tests.map(({ name }) => ruleOf(name)));
  const twice = rules.filter((rule, i) => rules.indexOf(rule) !== i);
  const untested = rules.filter((rule) => !named.has(rule));
  return [
    ...twice.map((rule) => `rule ${rule} is there twice`),
    ...untested.map((rule) => `rule ${rule} has no test`),
    ...tests.flatMap(({ path, name }) => {
      const rule = ruleOf(name);
      if (rule === null) return mustName(path) ? [`${path}: "${name}" names no rule`] : [];
      return rules.includes(rule) ? [] : [`${path}: "${name}" names rule ${rule}, which is none`];
    }),
  ];
}

type Parse = (source: string, options: { readonly lang: "ts" }) => unknown;

/**
 * The names of all tests in a file, in order: of `it` and `test`, alone or for each of a table.
 * Where the name is the first column of a table (`%s`), there is one for each of its lines.
 */
export function testsIn(path: string, source: string, parse: Parse): NamedTest[] {
  const program = parse(source, { lang: "ts" });
  const tests: NamedTest[] = [];
  walk(program, (node) => {
    if (node["type"] !== "CallExpression" || !isTest(node["callee"])) return;
    const name = nameOf(first(node["arguments"]), source);
    const lines = name.startsWith("%s") ? linesOf(node["callee"], program, source) : [];
    tests.push(...(lines.length > 0 ? lines : [name]).map((each) => ({ path, name: each })));
  });
  return tests;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit);
  if (!isNode(value)) return;
  visit(value);
  for (const child of Object.values(value)) walk(child, visit);
}

/** The first column of the table that a test is made for each line of. */
function linesOf(maker: unknown, program: unknown, source: string): string[] {
  const table = isNode(maker) ? first(maker["arguments"]) : null;
  const list =
    isNode(table) && table["type"] === "Identifier" ? valueOf(table["name"], program) : table;
  const lines = isNode(list) && Array.isArray(list["elements"]) ? list["elements"] : [];
  return lines.map((line: unknown) =>
    nameOf(isNode(line) && "elements" in line ? first(line["elements"]) : line, source),
  );
}

/** What a constant of the file is. */
function valueOf(name: unknown, program: unknown): unknown {
  let value: unknown = null;
  walk(program, (node) => {
    const isIt = node["type"] === "VariableDeclarator" && isNode(node["id"]);
    if (isIt && isNode(node["id"]) && node["id"]["name"] === name) value = node["init"];
  });
  return value;
}

type Node = { readonly [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function first(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

/** These take something else first and give the function that takes the name. */
const makers: ReadonlySet<unknown> = new Set(["each", "for", "skipIf", "runIf", "extend"]);

function isTest(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  switch (callee["type"]) {
    case "Identifier":
      return callee["name"] === "it" || callee["name"] === "test";
    case "MemberExpression":
      return !isMaker(callee) && isTest(callee["object"]);
    case "CallExpression":
      return isMakerOfTests(callee["callee"]);
    case "TaggedTemplateExpression":
      return isMakerOfTests(callee["tag"]);
    default:
      return false;
  }
}

function isMakerOfTests(callee: unknown): boolean {
  return isNode(callee) && isMaker(callee) && isTest(callee["object"]);
}

function isMaker({ property }: Node): boolean {
  return isNode(property) && makers.has(property["name"]);
}

/** The text of a string; of a template, up to its first gap; of anything else, its code. */
function nameOf(argument: unknown, source: string): string {
  if (!isNode(argument)) return "";
  if (argument["type"] === "Literal" && typeof argument["value"] === "string") {
    return argument["value"];
  }
  const quasi = argument["type"] === "TemplateLiteral" ? first(argument["quasis"]) : null;
  const text = isNode(quasi) && isNode(quasi["value"]) ? quasi["value"]["cooked"] : null;
  return typeof text === "string"
    ? text
    : source.slice(Number(argument["start"]), Number(argument["end"]));
}

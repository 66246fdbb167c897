import { parseAst } from "vitest/node";
import { describe, expect, it } from "vitest";
import { en } from "./en.ts";
import { answer as answerEn } from "./en/answer.ts";
import { group as groupEn } from "./en/group.ts";
import { inside as insideEn } from "./en/inside.ts";
import { operator as operatorEn } from "./en/operator.ts";
import { privacy as privacyEn } from "./en/privacy.ts";
import { server as serverEn } from "./en/server.ts";
import { id } from "./id.ts";
import { answer as answerId } from "./id/answer.ts";
import { group as groupId } from "./id/group.ts";
import { inside as insideId } from "./id/inside.ts";
import { operator as operatorId } from "./id/operator.ts";
import { privacy as privacyId } from "./id/privacy.ts";
import { server as serverId } from "./id/server.ts";

const components = import.meta.glob<string>("../**/*.tsx", {
  query: "?raw",
  import: "default",
  eager: true,
});

type Leaf = { readonly path: string; readonly english: unknown; readonly other: unknown };

function leavesOf(english: unknown, other: unknown, path = ""): Leaf[] {
  if (typeof english !== "object" || english === null) return [{ path, english, other }];
  return Object.entries(english).flatMap(([key, value]) =>
    leavesOf(value, (other as Record<string, unknown> | undefined)?.[key], `${path}.${key}`),
  );
}

/** A text as it would be read, with letters for whatever is put into it. */
function textOf(leaf: unknown): string {
  if (typeof leaf !== "function") return String(leaf);
  const blanks = ["A", "B", "C", "D"];
  const result: unknown = (() => {
    try {
      return leaf(...blanks);
    } catch {
      return leaf(blanks, ...blanks);
    }
  })();
  // Some say two things at once.
  return typeof result === "object" && result !== null
    ? Object.values(result).join(" | ")
    : String(result);
}

const letters = /\p{L}{2,}/u;

/** Names, and words that are the same in both languages. */
const shared: ReadonlySet<string> = new Set(["Hotseat", "Esc", "LiveKit"]);

describe("the catalogues", () => {
  // With those that only some pages load.
  const leaves = leavesOf(
    { ...en, ...answerEn, ...groupEn, ...insideEn, ...operatorEn, ...privacyEn, server: serverEn },
    { ...id, ...answerId, ...groupId, ...insideId, ...operatorId, ...privacyId, server: serverId },
  );

  it("say everything in both languages", () => {
    const missing = leaves.filter(({ english, other }) => typeof english !== typeof other);
    expect(missing.map(({ path }) => path)).toEqual([]);
  });

  it("say nothing in English to whoever reads Indonesian", () => {
    const same = leaves
      .map(({ path, english, other }) => ({ path, text: textOf(english), other: textOf(other) }))
      .filter(({ text, other }) => text === other && letters.test(text) && !shared.has(text));
    expect(same.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
  });

  it("have the refusals of the server in Indonesian", async () => {
    const { rejectionCodes } = await import("@hotseat/shared");
    expect(rejectionCodes.filter((code) => !(code in id.refusals))).toEqual([]);
    const { commitmentRefusals, groupRefusals } = await import("@hotseat/shared/group");
    const known = { ...id.refusals, ...groupId.group.refusals };
    const codes = [...Object.keys(groupRefusals), ...Object.keys(commitmentRefusals)];
    expect(codes.filter((code) => !(code in known))).toEqual([]);
  });
});

type Node = { readonly type: string; readonly [key: string]: unknown };

function* nodesOf(node: unknown): Generator<Node> {
  if (Array.isArray(node)) for (const each of node) yield* nodesOf(each);
  else if (typeof node === "object" && node !== null) {
    if ("type" in node) yield node as Node;
    for (const value of Object.values(node)) yield* nodesOf(value);
  }
}

/** Where the choice of language itself is offered, in both at once. */
const bilingual = "./switch.tsx: Language · Bahasa";

/** What assistive technology or a hand that rests on it is told. */
const spoken = new Set(["aria-label", "aria-description", "title", "alt", "placeholder", "label"]);

function literalsIn(source: string): string[] {
  return [...nodesOf(parseAst(source, { lang: "tsx" }))]
    .flatMap((node): string[] => {
      if (node.type === "JSXText") return [String(node["value"]).trim()];
      if (node.type !== "JSXAttribute") return [];
      const { name, value } = node as unknown as { name: { name: string }; value: Node | null };
      if (!spoken.has(name.name) || value?.type !== "Literal") return [];
      return [String(value["value"])];
    })
    .filter((text) => letters.test(text));
}

describe("the components", () => {
  it("hold no text of their own", () => {
    const found = Object.entries(components).flatMap(([path, source]) =>
      literalsIn(source).map((text) => `${path}: ${text}`),
    );
    expect(found.filter((each) => each !== bilingual)).toEqual([]);
    expect(Object.keys(components).length).toBeGreaterThan(50);
  });

  it("are searched: text between tags and in what is spoken", () => {
    expect(literalsIn('<p title="Two">One {name}, <b>1:00</b> <i data-x="no">·</i></p>')).toEqual([
      "Two",
      "One",
    ]);
  });
});

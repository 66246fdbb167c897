import { describe, expect, it } from "vitest";
import { tooOld } from "./versions.mjs";

const npm = (version: string) => `npm/${version} node/v20.20.0 linux x64`;

describe("the machine's Node and npm", () => {
  it.each([
    ["20.20.0", npm("10.0.0")],
    ["20.20.2", npm("11.19.1")],
    ["22.1.0", npm("10.9.0")],
    ["24.0.0", npm("11.0.0")],
    ["26.0.0", npm("12.0.0")],
    ["20.20.0", ""],
  ])("are new enough: Node %s, %s", (node, agent) => {
    expect(tooOld(node, agent)).toBeNull();
  });

  it.each([
    ["20.19.9", npm("11.0.0"), "Node 20.19.9 is too old"],
    ["18.20.0", npm("11.0.0"), "Node 18.20.0 is too old"],
    ["20.20.0", npm("9.9.4"), "npm 9.9.4 is too old"],
  ])("are too old: Node %s, %s", (node, agent, sentence) => {
    expect(tooOld(node, agent)).toContain(sentence);
    expect(tooOld(node, agent)).toMatch(/^[^\n]+\)?\.$/);
  });
});

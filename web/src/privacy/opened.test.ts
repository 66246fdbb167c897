import { describe, expect, it } from "vitest";
import type { GroupExport } from "@hotseat/shared/group";
import { privacy as en } from "../language/en/privacy.ts";
import { documentOf } from "./document.ts";
import { openExport } from "./opened.ts";
import type { Openers } from "./opened.ts";

const at = Date.parse("2026-11-23T10:00:00Z");
const brief = { question: "Whom *do* I hire?", context: "", tried: "", help: "Names" };

/** As a server has it that cannot open any of it. */
const exported: GroupExport = {
  kind: "group",
  at,
  group: { id: "g", name: "Four | of us", purpose: "", sealed: true },
  member: { id: "ayu", name: "Ayu", zone: "Asia/Jakarta", role: "member" },
  hours: { zone: "Asia/Jakarta", hours: Array.from({ length: 168 }, () => "good" as const) },
  contact: null,
  mail: [],
  publicKey: "key",
  events: [{ type: "erased", at, by: "ayu" }],
  briefs: [
    {
      call: { span: 0, original: "2026-11-25T14:00" },
      brief: { sealed: JSON.stringify(brief) },
      savedAt: at,
    },
    { call: { span: 0, original: "2026-12-02T14:00" }, brief: { sealed: "shut" }, savedAt: at },
  ],
  commitments: [],
  calls: [
    {
      session: "s",
      events: [],
      messages: [{ text: "hello\n# there", at }],
      hand: null,
      tabs: [],
      note: { text: "shut", savedAt: at },
      seatNotes: [{ number: 1, holder: "ayu", author: "budi", text: "ask", at }],
      remarks: [],
      pulse: { useful: 5, trust: 4, time: 3 },
    },
  ],
};

const says = (how: string) => ({
  open: async (text: string) => (text === "shut" ? null : how + text),
});
const openers: Openers = {
  texts: says(""),
  own: says("own "),
  chat: (session) => says(`in ${session}: `),
};

describe("an export", () => {
  it("is opened as far as there are keys, and says what is still sealed", async () => {
    const { data, shut } = await openExport(exported, openers);
    if (data.kind !== "group") throw new Error("not of a group");
    expect(shut).toBe(2);
    expect(data.briefs.map((each) => each.brief)).toEqual([brief, { sealed: "shut" }]);
    const [call] = data.calls;
    expect(call?.messages).toEqual([{ text: "in s: hello\n# there", at }]);
    expect(call?.note).toEqual({ text: "shut", savedAt: at, sealed: true });
    expect(call?.seatNotes[0]).toEqual({ ...exported.calls[0]?.seatNotes[0], text: "ask" });
  });

  it("is a document in which nobody's words are taken for marks", async () => {
    const { data } = await openExport(exported, openers);
    const lines = documentOf(data, en.file).split("\n");
    expect(lines[0]).toBe(String.raw`# Ayu in Four \| of us`);
    expect(lines).toContain(String.raw`  - Whom \*do\* I hire?`);
    expect(lines).toContain(String.raw`- 2026-11-23 10:00 UTC: in s: hello \# there`);
    expect(lines).toContain("- good: 168 of 168 hours");
    expect(lines).toContain("- (still sealed)");
    expect(lines.filter((line) => line.startsWith("#"))).toEqual([
      lines[0],
      "## You",
      "## Your hours",
      "## Briefs",
      "## What happened, by you or about you",
      "## Call s",
      "### Private note",
      "### Notes of seats",
      "### Written in the call",
      "### Answers to the three questions",
    ]);
  });
});

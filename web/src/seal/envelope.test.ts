import { describe, expect, it } from "vitest";
import { randomBytes } from "../link/base64url.ts";
import { closeEnvelope, openEnvelope } from "./envelope.ts";

describe("an envelope", () => {
  const first = randomBytes(32);
  const second = randomBytes(32);
  const keys = new Map([
    [1, first],
    [2, second],
  ]);

  it.each(["", "a", "Selamat pagi, semuanya 👋🏽", "x".repeat(4_000)])(
    "gives %j back",
    async (text) => {
      expect(await openEnvelope(keys, await closeEnvelope(second, 2, text))).toBe(text);
    },
  );

  it("opens also when its key has been replaced", async () => {
    expect(await openEnvelope(keys, await closeEnvelope(first, 1, "before"))).toBe("before");
  });

  it("never looks the same twice", async () => {
    expect(await closeEnvelope(first, 1, "yes")).not.toBe(await closeEnvelope(first, 1, "yes"));
  });

  it.each([
    ["plain text", async () => "hello"],
    ["nothing", async () => ""],
    ["an epoch without a key", () => closeEnvelope(second, 3, "later")],
    ["another key", () => closeEnvelope(randomBytes(32), 1, "who")],
    [
      "another epoch than it was closed for",
      async () => (await closeEnvelope(first, 1, "old")).replace(/^1/, "2"),
    ],
    [
      "a changed bit",
      async () => {
        const envelope = await closeEnvelope(first, 1, "pay 1");
        return envelope.slice(0, 20) + (envelope[20] === "A" ? "B" : "A") + envelope.slice(21);
      },
    ],
  ])("does not open with %s", async (_, make) => {
    expect(await openEnvelope(keys, await make())).toBeNull();
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import { dropCookies } from "./cookies.ts";

/** Answers in this order, and notes what was asked. */
function answering(...answers: readonly Response[]): unknown[] {
  const asked: unknown[] = [];
  const left = [...answers];
  vi.stubGlobal("fetch", async (url: string, { body }: RequestInit) => {
    asked.push([url, JSON.parse(String(body))]);
    return left.shift();
  });
  return asked;
}

describe("cookies of a group", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("are asked to be taken until none is left", async () => {
    const asked = answering(Response.json({ next: 20 }), Response.json({ next: null }));
    expect(await dropCookies("/g")).toBeNull();
    expect(asked).toEqual([
      ["/g/forget", { from: 0 }],
      ["/g/forget", { from: 20 }],
    ]);
  });

  it("are said to be there still when the server refuses half-way", async () => {
    const refusal = { code: "too-many-requests", message: "Wait." };
    answering(Response.json({ next: 20 }), Response.json(refusal, { status: 429 }));
    expect(await dropCookies("/g")).toEqual(refusal);
  });
});

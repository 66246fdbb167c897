import { describe, expect, it } from "vitest";
import { reject, rejectionCodes } from "./rejection.ts";

describe("every refusal", () => {
  it.each(rejectionCodes)("%s is one sentence for people", (code) => {
    const { message, ...rest } = reject(code);
    expect(rest).toEqual({ code });
    expect(message).toMatch(/^[A-Z][^.!?]*\.$/);
  });

  it("has a code of its own, in words and hyphens", () => {
    expect(new Set(rejectionCodes).size).toBe(rejectionCodes.length);
    for (const code of rejectionCodes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});

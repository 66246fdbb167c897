import { describe, expect, it } from "vitest";
import { newSecret, proofOf, readKept, textOf } from "./secret.ts";

describe("what a link holds", () => {
  it("is the secret, and that the session is sealed", () => {
    const secret = newSecret();
    for (const sealed of [true, false]) {
      expect(readKept(textOf({ secret, sealed }))).toEqual({ secret, sealed });
    }
  });

  it("is in a link from before this the secret alone, which says nothing about the session", () => {
    const secret = newSecret();
    expect(readKept(secret)).toEqual({ secret, sealed: false });
  });

  it("is no secret to a page that does not know about it, which then opens nothing", () => {
    const secret = newSecret();
    expect(proofOf(secret)).not.toBeNull();
    expect(proofOf(textOf({ secret, sealed: true }))).toBeNull();
  });
});

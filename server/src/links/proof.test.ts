import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashOf, matches, proofOf } from "./proof.ts";

describe("a link's proof", () => {
  it("is what a browser derives", () => {
    const secret = randomBytes(32);
    const info = new TextEncoder().encode("hotseat link proof v1");
    const browser = Buffer.from(hkdf(sha256, secret, undefined, info, 32)).toString("base64url");
    expect(proofOf(secret.toString("base64url"))).toBe(browser);
  });

  it("matches its own hash and no other", () => {
    const proof = proofOf("one");
    expect(matches(proof, hashOf(proof))).toBe(true);
    expect(matches(proofOf("two"), hashOf(proof))).toBe(false);
  });
});

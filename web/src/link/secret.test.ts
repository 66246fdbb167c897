import { afterEach, describe, expect, it, vi } from "vitest";
import { derive } from "../seal/derive.ts";
import { randomBytes, toBase64Url } from "./base64url.ts";
import { derivePlainly } from "./plain-derive.ts";
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

  it("is no secret to a page that does not know about it, which then opens nothing", async () => {
    const secret = newSecret();
    expect(await proofOf(secret)).not.toBeNull();
    expect(await proofOf(textOf({ secret, sealed: true }))).toBeNull();
  });
});

describe("a link's proof", () => {
  afterEach(() => void vi.unstubAllGlobals());

  /** By HKDF of Node's own crypto. */
  const secret = toBase64Url(new Uint8Array(32).fill(7));
  const proof = "162a5gKe4w6MLoENbBmvwoP0wDHdnz22e6at3pbXb1g";

  it("is what the server expects", async () => {
    expect(await proofOf(secret)).toBe(proof);
  });

  it("is the same on plain http, where there is no WebCrypto", async () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    expect(await proofOf(secret)).toBe(proof);
  });

  it("is derived alike by both ways, from anything", async () => {
    for (let i = 0; i < 20; i += 1) {
      const from = randomBytes(32);
      expect(derivePlainly(from, `purpose ${i}`)).toEqual(await derive(from, `purpose ${i}`));
    }
  });

  it("is of a whole secret only", async () => {
    expect(await proofOf(newSecret().slice(1))).toBeNull();
    expect(await proofOf("not a secret!")).toBeNull();
  });
});

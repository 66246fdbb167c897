import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

/** The same as `derive` of `seal/derive.ts`, for pages that have no WebCrypto. */
export function derivePlainly(from: Uint8Array, purpose: string): Uint8Array {
  return hkdf(sha256, from, undefined, new TextEncoder().encode(purpose), 32);
}

import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64Url, randomBytes, toBase64Url } from "./base64url.ts";

const BYTES = 32;
const INFO = new TextEncoder().encode("hotseat link proof v1");

/** A new link's secret: 32 random bytes as base64url. It stays in browsers. */
export function newSecret(): string {
  return toBase64Url(randomBytes(BYTES));
}

/**
 * What the server gets instead of the secret; null when `secret` is not one. Derived without
 * WebCrypto, which browsers withhold from pages on plain http.
 */
export function proofOf(secret: string): string | null {
  const bytes = fromBase64Url(secret);
  if (bytes?.length !== BYTES) return null;
  return toBase64Url(hkdf(sha256, bytes, undefined, INFO, BYTES));
}

/** The secret in the address bar; null when there is none. */
export function secretInAddress(): string | null {
  return location.hash.slice(1) || null;
}

/** Takes the secret out of the address bar, where a screen share would show it to everybody. */
export function clearAddress(): void {
  history.replaceState(history.state, "", location.pathname + location.search);
}

/** A member's personal link, as it is given to them. */
export function personalLink(session: string, member: string, secret: string): string {
  return `${location.origin}/s/${session}/${member}#${secret}`;
}

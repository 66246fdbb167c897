import { createHash, hkdfSync, timingSafeEqual } from "node:crypto";

/**
 * What a browser shows instead of a link's secret: see "Links and cookies" in docs/protocol.md.
 * The server needs this only for the operator's link, which it makes itself.
 */
export function proofOf(secret: string): string {
  const key = Buffer.from(secret, "base64url");
  return Buffer.from(hkdfSync("sha256", key, "", "hotseat link proof v1", 32)).toString(
    "base64url",
  );
}

/** What is stored of a proof, so that reading the store opens no link. */
export function hashOf(proof: string): string {
  return createHash("sha256").update(proof).digest("hex");
}

/** Compares in constant time. */
export function matches(proof: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(proof), "hex"), Buffer.from(hash, "hex"));
}

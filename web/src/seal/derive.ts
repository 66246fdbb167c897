/** Bytes in a buffer of their own, as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** UTF-8. */
export function bytesOf(text: string): Bytes {
  return encoder.encode(text);
}

/**
 * 32 bytes for one purpose, by HKDF-SHA-256 (RFC 5869) without salt: `from` is random already.
 * Whoever knows them learns nothing of `from` or of what is derived for another purpose.
 */
export async function derive(from: Bytes, purpose: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", from, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytesOf(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}

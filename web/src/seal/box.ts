import { randomBytes } from "../link/base64url.ts";
import { bytesOf } from "./derive.ts";
import type { Bytes } from "./derive.ts";

/** NIST SP 800-38D, 8.2.2: a random nonce of 96 bits is good for 2^32 messages under one key. */
const NONCE_BYTES = 12;

/** AES-256-GCM with a random nonce, which goes first. `purpose` is bound to it and not sent. */
export async function close(key: Bytes, purpose: string, plain: Bytes): Promise<Bytes> {
  const iv = randomBytes(NONCE_BYTES);
  const algorithm = { name: "AES-GCM", iv, additionalData: bytesOf(purpose) };
  const sealed = await crypto.subtle.encrypt(algorithm, await aesKey(key), plain);
  const box = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  box.set(iv);
  box.set(new Uint8Array(sealed), NONCE_BYTES);
  return box;
}

/** What `close` was given; null when key, purpose or any bit of it is another one. */
export async function open(key: Bytes, purpose: string, box: Bytes): Promise<Bytes | null> {
  const iv = box.slice(0, NONCE_BYTES);
  const algorithm = { name: "AES-GCM", iv, additionalData: bytesOf(purpose) };
  try {
    const sealed = box.slice(NONCE_BYTES);
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, await aesKey(key), sealed));
  } catch {
    return null;
  }
}

function aesKey(key: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
}

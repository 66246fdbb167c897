import { fromBase64Url, toBase64Url } from "../link/base64url.ts";
import { close, open } from "./box.ts";
import { derive } from "./derive.ts";
import type { Bytes } from "./derive.ts";

/**
 * Whom a key was wrapped for: their public keys in member order, sealed with that key. A server
 * that slips one in, or exchanges one, cannot make a roster that says so.
 */
export async function sealRoster(
  key: Bytes,
  epoch: number,
  publicKeys: readonly string[],
): Promise<string> {
  const parts = publicKeys.map((each) => fromBase64Url(each) ?? new Uint8Array());
  const plain = new Uint8Array(await new Blob(parts).arrayBuffer());
  return toBase64Url(await close(await rosterKey(key), purposeOf(epoch), plain));
}

/** Whether a roster was sealed with this key and names exactly these public keys, in this order. */
export async function rosterFits(
  key: Bytes,
  epoch: number,
  roster: string,
  publicKeys: readonly string[],
): Promise<boolean> {
  const box = fromBase64Url(roster);
  const plain = box && (await open(await rosterKey(key), purposeOf(epoch), box));
  if (!plain) return false;
  const named = publicKeys.map((each) => fromBase64Url(each) ?? new Uint8Array());
  return toBase64Url(plain) === toBase64Url(new Uint8Array(await new Blob(named).arrayBuffer()));
}

function rosterKey(key: Bytes): Promise<Bytes> {
  return derive(key, "hotseat roster key v1");
}

function purposeOf(epoch: number): string {
  return `hotseat roster v1 ${epoch}`;
}

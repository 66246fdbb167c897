import { fromBase64Url, toBase64Url } from "../link/base64url.ts";
import { close, open } from "./box.ts";
import { bytesOf } from "./derive.ts";
import type { Bytes } from "./derive.ts";

/*
 * What is written, as it travels and is stored: `<epoch>.<base64url of nonce, ciphertext and tag>`.
 * The epoch says which key; it is bound to the ciphertext.
 */

const ENVELOPE = /^([1-9]\d{0,8})\.([A-Za-z0-9_-]+)$/;

/** A text under the text key of an epoch. */
export async function closeEnvelope(key: Bytes, epoch: number, text: string): Promise<string> {
  return `${epoch}.${toBase64Url(await close(key, purposeOf(epoch), bytesOf(text)))}`;
}

/** The text in an envelope; null when there is no key for it or it was changed. */
export async function openEnvelope(
  keys: ReadonlyMap<number, Bytes>,
  envelope: string,
): Promise<string | null> {
  const [, epoch, sealed] = ENVELOPE.exec(envelope) ?? [];
  const key = keys.get(Number(epoch));
  const box = fromBase64Url(sealed ?? "");
  if (!key || !box) return null;
  const plain = await open(key, purposeOf(Number(epoch)), box);
  return plain && new TextDecoder().decode(plain);
}

function purposeOf(epoch: number): string {
  return `hotseat text v1 ${epoch}`;
}

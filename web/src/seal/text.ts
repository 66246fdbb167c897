import { closeEnvelope, openEnvelope } from "./envelope.ts";
import { refreshSeal, settledSeal } from "./opening.ts";

/** This page has no key for the sealed session it is in. */
export class SealShut extends Error {
  override readonly name = "SealShut";
}

/**
 * What is written, as the server gets it: ciphertext in a sealed session, and as it is in another.
 *
 * @throws {SealShut} when the session is sealed and this page cannot open it.
 */
export async function sealText(text: string): Promise<string> {
  const seal = await settledSeal();
  if (seal.state === "unsealed") return text;
  if (seal.state !== "open") throw new SealShut();
  const { epoch, textKeys } = seal.keyring;
  const key = textKeys.get(epoch);
  if (!key) throw new SealShut();
  return closeEnvelope(key, epoch, text);
}

/** What somebody wrote; null when this page has no key for it, or it was never sealed and should be. */
export async function openText(text: string): Promise<string | null> {
  const seal = await settledSeal();
  if (seal.state === "unsealed") return text;
  if (seal.state !== "open") return null;
  const { epoch, textKeys } = seal.keyring;
  if (Number(text.split(".", 1)[0]) <= epoch) return openEnvelope(textKeys, text);
  // Somebody has a newer key already.
  await refreshSeal();
  const newer = await settledSeal();
  return newer.state === "open" ? openEnvelope(newer.keyring.textKeys, text) : null;
}

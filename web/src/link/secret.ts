import { derive } from "../seal/derive.ts";
import { fromBase64Url, randomBytes, toBase64Url } from "./base64url.ts";

const BYTES = 32;
const PURPOSE = "hotseat link proof v1";

/** A new link's secret: 32 random bytes as base64url. It stays in browsers. */
export function newSecret(): string {
  return toBase64Url(randomBytes(BYTES));
}

/**
 * What the server gets instead of the secret; null when `secret` is not one. Browsers withhold
 * WebCrypto from pages on plain http, which load other code for it; rejects when that does not come.
 */
export async function proofOf(secret: string): Promise<string | null> {
  const bytes = fromBase64Url(secret);
  if (bytes?.length !== BYTES) return null;
  const derived = canDerive()
    ? await derive(bytes, PURPOSE)
    : (await import("./plain-derive.ts")).derivePlainly(bytes, PURPOSE);
  return toBase64Url(derived);
}

function canDerive(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Stands behind the secret of a link to a sealed session. No secret has a dot in it. */
const SEALED = ".sealed";

/** A secret, and whether it opens a sealed session as far as whoever made it says. */
export type Kept = { readonly secret: string; readonly sealed: boolean };

/** As it stands in an address and in the storage of a device. */
export function textOf({ secret, sealed }: Kept): string {
  return sealed ? secret + SEALED : secret;
}

export function readKept(text: string): Kept {
  const sealed = text.endsWith(SEALED);
  return { secret: sealed ? text.slice(0, -SEALED.length) : text, sealed };
}

/** What the address bar holds; null when there is nothing. */
export function keptInAddress(): Kept | null {
  const text = location.hash.slice(1);
  return text === "" ? null : readKept(text);
}

/** Takes the secret out of the address bar, where a screen share would show it to everybody. */
export function clearAddress(): void {
  history.replaceState(history.state, "", location.pathname + location.search);
}

/**
 * A member's personal link, as it is given to them. That a session is sealed stands in it, where no
 * server reads or changes it.
 */
export function personalLink(session: string, member: string, kept: Kept): string {
  return `${location.origin}/s/${session}/${member}#${textOf(kept)}`;
}

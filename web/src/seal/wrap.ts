import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { fromBase64Url, toBase64Url } from "../link/base64url.ts";
import { bytesOf, derive } from "./derive.ts";
import type { Bytes } from "./derive.ts";

/*
 * A session's key on its way to one member: HPKE (RFC 9180) to the public key of their link, in the
 * mode with a pre-shared key. Public keys are known to the server, so without the pre-shared key it
 * could wrap a key of its own choice. The first key that a link gets is authenticated by the link's
 * secret, which only whoever made the link and its owner know; each later one by the key before it.
 *
 * X25519 and not P-256, because a key pair is derived here from its private half. Browsers do not
 * agree on P-256 keys without the public half: Safari takes none, and Firefox takes them and does not
 * tell the public half, of which the library can then work out all but one bit, the sign of y.
 */

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const INFO = bytesOf("hotseat session key v1");
const VOUCHER_INFO = bytesOf("hotseat voucher v1");
/** Of a public key of X25519. */
const ENCAPSULATED_BYTES = 32;

/** What the wrapping is authenticated with; both sides know it. */
export type Voucher = { readonly id: Bytes; readonly key: Bytes };

/** For the first key that a link gets. */
export async function linkVoucher(secret: Bytes): Promise<Voucher> {
  return { id: bytesOf("link"), key: await derive(secret, "hotseat link voucher v1") };
}

/** For the key that follows `key`. */
export async function keyVoucher(key: Bytes): Promise<Voucher> {
  return { id: bytesOf("key"), key: await derive(key, "hotseat key voucher v1") };
}

/** The key pair of a link: the same on every device that has the link. */
async function keyPairOf(secret: Bytes): Promise<CryptoKeyPair> {
  return suite.kem.deriveKeyPair(await derive(secret, "hotseat link key v1"));
}

/** The public key of a link, 32 bytes as base64url. */
export async function publicKeyOf(secret: Bytes): Promise<string> {
  const { publicKey } = await keyPairOf(secret);
  return toBase64Url(new Uint8Array(await suite.kem.serializePublicKey(publicKey)));
}

/** Wraps the key of one epoch to one public key; rejects when that is none. */
export async function wrap(
  key: Bytes,
  epoch: number,
  publicKey: string,
  voucher: Voucher,
): Promise<string> {
  return sealTo(publicKey, { info: INFO, psk: voucher }, boundTo(epoch, publicKey), key);
}

/** The key of one epoch; null when it was not wrapped for this link, this epoch, by who may. */
export async function unwrap(
  wrapped: string,
  epoch: number,
  secret: Bytes,
  voucher: Voucher,
): Promise<Bytes | null> {
  const bound = boundTo(epoch, await publicKeyOf(secret));
  return openWith(secret, { info: INFO, psk: voucher }, bound, wrapped);
}

/**
 * Leaves what vouches for the first key of a new link to somebody who has the group's key, since
 * whoever makes the link has not. It is nothing without the key that it vouches for.
 */
export async function leaveVoucher(
  secret: Bytes,
  publicKey: string,
  holder: string,
): Promise<string> {
  const { key } = await linkVoucher(secret);
  return sealTo(holder, { info: VOUCHER_INFO }, bytesOf(publicKey), key);
}

/** The voucher of the link with that public key; null when it was not left to this link. */
export async function takeVoucher(
  wrapped: string,
  publicKey: string,
  secret: Bytes,
): Promise<Voucher | null> {
  const key = await openWith(secret, { info: VOUCHER_INFO }, bytesOf(publicKey), wrapped);
  return key && { id: bytesOf("link"), key };
}

type How = { readonly info: Bytes; readonly psk?: Voucher };

async function sealTo(publicKey: string, how: How, aad: Bytes, plain: Bytes): Promise<string> {
  const raw = fromBase64Url(publicKey) ?? new Uint8Array();
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(raw),
    ...how,
  });
  const sealed = new Uint8Array(await sender.seal(plain, aad));
  const wrapped = new Uint8Array(ENCAPSULATED_BYTES + sealed.length);
  wrapped.set(new Uint8Array(sender.enc));
  wrapped.set(sealed, ENCAPSULATED_BYTES);
  return toBase64Url(wrapped);
}

async function openWith(
  secret: Bytes,
  how: How,
  aad: Bytes,
  wrapped: string,
): Promise<Bytes | null> {
  const bytes = fromBase64Url(wrapped);
  if (!bytes || bytes.length <= ENCAPSULATED_BYTES) return null;
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: (await keyPairOf(secret)).privateKey,
      enc: bytes.slice(0, ENCAPSULATED_BYTES),
      ...how,
    });
    return new Uint8Array(await recipient.open(bytes.slice(ENCAPSULATED_BYTES), aad));
  } catch {
    return null;
  }
}

/** Session and members have no ids yet when the first key is wrapped; a public key is as good. */
function boundTo(epoch: number, publicKey: string): Bytes {
  return bytesOf(`${epoch} ${publicKey}`);
}

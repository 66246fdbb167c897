import type { SealReply } from "@hotseat/shared";
import { derive } from "./derive.ts";
import type { Bytes } from "./derive.ts";
import { rosterFits } from "./roster.ts";
import { keyVoucher, linkVoucher, publicKeyOf, unwrap } from "./wrap.ts";

/** The keys of a sealed session or group that a link has been given, by epoch. */
export type Keyring = {
  /** Of the key in use. */
  readonly epoch: number;
  readonly sessionKeys: ReadonlyMap<number, Bytes>;
  readonly textKeys: ReadonlyMap<number, Bytes>;
  /** Everybody's, in member order, as the roster has them. */
  readonly publicKeys: readonly { readonly member: string; readonly publicKey: string }[];
  /** In a call of a group: whose keys these are derived from. */
  readonly group?: string;
};

/** `key`: it is not for this link. `roster`: it was wrapped for others than the server says. */
export type KeyringTrouble = "key" | "roster";

/** A session's key as it is made: 32 random bytes. */
export const SESSION_KEY_BYTES = 32;

/** What encrypts media: 32 bytes. */
export function mediaKeyOf(sessionKey: Bytes, epoch: number): Promise<Bytes> {
  return derive(sessionKey, `hotseat media key v1 ${epoch}`);
}

/** What encrypts what is written: 32 bytes. */
function textKeyOf(sessionKey: Bytes, epoch: number): Promise<Bytes> {
  return derive(sessionKey, `hotseat text key v1 ${epoch}`);
}

/** The keys of one call of a group, from the group's own. */
export async function keyringOfCall(
  keyring: Keyring,
  group: string,
  session: string,
): Promise<Keyring> {
  const sessionKeys = new Map<number, Bytes>();
  const textKeys = new Map<number, Bytes>();
  for (const [epoch, key] of keyring.sessionKeys) {
    const derived = await derive(key, `hotseat call key v1 ${session}`);
    sessionKeys.set(epoch, derived);
    textKeys.set(epoch, await textKeyOf(derived, epoch));
  }
  return { ...keyring, sessionKeys, textKeys, group };
}

/**
 * Opens what the server keeps for the holder of `secret`, and believes none of it: each key has to
 * come from whoever had the one before it, the first from whoever made the link, and the roster has
 * to name exactly the members' public keys.
 */
export async function openKeyring(
  secret: Bytes,
  { epoch, keys, publicKeys }: SealReply,
): Promise<Keyring | KeyringTrouble> {
  const sessionKeys = new Map<number, Bytes>();
  const textKeys = new Map<number, Bytes>();
  let voucher = await linkVoucher(secret);
  let expected = keys[0]?.epoch;
  for (const given of keys) {
    const key =
      given.epoch === expected ? await unwrap(given.wrapped, given.epoch, secret, voucher) : null;
    if (!key) return "key";
    sessionKeys.set(given.epoch, key);
    textKeys.set(given.epoch, await textKeyOf(key, given.epoch));
    voucher = await keyVoucher(key);
    expected = given.epoch + 1;
  }
  const current = sessionKeys.get(epoch);
  const last = keys.at(-1);
  if (!current || last?.epoch !== epoch) return "key";
  const named = publicKeys.map(({ publicKey }) => publicKey);
  if (!named.includes(await publicKeyOf(secret))) return "roster";
  if (!(await rosterFits(current, epoch, last.roster, named))) return "roster";
  return { epoch, sessionKeys, textKeys, publicKeys };
}

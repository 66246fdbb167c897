import type { CreateSessionRequest, NewKeyRequest, NewLinkRequest } from "@hotseat/shared";
import { fromBase64Url, randomBytes } from "../link/base64url.ts";
import type { Bytes } from "./derive.ts";
import { SESSION_KEY_BYTES } from "./keyring.ts";
import type { Keyring } from "./keyring.ts";
import { sealRoster } from "./roster.ts";
import { keyVoucher, linkVoucher, publicKeyOf, wrap } from "./wrap.ts";
import type { Voucher } from "./wrap.ts";

/** The seal of a new session: a key for whoever has one of these links, and for nobody else. */
export async function newSeal(
  secrets: readonly string[],
): Promise<NonNullable<CreateSessionRequest["seal"]>> {
  const epoch = 1;
  const key = randomBytes(SESSION_KEY_BYTES);
  const members = await Promise.all(
    secrets.map(async (text) => {
      const secret = secretBytes(text);
      const publicKey = await publicKeyOf(secret);
      return { publicKey, wrapped: await wrap(key, epoch, publicKey, await linkVoucher(secret)) };
    }),
  );
  const publicKeys = members.map(({ publicKey }) => publicKey);
  return { members, roster: await sealRoster(key, epoch, publicKeys) };
}

/**
 * Replaces the key of a session because one member gets a new link, whose secret is `secret`. The
 * old link's owner knows the old key only, and no new key is ever wrapped for it, nor for anybody who
 * was put out.
 */
export async function renewedSeal(
  keyring: Keyring,
  member: string,
  secret: string,
  removed: readonly string[],
): Promise<NonNullable<NewLinkRequest["seal"]>> {
  const bytes = secretBytes(secret);
  const link = { member, publicKey: await publicKeyOf(bytes), voucher: await linkVoucher(bytes) };
  return { ...(await nextSeal(keyring, removed, link)), publicKey: link.publicKey };
}

/** Replaces the key of a session for those who were not put out; `link` is somebody's new one. */
export async function nextSeal(
  keyring: Keyring,
  removed: readonly string[],
  link: Holder | null = null,
): Promise<NewKeyRequest> {
  const { epoch, key, holders } = await successor(keyring, removed, link ? [link] : []);
  const wrapped = await Promise.all(
    holders.map(async (holder) => ({
      member: holder.member,
      wrapped: await wrap(key, epoch, holder.publicKey, holder.voucher),
    })),
  );
  const publicKeys = holders.map(({ publicKey }) => publicKey);
  return { epoch, wrapped, roster: await sealRoster(key, epoch, publicKeys) };
}

/**
 * The key that follows the one in use, and whom it is for: those who have that one and were not put
 * out, in the order of its roster. `links` are new ones, in the place of their member's old one or last.
 */
export async function successor(
  keyring: Keyring,
  removed: readonly string[],
  links: readonly Holder[],
): Promise<{ epoch: number; key: Bytes; holders: readonly Holder[] }> {
  const before = keyring.sessionKeys.get(keyring.epoch);
  if (!before) throw new Error("A keyring without its own key.");
  const voucher = await keyVoucher(before);
  const known = new Set(keyring.publicKeys.map(({ member }) => member));
  const holders = keyring.publicKeys.flatMap((each): Holder[] => {
    const link = links.find(({ member }) => member === each.member);
    if (link) return [link];
    return removed.includes(each.member) ? [] : [{ ...each, voucher }];
  });
  const added = links.filter(({ member }) => !known.has(member));
  return {
    epoch: keyring.epoch + 1,
    key: randomBytes(SESSION_KEY_BYTES),
    holders: [...holders, ...added],
  };
}

/** Whom a key is wrapped for, and what tells them that it may be believed. */
export type Holder = {
  readonly member: string;
  readonly publicKey: string;
  readonly voucher: Voucher;
};

export function secretBytes(secret: string): Bytes {
  const bytes = fromBase64Url(secret);
  if (!bytes) throw new Error("Not a link's secret.");
  return bytes;
}

import type {
  AddMemberRequest,
  GroupLinkRequest,
  GroupSealReply,
  NewGroupKeyRequest,
  OperatorLinkRequest,
} from "@hotseat/shared/group";
import { fromBase64Url, toBase64Url } from "../link/base64url.ts";
import { close, open } from "./box.ts";
import { secretBytes, successor } from "./creation.ts";
import type { Holder } from "./creation.ts";
import { bytesOf, derive } from "./derive.ts";
import type { Bytes } from "./derive.ts";
import { closeEnvelope, openEnvelope } from "./envelope.ts";
import type { Keyring } from "./keyring.ts";
import { sealRoster } from "./roster.ts";
import { keyVoucher, leaveVoucher, linkVoucher, publicKeyOf, takeVoucher, wrap } from "./wrap.ts";
import type { Voucher } from "./wrap.ts";

/*
 * What the browser of facilitator or deputy does with the key of a group. docs/protocol.md has the
 * formats. The group's first key is made as a session's is (`newSeal`).
 */

/** The keys of a group, and for whom the next one is to be. */
export type GroupKeyring = {
  readonly keyring: Keyring;
  /** The ids of those who are in the group now. */
  readonly members: readonly string[];
  readonly waiting: GroupSealReply["waiting"];
};

type Waiting = GroupSealReply["waiting"][number];

/** A new link for a member, with a new key for everybody, and for that link the keys before it. */
export async function renewedGroupSeal(
  group: GroupKeyring,
  member: string,
  secret: string,
): Promise<NonNullable<GroupLinkRequest["seal"]>> {
  const link = await holderOf(member, secret);
  const next = await nextKey(group, [await afterEarlier(group.keyring, link)]);
  const earlier = await earlierKeys(group.keyring, link);
  return { ...next, publicKey: link.publicKey, earlier };
}

/** A link for a new member, with a new key for everybody: they read nothing from before. */
export async function addedGroupSeal(
  group: GroupKeyring,
  secret: string,
): Promise<NonNullable<AddMemberRequest["seal"]>> {
  // The server will give them an id, and no member's is empty.
  const link = await holderOf("", secret);
  const { epoch, wrapped, roster } = await nextKey(group, [link]);
  const own = wrapped.find(({ member }) => member === "")?.wrapped ?? "";
  const others = wrapped.filter(({ member }) => member !== "");
  return { epoch, publicKey: link.publicKey, wrapped: others, own, roster };
}

/** Whether somebody has the key in use who has left: it is to be replaced. */
export function hasLeft({ keyring, members }: GroupKeyring): boolean {
  return keyring.publicKeys.some(({ member }) => !members.includes(member));
}

/**
 * A new key for everybody who is in the group, and for `admitted`, who had none. Null when nobody has
 * left to this link what vouches for theirs.
 */
export async function nextGroupKey(
  group: GroupKeyring,
  ownSecret: string,
  admitted: readonly Waiting[] = [],
): Promise<NewGroupKeyRequest | null> {
  const links: Holder[] = [];
  for (const { member, publicKey, voucher } of admitted) {
    const taken = voucher && (await takeVoucher(voucher, publicKey, secretBytes(ownSecret)));
    if (!taken) return null;
    links.push({ member, publicKey, voucher: taken });
  }
  const next = await nextKey(
    group,
    await Promise.all(links.map((link) => afterEarlier(group.keyring, link))),
  );
  if (links.length === 0) return next;
  const given = await Promise.all(
    links.map(async (link) => ({
      member: link.member,
      publicKey: link.publicKey,
      earlier: await earlierKeys(group.keyring, link),
    })),
  );
  return { ...next, admitted: given };
}

/** What the operator's browser, which has no key, says of a new link: who may give it one, and with what. */
export async function voucherSeal(
  secret: string,
  holders: readonly { readonly member: string; readonly publicKey: string }[],
): Promise<NonNullable<OperatorLinkRequest["seal"]>> {
  const bytes = secretBytes(secret);
  const publicKey = await publicKeyOf(bytes);
  const vouchers = await Promise.all(
    holders.map(async (holder) => ({
      member: holder.member,
      wrapped: await leaveVoucher(bytes, publicKey, holder.publicKey),
    })),
  );
  return { publicKey, vouchers };
}

/**
 * Twenty digits that people compare before somebody who waits is given the key: whoever has the link
 * and whoever admits them see the same ones.
 */
export async function codeOf(publicKey: string): Promise<string> {
  const bytes = bytesOf(`hotseat link code v1 ${publicKey}`);
  const hash = new DataView(await crypto.subtle.digest("SHA-256", bytes));
  return hash.getBigUint64(0).toString().padStart(20, "0");
}

/** The same of one's own link. */
export async function ownCode(secret: string): Promise<string> {
  return codeOf(await publicKeyOf(secretBytes(secret)));
}

/** What somebody writes for their group. */
export function closeGroupText({ epoch, textKeys }: Keyring, text: string): Promise<string> {
  const key = textKeys.get(epoch);
  if (!key) throw new Error("A keyring without its own key.");
  return closeEnvelope(key, epoch, text);
}

/** What somebody wrote for their group; null when there is no key for it or it was changed. */
export function openGroupText({ textKeys }: Keyring, envelope: string): Promise<string | null> {
  return openEnvelope(textKeys, envelope);
}

const NOTE = "hotseat note v1";

/** A private note, under a key of the link's own: nobody else in the group can open it. */
export async function closeNote(secret: string, text: string): Promise<string> {
  return `own.${toBase64Url(await close(await noteKey(secret), NOTE, bytesOf(text)))}`;
}

/** Null when it was written with another link, or changed. */
export async function openNote(secret: string, envelope: string): Promise<string | null> {
  const [kind, sealed = ""] = envelope.split(".", 2);
  const box = kind === "own" ? fromBase64Url(sealed) : null;
  const plain = box && (await open(await noteKey(secret), NOTE, box));
  return plain && new TextDecoder().decode(plain);
}

function noteKey(secret: string): Promise<Bytes> {
  return derive(secretBytes(secret), "hotseat note key v1");
}

async function holderOf(member: string, secret: string): Promise<Holder> {
  const bytes = secretBytes(secret);
  return { member, publicKey: await publicKeyOf(bytes), voucher: await linkVoucher(bytes) };
}

async function nextKey(
  { keyring, members, waiting }: GroupKeyring,
  links: readonly Holder[],
): Promise<{ epoch: number; wrapped: NewGroupKeyRequest["wrapped"]; roster: string }> {
  const without = keyring.publicKeys
    .map(({ member }) => member)
    .filter((id) => !members.includes(id) || waiting.some(({ member }) => member === id));
  const { epoch, key, holders } = await successor(keyring, without, links);
  const wrapped = await Promise.all(
    holders.map(async ({ member, publicKey, voucher }) => ({
      member,
      wrapped: await wrap(key, epoch, publicKey, voucher),
    })),
  );
  const publicKeys = holders.map(({ publicKey }) => publicKey);
  return { epoch, wrapped, roster: await sealRoster(key, epoch, publicKeys) };
}

/** A link that has been given the keys before has the next one vouched for by the last of them. */
async function afterEarlier(keyring: Keyring, link: Holder): Promise<Holder> {
  const before = keyring.sessionKeys.get(keyring.epoch);
  return before ? { ...link, voucher: await keyVoucher(before) } : link;
}

/** The keys that this page has, for another link: each as if it had followed the one before. */
async function earlierKeys(
  keyring: Keyring,
  link: Holder,
): Promise<{ epoch: number; wrapped: string }[]> {
  const earlier: { epoch: number; wrapped: string }[] = [];
  let voucher: Voucher = link.voucher;
  for (const [epoch, key] of keyring.sessionKeys) {
    earlier.push({ epoch, wrapped: await wrap(key, epoch, link.publicKey, voucher) });
    voucher = await keyVoucher(key);
  }
  return earlier;
}

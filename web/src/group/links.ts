import type { Refusal } from "@hotseat/shared";
import type { GroupView, VoucherHoldersReply } from "@hotseat/shared/group";
import { get, post } from "../link/request.ts";
import { newSecret, proofOf } from "../link/secret.ts";
import type { GroupKeyring } from "../seal/group-keys.ts";
import { groupLink, groupPath } from "./address.ts";
import type { GroupSeat } from "./address.ts";
import { readGroupSeal } from "./seal/store.ts";

/** A secret that was born in this browser, and the proof of it that the server gets. */
export async function newLink(): Promise<{ readonly secret: string; readonly proof: string }> {
  const secret = newSecret();
  return { secret, proof: (await proofOf(secret)) ?? "" };
}

export type Renewed =
  | { readonly outcome: "made"; readonly link: string }
  /** This page does not have the key of the group, and so can give it to no link. */
  | { readonly outcome: "shut" }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/** Facilitator or deputy gives a member a new link; the one that they have is worth nothing then. */
export async function renewGroupLink(
  seat: GroupSeat,
  view: GroupView,
  member: string,
): Promise<Renewed> {
  const { secret, proof } = await newLink();
  let body: object = { proof };
  if (view.sealed) {
    const keyring = await openKeyring(seat, view);
    if (!keyring) return { outcome: "shut" };
    const { renewedGroupSeal } = await import("../seal/group-keys.ts");
    body = { proof, seal: await renewedGroupSeal(keyring, member, secret) };
  }
  const answer = await post<void>(`${groupPath(seat)}/links/${member}`, body);
  if (!answer.ok) return { outcome: "refused", refusal: answer.refusal };
  return {
    outcome: "made",
    link: groupLink({ group: seat.group, member }, { secret, sealed: view.sealed }),
  };
}

/** Facilitator adds a member, with a link that is born here. */
export async function addMember(
  seat: GroupSeat,
  view: GroupView,
  who: { readonly name: string; readonly zone: string },
): Promise<Renewed> {
  const { secret, proof } = await newLink();
  let body: object = { ...who, proof };
  if (view.sealed) {
    const keyring = await openKeyring(seat, view);
    if (!keyring) return { outcome: "shut" };
    const { addedGroupSeal } = await import("../seal/group-keys.ts");
    body = { ...who, proof, seal: await addedGroupSeal(keyring, secret) };
  }
  const answer = await post<{ id: string }>(`${groupPath(seat)}/members`, body);
  if (!answer.ok) return { outcome: "refused", refusal: answer.refusal };
  const made = { group: seat.group, member: answer.value.id };
  return { outcome: "made", link: groupLink(made, { secret, sealed: view.sealed }) };
}

/**
 * The operator gives a member a new link. Their browser has no key of a sealed group, so it leaves to
 * facilitator and deputy what lets them give it.
 */
export async function operatorRenewsLink(group: string, member: string): Promise<Renewed> {
  const path = `/api/operator/groups/${group}`;
  const { secret, proof } = await newLink();
  const holders = await get<VoucherHoldersReply>(`${path}/vouchers`);
  let body: object = { proof };
  if (holders.ok) {
    const { voucherSeal } = await import("../seal/group-keys.ts");
    // Their own link is the one that ends.
    const others = holders.value.holders.filter((holder) => holder.member !== member);
    body = { proof, seal: await voucherSeal(secret, others) };
  } else if (holders.refusal.code !== "not-sealed") {
    return { outcome: "refused", refusal: holders.refusal };
  }
  const answer = await post<void>(`${path}/links/${member}`, body);
  if (!answer.ok) return { outcome: "refused", refusal: answer.refusal };
  return { outcome: "made", link: groupLink({ group, member }, { secret, sealed: holders.ok }) };
}

/** The newest key, which is the one to be replaced; null when this page cannot open it. */
async function openKeyring(seat: GroupSeat, view: GroupView): Promise<GroupKeyring | null> {
  const seal = await readGroupSeal(seat);
  if (seal?.state !== "open") return null;
  const { keyring, waiting } = seal;
  return { keyring, waiting, members: view.members.map(({ id }) => id) };
}

import type { NewLinkRequest, Refusal, SessionView } from "@hotseat/shared";
import { post } from "../link/request.ts";
import { newSecret, personalLink, proofOf } from "../link/secret.ts";
import { memberPath } from "../session/address.ts";
import type { Seat } from "../session/address.ts";
import { renewedSeal } from "./creation.ts";
import { refreshSeal, settledSeal } from "./opening.ts";

/** `shut`: the session is sealed and this page does not have its key. */
export type Renewal =
  | { readonly outcome: "made"; readonly link: string }
  | { readonly outcome: "refused"; readonly refusal: Refusal }
  | { readonly outcome: "shut" };

/**
 * Gives a member a new link in place of the one they have, made in this browser, and in a sealed
 * session a new key to everybody with it.
 */
export async function renewLink(seat: Seat, view: SessionView, member: string): Promise<Renewal> {
  const secret = newSecret();
  const body: NewLinkRequest = { proof: (await proofOf(secret)) ?? "" };
  // A key that was replaced by somebody else meanwhile is the one to go on from.
  await refreshSeal();
  const seal = await settledSeal();
  const sealed = seal.state !== "unsealed";
  if (sealed) {
    if (seal.state !== "open") return { outcome: "shut" };
    const removed = view.members.filter((each) => each.removed).map(({ id }) => id);
    body.seal = await renewedSeal(seal.keyring, member, secret, removed);
  }
  const answer = await post<void>(`${memberPath(seat)}/links/${encodeURIComponent(member)}`, body);
  if (!answer.ok) return { outcome: "refused", refusal: answer.refusal };
  await refreshSeal();
  return { outcome: "made", link: personalLink(seat.session, member, { secret, sealed }) };
}

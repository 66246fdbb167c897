import type { EnterCallReply, Refusal } from "@hotseat/shared";

import { groupKept, keepSecret, keptSealed, keptSecret } from "../link/kept.ts";
import { post } from "../link/request.ts";
import { groupPath } from "./address.ts";
import type { GroupSeat } from "./address.ts";

export type Entered =
  | { readonly outcome: "open"; readonly address: string }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/** Gets the cookie of a call of the group, the open one or a past one, and says where its page is. */
export async function enterCall(seat: GroupSeat, session?: string): Promise<Entered> {
  const body = session === undefined ? {} : { session };
  const answer = await post<EnterCallReply>(`${groupPath(seat)}/call`, body);
  if (!answer.ok) return { outcome: "refused", refusal: answer.refusal };
  keepForCall(seat, answer.value);
  return { outcome: "open", address: `/s/${answer.value.session}/${answer.value.member}` };
}

/**
 * The link to the group opens its calls too. What this device knows of the group, that it is sealed,
 * is known of its call with it: a server that says otherwise is not believed.
 */
function keepForCall({ group, member }: GroupSeat, call: EnterCallReply): void {
  const kept = groupKept(group, member);
  const secret = keptSecret(kept);
  if (secret !== null) keepSecret(call, { secret, sealed: keptSealed(kept) });
}

import type { Refusal } from "@hotseat/shared";
import type { GroupSealReply } from "@hotseat/shared/group";
import { fromBase64Url } from "../link/base64url.ts";
import { get, post } from "../link/request.ts";
import type { GroupKeyring } from "./group-keys.ts";
import type { Keyring, KeyringTrouble } from "./keyring.ts";
import { canSeal } from "./opening.ts";

/** How far this page can open what is sealed in a group. */
export type GroupSeal =
  | {
      readonly state: "open";
      readonly keyring: Keyring;
      /** Members who have a link and no key; facilitator and deputy can admit them. */
      readonly waiting: GroupSealReply["waiting"];
    }
  /** The link is new and was made without the key: `code` is what to compare with who admits it. */
  | { readonly state: "waiting"; readonly code: string }
  | { readonly state: "shut"; readonly why: KeyringTrouble | "crypto" | "secret" };

/**
 * Opens the keys of a sealed group; null when the server could not be asked.
 *
 * @param path of the member's requests; @param secret of their link, null when this device has none.
 */
export async function openGroupSeal(
  path: string,
  secret: string | null,
): Promise<GroupSeal | null> {
  if (!canSeal()) return { state: "shut", why: "crypto" };
  const bytes = fromBase64Url(secret ?? "");
  if (secret === null || !bytes) return { state: "shut", why: "secret" };
  const answer = await get<GroupSealReply>(`${path}/seal`);
  if (!answer.ok) {
    return answer.status === 0 || answer.status >= 500 ? null : { state: "shut", why: "key" };
  }
  const { value } = answer;
  if (value.keys.length === 0) {
    const { ownCode } = await import("./group-keys.ts");
    return { state: "waiting", code: await ownCode(secret) };
  }
  const { openKeyring } = await import("./keyring.ts");
  const keyring = await openKeyring(bytes, value);
  if (typeof keyring === "string") return { state: "shut", why: keyring };
  return { state: "open", keyring, waiting: value.waiting };
}

/**
 * Replaces the key of a group, for those who are in it and for `admitted`; null when that has
 * happened. By facilitator or deputy: when somebody has left, or after the codes were compared.
 */
export async function replaceGroupKey(
  path: string,
  secret: string,
  group: GroupKeyring,
  admitted: GroupKeyring["waiting"] = [],
): Promise<Refusal | null> {
  const { nextGroupKey } = await import("./group-keys.ts");
  const key = await nextGroupKey(group, secret, admitted);
  // Whoever made that link has left its voucher to another link of this member, or to others.
  if (!key) return { code: "no-voucher", message: "This link cannot admit them." };
  const answer = await post<void>(`${path}/seal`, key);
  return answer.ok ? null : answer.refusal;
}

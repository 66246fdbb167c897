import type { Refusal } from "@hotseat/shared";
import { UNREACHABLE, post } from "./request.ts";
import { clearAddress, keptInAddress, proofOf } from "./secret.ts";

/** `none`: no secret in the address, so a cookie must do. */
export type Claim =
  | { readonly outcome: "none" | "claimed" | "wrong" | "unreachable" }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

/**
 * Proves the secret in the address bar at `path` and then removes it from there. It stays only
 * while the server has not answered, so that trying again is possible.
 */
export async function claimAddress(path: string): Promise<Claim> {
  const kept = keptInAddress();
  if (kept === null) return { outcome: "none" };
  const proof = await proofOf(kept.secret).catch(() => undefined);
  if (proof === undefined) return { outcome: "unreachable" };
  if (proof === null) {
    clearAddress();
    return { outcome: "wrong" };
  }
  const answer = await post(path, { proof });
  if (!answer.ok && (answer.refusal.code === UNREACHABLE || answer.status >= 500)) {
    return { outcome: "unreachable" };
  }
  if (!answer.ok && answer.status === 429) return { outcome: "refused", refusal: answer.refusal };
  clearAddress();
  return { outcome: answer.ok ? "claimed" : "wrong" };
}

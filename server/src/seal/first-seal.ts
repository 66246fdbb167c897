import type { CreateSessionRequest, Member } from "@hotseat/shared";
import { Refused } from "../http/refusal.ts";
import type { FirstSeal } from "../store/seal-store.ts";

/**
 * The seal of a new session by member. What is inside cannot be checked here.
 *
 * @throws {Refused} 422 `bad-seal` when it is not for each of the members.
 */
export function firstSeal(
  members: readonly Member[],
  { members: given, roster }: NonNullable<CreateSessionRequest["seal"]>,
): FirstSeal {
  if (given.length !== members.length) {
    throw new Refused(422, "bad-seal", "A sealed session has one wrapped key for each member.");
  }
  if (new Set(given.map(({ publicKey }) => publicKey)).size !== given.length) {
    throw new Refused(422, "duplicate-key", "Two members cannot have the same public key.");
  }
  const byMember = <K extends "publicKey" | "wrapped">(what: K) =>
    new Map(members.map(({ id }, i) => [id, given[i]?.[what] ?? ""]));
  return { publicKeys: byMember("publicKey"), wrapped: byMember("wrapped"), roster };
}

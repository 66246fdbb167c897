import { forgetSecretsOf, groupKept, keepSecret } from "../link/kept.ts";
import type { Kept } from "../link/secret.ts";
import type { GroupSeat } from "./address.ts";

/*
 * The groups whose links this browser has opened, so that one person finds all of theirs on the
 * front page. Only the name and the address are in this list; what opens a group is its cookie,
 * which no script can read, and the secret in link/kept.ts. Whoever shares a computer can have the
 * browser forget.
 */

export type KnownGroup = GroupSeat & { readonly name: string };

const KEY = "hotseat.groups";

/** The groups that this browser knows, the one that was opened last first. */
export function knownGroups(): readonly KnownGroup[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isKnown) : [];
  } catch {
    return [];
  }
}

/** Remembers a group whose link was opened here. */
export function knowGroup(seat: GroupSeat, kept: Kept): void {
  keepSecret(groupKept(seat.group, seat.member), kept);
  touchKnown(seat, "");
}

/** Puts a group first, by the name that it has now. */
export function touchKnown({ group, member }: GroupSeat, name: string): void {
  const others = knownGroups().filter((each) => each.group !== group || each.member !== member);
  keep([{ group, member, name }, ...others]);
}

/** Forgets the group and its secret on this device. The link goes on to open it. */
export function forgetKnown(seat: GroupSeat): void {
  forgetSecretsOf(seat.member);
  keep(knownGroups().filter(({ group, member }) => group !== seat.group || member !== seat.member));
}

function keep(groups: readonly KnownGroup[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(groups));
  } catch {
    // A browser that keeps nothing knows no groups; their links open them all the same.
  }
}

function isKnown(each: unknown): each is KnownGroup {
  return (
    typeof each === "object" &&
    each !== null &&
    ["group", "member", "name"].every(
      (key) => typeof (each as Record<string, unknown>)[key] === "string",
    )
  );
}

import { textOf } from "../link/secret.ts";
import type { Kept } from "../link/secret.ts";

/** One member of one group, as the address of the page names them. */
export type GroupSeat = { readonly group: string; readonly member: string };

/** Where a member's requests about their group go. */
export function groupPath({ group, member }: GroupSeat): string {
  return `/api/groups/${encodeURIComponent(group)}/members/${encodeURIComponent(member)}`;
}

/** A member's page, without any secret. */
export function groupAddress({ group, member }: GroupSeat): string {
  return `/g/${group}/${member}`;
}

/**
 * A member's personal link to their group, as it is given to them. That the group is sealed stands
 * in it, where no server reads or changes it.
 */
export function groupLink(seat: GroupSeat, kept: Kept): string {
  return `${location.origin}${groupAddress(seat)}#${textOf(kept)}`;
}

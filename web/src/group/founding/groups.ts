import type { Instant } from "@hotseat/shared";
import { get } from "../../link/request.ts";

/** A group as the operator sees it: who is in it and when they call, not what they say. */
export type ListedGroup = {
  readonly group: string;
  readonly status: "active" | "archived";
  readonly name: string;
  readonly nextCall: Instant | null;
  readonly members: readonly { readonly id: string; readonly name: string }[];
};

/** All groups; null when they could not be read. */
export async function listedGroups(): Promise<readonly ListedGroup[] | null> {
  const answer = await get<{ groups: readonly ListedGroup[] }>("/api/operator/groups");
  return answer.ok ? answer.value.groups : null;
}

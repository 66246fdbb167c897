import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { MemberId, Refusal } from "@hotseat/shared";
import type { GroupReply, GroupView } from "@hotseat/shared/group";
import type { GroupSeat } from "./address.ts";

/** How far the link has opened the group. */
export type GroupOpening =
  | { readonly state: "opening" | "unreachable" | "wrong" | "open" }
  | { readonly state: "refused"; readonly refusal: Refusal };

export type GroupState = {
  readonly seat: GroupSeat | null;
  readonly opening: GroupOpening;
  readonly view: GroupView | null;
  /** The seat order of the next call, or of the open one. */
  readonly order: readonly MemberId[];
  /** Whether the server did not answer when it was asked last. */
  readonly stale: boolean;
};

const initial: GroupState = {
  seat: null,
  opening: { state: "opening" },
  view: null,
  order: [],
  stale: false,
};

/** What this tab knows of its group. Lives outside React, which only draws it. */
export const groupStore = createStore<GroupState>(() => initial);

export function useGroup<T>(select: (state: GroupState) => T): T {
  return useStore(groupStore, select);
}

/** Begins anew with another group. */
export function forgetGroup(seat: GroupSeat): void {
  groupStore.setState({ ...initial, seat }, true);
}

/** Takes a view unless a newer one is here already: answers may overtake each other. */
export function takeGroup({ view, order }: GroupReply): void {
  const known = groupStore.getState().view;
  groupStore.setState({ stale: false });
  if (!known || view.version >= known.version) groupStore.setState({ view, order });
}

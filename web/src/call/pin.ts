import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { MemberId, MemberView } from "@hotseat/shared";

/** Whom this person has put in the large place for themselves. Nobody else learns of it. */
const store = createStore<{
  readonly pinned: MemberId | null;
  readonly order: readonly MemberId[];
}>(() => ({ pinned: null, order: [] }));

/** Who is pinned, while they are one of `members`. */
export function usePinned(members: readonly MemberView[]): MemberId | null {
  const pinned = useStore(store, (state) => state.pinned);
  return members.some(({ id }) => id === pinned) ? pinned : null;
}

/** Pins a member in place of whoever was pinned, or unpins them. */
export function togglePin(member: MemberId): void {
  store.setState(({ pinned }) => ({ pinned: pinned === member ? null : member }));
}

/** Pins the member with that number in the order of seats, from 1, as in Jitsi. */
export function pinNumber(number: number): void {
  const member = store.getState().order[number - 1];
  if (member !== undefined) togglePin(member);
}

export function unpin(): void {
  store.setState({ pinned: null });
}

/** Says who has which number, for as long as the table is shown. */
export function usePinKeys(members: readonly MemberView[]): void {
  useEffect(() => store.setState({ order: members.map(({ id }) => id) }), [members]);
  useEffect(() => () => store.setState({ pinned: null, order: [] }), []);
}

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Keyring, KeyringTrouble } from "./keyring.ts";

/** How far this page can open what is sealed. */
export type Seal =
  | { readonly state: "unsealed" | "opening" }
  | { readonly state: "open"; readonly keyring: Keyring }
  | { readonly state: "shut"; readonly why: SealTrouble };

/**
 * `crypto`: the page is on plain http. `curve`: the browser is too old for the keys of links.
 * `secret`: this device has the cookie, but not the link. `downgrade`: the link says that the session
 * is sealed, and the server says that it is not. `older`: the server gives an older key than this
 * device has had.
 */
type SealTrouble = KeyringTrouble | "crypto" | "curve" | "secret" | "downgrade" | "older";

/** Why somebody's streams are not played in a sealed call. */
export type Barred = "unsealed" | "other-key";

/** What media does in a sealed call: nothing yet, encrypted, or nothing at all and why. */
export type MediaSeal = "pending" | "on" | SealTrouble | "browser";

export type SealState = {
  readonly seal: Seal;
  readonly media: MediaSeal;
  /** By LiveKit identity. */
  readonly barred: ReadonlyMap<string, Barred>;
};

const initial: SealState = { seal: { state: "opening" }, media: "pending", barred: new Map() };

/** Kept apart from what opens it, which is large and only loaded by those who need it. */
export const sealStore = createStore<SealState>(() => initial);

export function useSeal<T>(select: (state: SealState) => T): T {
  return useStore(sealStore, select);
}

export function forgetSeal(): void {
  sealStore.setState(initial, true);
}

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

const KEY = "hotseat.single-keys";

const store = createStore<{ readonly on: boolean }>(() => ({ on: kept() }));

/**
 * Whether keys work without Ctrl. Who speaks to the computer, or hits keys by accident, turns them
 * off (WCAG 2.1.4).
 */
export function singleKeys(): boolean {
  return store.getState().on;
}

export function useSingleKeys(): boolean {
  return useStore(store, (state) => state.on);
}

/** Remembers it on this device. */
export function turnSingleKeys(on: boolean): void {
  store.setState({ on });
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing still honours it until the page closes.
  }
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

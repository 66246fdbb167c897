import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";

/** What empties each store. Those of code that is loaded later come later. */
const emptied = new Set<() => void>();

/**
 * A store for what this tab knows of one session. It is as `initial` says again whenever a session
 * is opened, so that nothing of one call is seen in another one.
 */
export function sessionMemory<T>(initial: () => T): StoreApi<T> {
  const store = createStore<T>(initial);
  emptied.add(() => store.setState(initial(), true));
  return store;
}

/** Does something beside that when a session is forgotten, such as stopping a timer. */
export function whenForgotten(act: () => void): void {
  emptied.add(act);
}

/** Forgets everything that the session before has left in this tab. */
export function forgetSession(): void {
  for (const empty of emptied) empty();
}

import { useStore } from "zustand";
import type { Refusal, SessionView } from "@hotseat/shared";
import type { Seat } from "./address.ts";
import { sessionMemory } from "./memory.ts";
import { withNames } from "./people.ts";
import type { StreamState } from "./stream.ts";

/** How far the link has opened the session. */
export type Opening =
  | { readonly state: "opening" | "unreachable" | "wrong" | "removed" | "open" }
  | { readonly state: "refused"; readonly refusal: Refusal };

/** Where in the page this tab is. The end of the hour overrides all of them. */
export type Place = "door" | "call" | "left" | "elsewhere";

export type SessionState = {
  readonly seat: Seat | null;
  readonly opening: Opening;
  readonly view: SessionView | null;
  readonly stream: StreamState;
  readonly place: Place;
};

const initial: SessionState = {
  seat: null,
  opening: { state: "opening" },
  view: null,
  stream: "opening",
  place: "door",
};

/** What this tab knows of its session. Lives outside React, which only draws it. */
export const sessionStore = sessionMemory<SessionState>(() => initial);

export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(sessionStore, select);
}

/** Takes a view unless a newer one is here already: answers may overtake each other. */
export function takeView(view: SessionView): void {
  const known = sessionStore.getState().view;
  if (!known || view.version >= known.version) sessionStore.setState({ view: withNames(view) });
}

import { useSyncExternalStore } from "react";

/** As wide as the style sheets say where they lay out a phone held upright. */
const query = matchMedia("(max-width: 760px)");

/** Whether the page is as narrow as a phone: for what belongs in another place there, not only elsewhere. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(draw: () => void): () => void {
  query.addEventListener("change", draw);
  return () => query.removeEventListener("change", draw);
}

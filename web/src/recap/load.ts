import { loadInside } from "../language/inside.ts";

type RecapCode = typeof import("./recap.tsx");

/**
 * The recap's code, fetched while the hour still runs: at its end the server may be away, and the
 * page must be able to say so in its own words.
 */
export async function loadRecap(): Promise<RecapCode> {
  await loadInside();
  return import("./recap.tsx");
}

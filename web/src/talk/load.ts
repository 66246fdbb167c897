import { loadInside } from "../language/inside.ts";

type KeptCode = typeof import("./kept-talk.tsx");

/** What shows the messages after the end, fetched while the hour still runs: the server may be away then. */
export async function loadKeptTalk(): Promise<KeptCode> {
  await loadInside();
  return import("./kept-talk.tsx");
}

type KeptCode = typeof import("./kept-talk.tsx");

/** What shows the messages after the end, fetched while the hour still runs: the server may be away then. */
export function loadKeptTalk(): Promise<KeptCode> {
  return import("./kept-talk.tsx");
}

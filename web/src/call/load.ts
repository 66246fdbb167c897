import { loadInside } from "../language/inside.ts";

type CallCode = typeof import("./call.tsx") & typeof import("../media/media-call.ts");

let loading: Promise<CallCode> | null = null;
let loaded: CallCode | null = null;

/**
 * The call's code with LiveKit's client, which is larger than everything else together and is
 * fetched while somebody is still at the door. Rejects when it cannot be loaded; the next call
 * tries again.
 */
export function loadCall(): Promise<CallCode> {
  loading ??= Promise.all([
    import("./call.tsx"),
    import("../media/media-call.ts"),
    loadInside(),
  ]).then(([call, media]) => (loaded = { ...call, ...media }));
  loading.catch(() => (loading = null));
  return loading;
}

/**
 * The call's code once it is here, which it is before anybody is in the call. A lazy component
 * would stay away for another 300 ms, the least for which React shows what stands in for one.
 */
export function loadedCall(): CallCode | null {
  return loaded;
}

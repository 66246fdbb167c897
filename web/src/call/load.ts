import { loadInside } from "../language/inside.ts";

type CallCode = typeof import("./call.tsx") & typeof import("../media/media-call.ts");

let loading: Promise<CallCode> | null = null;

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
  ]).then(([call, media]) => ({ ...call, ...media }));
  loading.catch(() => (loading = null));
  return loading;
}

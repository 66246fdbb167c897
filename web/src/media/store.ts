import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { useChoices } from "./choices.ts";
import type { MediaCall } from "./media-call.ts";

export type MediaState = {
  /** Null outside the call. Only its type is known here: LiveKit's client is loaded later. */
  readonly call: MediaCall | null;
  readonly status: "connecting" | "connected" | "reconnecting";
  /** False while the browser wants a tap before it plays sound. */
  readonly audible: boolean;
  /** Devices that were wanted and did not start; a wish alone must not look like being heard. */
  readonly failed: Readonly<Record<"camera" | "microphone", boolean>>;
};

export const mediaStore = createStore<MediaState>(() => ({
  call: null,
  status: "connecting",
  audible: true,
  failed: { camera: false, microphone: false },
}));

export function useMedia<T>(select: (state: MediaState) => T): T {
  return useStore(mediaStore, select);
}

/** Whether a device is on as far as anybody can tell: wanted, and not known to have failed. */
export function useIsOn(source: "camera" | "microphone"): boolean {
  const wanted = useChoices()[`${source}On`];
  return useMedia((state) => !state.failed[source]) && wanted;
}

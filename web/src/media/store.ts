import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { LocalTrack } from "livekit-client";
import { choices, useChoices } from "./choices.ts";
import type { Choices, Source } from "./choices.ts";
import type { MediaCall } from "./media-call.ts";

export type MediaState = {
  /** Null outside the call. Only its type is known here: LiveKit's client is loaded later. */
  readonly call: MediaCall | null;
  /** `without`: the call is sealed and this page cannot seal, so there is no media at all. */
  readonly status: "connecting" | "connected" | "reconnecting" | "without";
  /** False while the browser wants a tap before it plays sound. */
  readonly audible: boolean;
  /** Devices that were wanted and did not start; a wish alone must not look like being heard. */
  readonly failed: Readonly<Record<Source, boolean>>;
  /** Whether a published track is unmuted and its device live; null while nothing is published. */
  readonly sent: Readonly<Record<Source, boolean | null>>;
  /**
   * What the own tile shows: the camera from the click on "Join" on, before it is published. Where
   * blur is chosen only once it is blurred, as the others will see it.
   */
  readonly ownCamera: LocalTrack | null;
};

export const mediaStore = createStore<MediaState>(() => ({
  call: null,
  status: "connecting",
  audible: true,
  failed: { camera: false, microphone: false },
  sent: { camera: null, microphone: null },
  ownCamera: null,
}));

export function useMedia<T>(select: (state: MediaState) => T): T {
  return useStore(mediaStore, select);
}

/** Whether a device is on as far as anybody can tell. */
export function isOn(source: Source): boolean {
  return shownOn(source, choices(), mediaStore.getState());
}

export function useIsOn(source: Source): boolean {
  const wanted = useChoices();
  return useMedia((state) => shownOn(source, wanted, state));
}

/** What is sent is the truth; before that, on means wanted and not known to have failed. */
function shownOn(source: Source, wanted: Choices, { sent, failed }: MediaState): boolean {
  return sent[source] ?? (wanted[`${source}On`] && !failed[source]);
}

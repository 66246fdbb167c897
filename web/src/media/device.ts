import type { LocalTrack } from "livekit-client";

/** What a device gives, before anything is done to it such as blurring. */
export function deviceOf(track: LocalTrack): MediaStreamTrack {
  return track.mediaStream?.getTracks()[0] ?? track.mediaStreamTrack;
}

/**
 * Whether a device gives something and that goes on to the call. Has to be asked: a device that a
 * page stops itself, as LiveKit does before it opens another one, ends without an event.
 */
export function isLive(track: LocalTrack): boolean {
  return deviceOf(track).readyState === "live" && track.mediaStreamTrack.readyState === "live";
}

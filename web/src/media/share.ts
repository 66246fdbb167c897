import { Track } from "livekit-client";
import type { LocalTrack, Room } from "livekit-client";
import { words } from "../language/language.ts";
import { notify } from "../session/notice.ts";
import { canCapture } from "./capture.ts";

/** False on phones, whose browsers share no screen. */
export function canShare(): boolean {
  return canCapture() && "getDisplayMedia" in navigator.mediaDevices;
}

/** Starts or stops sharing a screen. Changing one's mind in the browser's dialogue is no error. */
export async function toggleShare(room: Room): Promise<void> {
  try {
    await room.localParticipant.setScreenShareEnabled(!room.localParticipant.isScreenShareEnabled);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotAllowedError") return;
    notify({ code: "share-trouble", message: words().trouble.share });
  }
}

const screenSources = new Set([Track.Source.ScreenShare, Track.Source.ScreenShareAudio]);

/** What of a screen is being shared: its picture and, where the browser gives it, its sound. */
export function screenTracks(room: Room): LocalTrack[] {
  return [...room.localParticipant.trackPublications.values()]
    .filter(({ source }) => screenSources.has(source))
    .flatMap(({ track }) => track ?? []);
}

/** Publishes a screen anew after another connection; a browser would ask again for another one. */
export async function shareAgain(room: Room, tracks: readonly LocalTrack[]): Promise<void> {
  for (const track of tracks) {
    if (track.mediaStreamTrack.readyState !== "live") continue;
    // A connection that is lost again ends this sharing and nothing else.
    await room.localParticipant
      .publishTrack(track, { source: track.source })
      .catch(() => track.stop());
  }
}

export function stopAll(tracks: readonly LocalTrack[]): void {
  for (const track of tracks) track.stop();
}

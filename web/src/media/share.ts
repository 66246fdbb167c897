import { RoomEvent, Track } from "livekit-client";
import type { LocalTrack, Participant, Room, TrackPublication } from "livekit-client";
import { words } from "../language/language.ts";
import { notify } from "../session/notice.ts";
import { canCapture, troubleOf } from "./capture.ts";

/** False on phones, whose browsers share no screen. */
export function canShare(): boolean {
  return canCapture() && "getDisplayMedia" in navigator.mediaDevices;
}

/** Starts or stops sharing a screen. Changing one's mind in the browser's dialogue is no error. */
export async function toggleShare(room: Room): Promise<void> {
  try {
    await room.localParticipant.setScreenShareEnabled(!room.localParticipant.isScreenShareEnabled);
  } catch (error) {
    const system = troubleOf(error) === "system";
    if (!system && error instanceof DOMException && error.name === "NotAllowedError") return;
    const { share, shareSystem } = words().trouble;
    notify({ code: "share-trouble", message: system ? shareSystem : share });
  }
}

/**
 * Ends the own sharing when somebody else begins to share, until stopped: only one screen is shown,
 * and a screen that nobody sees must not look shared. `onYield` is told whose identity it went to.
 * Of two that begin at once the one goes on that the media server took last.
 */
export function yieldToNewer(room: Room, onYield: (identity: string) => void): () => void {
  const look = ({ source }: TrackPublication, { identity }: Participant) => {
    if (source !== Track.Source.ScreenShare) return;
    if (!room.localParticipant.getTrackPublication(Track.Source.ScreenShare)) return;
    void room.localParticipant.setScreenShareEnabled(false);
    onYield(identity);
  };
  room.on(RoomEvent.TrackPublished, look);
  return () => void room.off(RoomEvent.TrackPublished, look);
}

/** Whether somebody else shares a screen. */
function isTaken({ remoteParticipants }: Room): boolean {
  return [...remoteParticipants.values()].some((participant) => participant.isScreenShareEnabled);
}

const screenSources = new Set([Track.Source.ScreenShare, Track.Source.ScreenShareAudio]);

/** What of a screen is being shared: its picture and, where the browser gives it, its sound. */
export function screenTracks(room: Room): LocalTrack[] {
  return [...room.localParticipant.trackPublications.values()]
    .filter(({ source }) => screenSources.has(source))
    .flatMap(({ track }) => track ?? []);
}

/**
 * Publishes a screen anew after another connection; a browser would ask again for another one. Not
 * where somebody else has begun to share meanwhile.
 */
export async function shareAgain(room: Room, tracks: readonly LocalTrack[]): Promise<void> {
  if (isTaken(room)) return stopAll(tracks);
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

import { RoomEvent, Track, VideoQuality } from "livekit-client";
import type { Room } from "livekit-client";

/**
 * How large somebody is shown by this page: alone in the large place, there by the viewer's own
 * wish, beside a shared screen, as large as everybody else, or in the strip.
 */
export type Place = "stage" | "pinned" | "beside" | "equal" | "strip";

/**
 * The largest layer that a place asks for. LiveKit takes less where the picture is drawn smaller
 * (adaptive stream), and a publisher stops encoding what nobody asks for (dynacast): so a cap here
 * is what lets the uplink of everybody off stage fall. A pin costs its member the middle layer
 * and never the highest, which belongs to the hot seat.
 */
const caps: Readonly<Record<Place, VideoQuality>> = {
  stage: VideoQuality.HIGH,
  pinned: VideoQuality.MEDIUM,
  beside: VideoQuality.MEDIUM,
  equal: VideoQuality.MEDIUM,
  strip: VideoQuality.LOW,
};

/**
 * Asks the media server for every member's camera in the layer of their place, also of tracks that
 * come later, until stopped. Shared screens always come whole. `placeOf` is given an identity.
 */
export function askForLayers(room: Room, placeOf: (identity: string) => Place): () => void {
  const ask = () => {
    for (const participant of room.remoteParticipants.values()) {
      for (const publication of participant.videoTrackPublications.values()) {
        if (!publication.isSubscribed) continue;
        const camera = publication.source === Track.Source.Camera;
        const cap = camera ? caps[placeOf(participant.identity)] : VideoQuality.HIGH;
        publication.setVideoQuality(cap);
      }
    }
  };
  ask();
  room.on(RoomEvent.TrackSubscribed, ask).on(RoomEvent.Reconnected, ask);
  return () => void room.off(RoomEvent.TrackSubscribed, ask).off(RoomEvent.Reconnected, ask);
}

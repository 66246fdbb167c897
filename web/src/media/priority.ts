import { RoomEvent, Track } from "livekit-client";
import type { Room } from "livekit-client";

/**
 * Before whom this member's own pictures go on a narrow uplink, until stopped. Sound needs nothing:
 * LiveKit publishes it with the highest priority, so a voice is never behind a picture. Priorities
 * share out bits between the tracks of one sender and mark packets for the network (RFC 8837).
 */
export function setPriority(room: Room, onStage: boolean): () => void {
  const apply = () => {
    for (const { source, track } of room.localParticipant.videoTrackPublications.values()) {
      const screen = source === Track.Source.ScreenShare;
      prioritise(track?.sender, onStage || screen ? "medium" : "low");
    }
  };
  apply();
  room.on(RoomEvent.LocalTrackPublished, apply);
  return () => void room.off(RoomEvent.LocalTrackPublished, apply);
}

function prioritise(sender: RTCRtpSender | undefined, priority: RTCPriorityType): void {
  const parameters = sender?.getParameters();
  if (!sender || !parameters || parameters.encodings.length === 0) return;
  if (parameters.encodings.every((encoding) => encoding.priority === priority)) return;
  for (const encoding of parameters.encodings) {
    encoding.priority = priority;
    encoding.networkPriority = priority;
  }
  // Another change of the same sender was faster, or the browser has no priorities: nothing is lost.
  sender.setParameters(parameters).catch(() => undefined);
}

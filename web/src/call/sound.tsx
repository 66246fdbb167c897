import { RoomEvent, Track } from "livekit-client";
import { useSeal } from "../seal/store.ts";
import { useRoomAfter } from "./room.ts";
import { AudioTrack } from "./track.tsx";

/** What changes who is heard. */
const changes = [
  RoomEvent.ParticipantConnected,
  RoomEvent.ParticipantDisconnected,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.TrackUnsubscribed,
  RoomEvent.TrackSubscriptionStatusChanged,
  RoomEvent.ConnectionStateChanged,
];

/** Everybody's sound, except of those who must not be played in a sealed call. */
export function Sound() {
  const barred = useSeal((state) => state.barred);
  const { remoteParticipants } = useRoomAfter(changes);
  const sounds = [...remoteParticipants.values()]
    .filter(({ identity }) => !barred.has(identity))
    .flatMap(({ trackPublications }) => [...trackPublications.values()])
    .filter(({ kind, isSubscribed }) => kind === Track.Kind.Audio && isSubscribed);
  return (
    <div hidden>
      {sounds.map(({ trackSid, track }) => track && <AudioTrack key={trackSid} track={track} />)}
    </div>
  );
}

import { AudioTrack, isTrackReference, useTracks } from "@livekit/components-react";
import { Track } from "livekit-client";
import { useSeal } from "../seal/store.ts";

/** Everybody's sound, except of those who must not be played in a sealed call. */
export function Sound() {
  const barred = useSeal((state) => state.barred);
  const tracks = useTracks([Track.Source.Microphone, Track.Source.ScreenShareAudio], {
    updateOnlyOn: [],
    onlySubscribed: true,
  });
  return (
    <div hidden>
      {tracks
        .filter(isTrackReference)
        .filter(({ participant }) => !participant.isLocal && !barred.has(participant.identity))
        .map((track) => (
          <AudioTrack key={track.publication.trackSid} trackRef={track} />
        ))}
    </div>
  );
}

import { Track } from "livekit-client";
import type { LocalTrackPublication, Room } from "livekit-client";
import type { Source } from "../choices.ts";

/** What this person publishes of a source; undefined while nothing is. */
export function own(room: Room, source: Source): LocalTrackPublication | undefined {
  return room.localParticipant.getTrackPublication(
    source === "camera" ? Track.Source.Camera : Track.Source.Microphone,
  );
}

import type { Room } from "livekit-client";
import { toggle } from "../publish.ts";
import { mediaStore } from "../store.ts";
import { dismiss } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { own } from "./own.ts";

/** How often the same thing has been mended without success, so that each try goes further. */
let deafTries = 0;

/** Mends a finding. Call it within a tap, which is what lets the browser open devices and play. */
export async function mend({ kind, ...rest }: Finding): Promise<void> {
  const { call } = mediaStore.getState();
  dismiss(kind);
  if (!call) return;
  const { room } = call;
  switch (kind) {
    case "talking":
      return toggle("microphone");
    case "deaf":
      await room.startAudio();
      deafTries += 1;
      // A second time nothing less than a new connection is worth trying; it comes by itself.
      if (deafTries % 2 === 0) return room.disconnect(false);
      return resubscribe(room);
    case "replaced":
      return;
    case "frozen":
    case "silent":
    case "gone": {
      const source = "source" in rest ? rest.source : "microphone";
      const { audioTrack, videoTrack } = own(room, source) ?? {};
      // What cannot be opened is said by `align`, which tries once more.
      await (audioTrack ?? videoTrack)?.restartTrack().catch(() => undefined);
      await call.align(source);
      await room.startAudio();
    }
  }
}

function resubscribe(room: Room): void {
  for (const participant of room.remoteParticipants.values()) {
    for (const publication of participant.audioTrackPublications.values()) {
      publication.setSubscribed(false);
      publication.setSubscribed(true);
    }
  }
}

import type { Room } from "livekit-client";
import { choices, choose } from "../choices.ts";
import { toggle } from "../publish.ts";
import { isOn, mediaStore } from "../store.ts";
import { dismiss, tell } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { nextTry } from "./tries.ts";

/** Mends a finding. Call it within a tap, which is what lets the browser open devices and play. */
export async function mend(finding: Finding): Promise<void> {
  const { kind } = finding;
  const { call } = mediaStore.getState();
  dismiss(kind);
  if (!call) return;
  const { room } = call;
  switch (kind) {
    case "talking":
      return toggle("microphone");
    case "deaf":
      await room.startAudio();
      // A second time nothing less than a new connection is worth trying; it comes by itself.
      if (nextTry() % 2 === 0) return room.disconnect(false);
      return resubscribe(room);
    case "replaced":
      return;
    case "frozen":
    case "silent":
    case "gone": {
      const source = "source" in finding ? finding.source : "microphone";
      await call.reopen(source);
      // Why is said in a sentence that goes away; that it is so stays, with the button.
      if (choices()[`${source}On`] && !isOn(source)) tell(finding);
      return room.startAudio();
    }
    case "blurring":
    case "unblurred":
      choose({ blur: false, cameraOn: true });
      return call.align("camera");
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

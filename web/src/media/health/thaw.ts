import type { Room } from "livekit-client";
import { choices } from "../choices.ts";
import { isLive } from "../device.ts";
import { dismiss, tell } from "./finding.ts";
import { own } from "./own.ts";

/** A device that the system gave back needs a moment until its track lives again. */
const THAW = 2_500;

/**
 * After a phone call, or when a phone has put the page to sleep, a microphone may come back dead
 * or silenced by the system, and only a tap may open it anew.
 */
export function watchThaw(room: Room): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const { track } = own(room, "microphone") ?? {};
    if (!track || !choices().microphoneOn) return dismiss("frozen");
    if (!isLive(track) || track.mediaStreamTrack.muted) tell({ kind: "frozen" });
    else dismiss("frozen");
  };
  const back = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = setTimeout(look, THAW);
  };
  document.addEventListener("visibilitychange", back);
  addEventListener("pageshow", back);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", back);
    removeEventListener("pageshow", back);
  };
}

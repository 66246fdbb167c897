import type { Room } from "livekit-client";
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

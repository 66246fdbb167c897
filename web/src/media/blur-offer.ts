import { RoomEvent, Track } from "livekit-client";
import type { Room } from "livekit-client";
import { words } from "../language/language.ts";
import { notify } from "../session/notice.ts";
import { choices, choose, onChoice } from "./choices.ts";

/** Where the server has the model, if its operator has put it into the data folder. */
export const MODEL = "/models/selfie_segmenter.tflite";

/** Whether this server offers blur. Never rejects. */
export async function offersBlur(): Promise<boolean> {
  try {
    return (await fetch(MODEL, { method: "HEAD" })).ok;
  } catch {
    return false;
  }
}

/**
 * Keeps the own camera blurred as chosen, also after it was opened anew, until stopped. What it
 * needs is loaded when it is first wanted. When it cannot be had, that is said in a sentence, the
 * choice is taken back and the camera stays as it was.
 */
export function followBlur(room: Room): () => void {
  let work: Promise<void> = Promise.resolve();
  let stopped = false;
  const settle = async () => {
    const track = room.localParticipant.getTrackPublication(Track.Source.Camera)?.videoTrack;
    if (stopped || !track || !("setProcessor" in track)) return;
    const wanted = choices().blur;
    if (wanted === (track.getProcessor() !== undefined)) return;
    try {
      if (wanted) await (await import("./blur.ts")).blur(track);
      else await track.stopProcessor();
    } catch {
      choose({ blur: false });
      notify({ code: "blur-trouble", message: words().media.blur.failed });
    }
  };
  const follow = () => void (work = work.then(settle));
  follow();
  const forget = onChoice(follow);
  room.on(RoomEvent.LocalTrackPublished, follow).on(RoomEvent.TrackUnmuted, follow);
  return () => {
    stopped = true;
    forget();
    room.off(RoomEvent.LocalTrackPublished, follow).off(RoomEvent.TrackUnmuted, follow);
  };
}

import { LocalVideoTrack, RoomEvent, Track } from "livekit-client";
import type { LocalTrack, Room } from "livekit-client";
import { words } from "../language/language.ts";
import { notify } from "../session/notice.ts";
import { choices, choose, onChoice } from "./choices.ts";
import { dismiss, tell } from "./health/finding.ts";

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

/** Longer than what is in the browser's cache already needs, in ms. */
const SLOW = 2_500;

/** That a blur which was chosen could not be made: the picture must not be sent as it is. */
export class BlurFailed extends Error {
  override readonly name = "BlurFailed";
}

/** Whether a camera is blurred otherwise than is chosen. */
export function isOtherwise(track: LocalTrack): track is LocalVideoTrack {
  return (
    track instanceof LocalVideoTrack &&
    track.source === Track.Source.Camera &&
    choices().blur !== (track.getProcessor() !== undefined)
  );
}

/**
 * Blurs a camera that nobody sees yet; true once what it gives is blurred. False when `isWanted`
 * is no longer so after some choice: then the track is of no use. Rejects with `BlurFailed`.
 */
export async function blurFirst(track: LocalVideoTrack, isWanted: () => boolean): Promise<boolean> {
  dismiss("unblurred");
  let forget = () => {};
  const slow = setTimeout(() => void (isWanted() && tell({ kind: "blurring" })), SLOW);
  try {
    return await new Promise<boolean>((resolve, reject) => {
      forget = onChoice(() => void (isWanted() || resolve(false)));
      let pictures = 0;
      const onBlurred = () => {
        pictures += 1;
        // Once the second one is made the first has gone on, and every unblurred one before it.
        if (pictures === 2) resolve(true);
      };
      import("./blur.ts")
        .then(({ blur }) => blur(track, onBlurred))
        .catch((cause: unknown) =>
          reject(new BlurFailed("The picture is not blurred.", { cause })),
        );
    });
  } finally {
    forget();
    clearTimeout(slow);
    dismiss("blurring");
  }
}

/**
 * Blurs the own camera while others see it, or no longer, as chosen, until stopped. What it needs
 * is loaded when it is first wanted. When it cannot be had, that is said in a sentence, the choice
 * is taken back and the camera stays as it was. One that nobody sees yet is not for here: it is
 * blurred before it is sent (`Outgoing`).
 */
export function followBlur(room: Room): () => void {
  let work: Promise<void> = Promise.resolve();
  let stopped = false;
  const settle = async () => {
    const track = room.localParticipant.getTrackPublication(Track.Source.Camera)?.videoTrack;
    // A camera that is off gives nothing to blur.
    if (stopped || !track || track.isMuted || !isOtherwise(track)) return;
    try {
      if (choices().blur) await (await import("./blur.ts")).blur(track);
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

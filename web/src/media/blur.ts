import { BackgroundProcessor, supportsBackgroundProcessors } from "@livekit/track-processors";
import type { LocalVideoTrack } from "livekit-client";
import { MODEL } from "./blur-offer.ts";

/**
 * In pixels of the camera's picture, and the most that the processor does (16 samples on each side of a
 * quarter of the picture's width). At 12, letters of 40 pixels in a room could be read at 720p; at 64
 * strokes as wide as that are gone.
 */
const RADIUS = 64;

/** MediaPipe's engine, copied there by the build from the package whose version it names. */
const ENGINE = "/assets/mediapipe-0.10.14";

/**
 * Blurs what is behind the person on a track, with engine and model from this page's own origin.
 * Rejects when either cannot be had or is broken, or when the browser cannot take pictures apart;
 * the track then sends what it sent before. The picture is blurred before it is sealed, so the two
 * do not know of each other. `onBlurred` is told of every blurred picture: the very first one that
 * the processor gives is not (track-processors 0.8), nor those in which it has found nobody yet.
 */
export async function blur(track: LocalVideoTrack, onBlurred?: () => void): Promise<void> {
  if (!supportsBackgroundProcessors()) throw new Error("This browser cannot blur.");
  await track.setProcessor(
    BackgroundProcessor({
      mode: "background-blur",
      blurRadius: RADIUS,
      assetPaths: { tasksVisionFileSet: ENGINE, modelAssetPath: MODEL },
      onFrameProcessed: ({ segmentationTimeMs }) => void (segmentationTimeMs > 0 && onBlurred?.()),
    }),
  );
}

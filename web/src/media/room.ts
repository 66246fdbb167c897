import { AudioPresets, Room, VideoPresets } from "livekit-client";
import type { ReconnectPolicy, RoomOptions } from "livekit-client";
import { pictureSize } from "./capture.ts";
import type { Choices } from "./choices.ts";

/** LiveKit gives up by itself after 45 s; an hour is worth more patience than that. */
const BUDGET_MS = 4 * 60_000;
const DELAYS_MS = [0, 300, 700, 1_200, 2_000, 3_000];

const patient: ReconnectPolicy = {
  nextRetryDelayInMs: ({ retryCount, elapsedMs }) =>
    elapsedMs > BUDGET_MS ? null : (DELAYS_MS[retryCount] ?? 3_000) + Math.random() * 500,
};

/** What a member sends when saving data: one picture of 320x180 at 15 a second. */
const SAVED_VIDEO = { maxBitrate: 140_000, maxFramerate: 15 };

/** A LiveKit room for this product, not yet connected. */
export function newRoom(choices: Choices): Room {
  return new Room(roomOptions(choices));
}

function roomOptions(choices: Choices): RoomOptions {
  const { width, height, frameRate } = pictureSize(choices);
  return {
    // Both directions pay only for what is looked at.
    adaptiveStream: true,
    dynacast: true,
    disconnectOnPageLeave: true,
    reconnectPolicy: patient,
    videoCaptureDefaults: {
      resolution: { width, height, frameRate },
      ...(choices.cameraId && { deviceId: { ideal: choices.cameraId } }),
    },
    audioCaptureDefaults: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...(choices.microphoneId && { deviceId: { ideal: choices.microphoneId } }),
    },
    publishDefaults: {
      videoCodec: "vp8",
      audioPreset: AudioPresets.speech,
      dtx: true,
      ...(choices.dataSaver
        ? { simulcast: false, videoEncoding: SAVED_VIDEO }
        : {
            simulcast: true,
            videoEncoding: VideoPresets.h720.encoding,
            videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
          }),
    },
    ...(choices.speakerId && { audioOutput: { deviceId: choices.speakerId } }),
  };
}

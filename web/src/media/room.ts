import { AudioPresets, Room, VideoPreset, compareVersions, getBrowser } from "livekit-client";
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

/**
 * The three sizes of one camera: the strip, the grid, the hot seat. The rates are chosen so that one
 * seat (the highest of one, the lowest of two, three voices) needs at most 1.22 Mbit/s downlink,
 * four fifths of what a grid of three 360p tiles needs, and so that whoever is only in the strip
 * sends well below 0.4 Mbit/s. 24 and 15 frames a second give each frame of a talking head more bits.
 */
const LAYERS = {
  low: new VideoPreset(320, 180, 100_000, 15),
  middle: new VideoPreset(640, 360, 350_000, 20),
  high: new VideoPreset(1280, 720, 850_000, 24),
};

/** A LiveKit room for this product, not yet connected; in a sealed call with what encrypts. */
export function newRoom(choices: Choices, encryption: Encryption | null): Room {
  return new Room(roomOptions(choices, encryption));
}

/** Has a room that was made at the door send and play by what has been chosen since. */
export function applyChoices(room: Room, choices: Choices, sealed: boolean): void {
  Object.assign(room.options, chosenOptions(choices, sealed));
  const { speakerId } = choices;
  // A speaker that has gone meanwhile leaves the one that the browser takes.
  if (speakerId) room.switchActiveDevice("audiooutput", speakerId).catch(() => undefined);
}

type Encryption = NonNullable<RoomOptions["encryption"]>;

function roomOptions(choices: Choices, encryption: Encryption | null): RoomOptions {
  return {
    // Both directions pay only for what is looked at.
    adaptiveStream: true,
    dynacast: true,
    disconnectOnPageLeave: true,
    reconnectPolicy: patient,
    ...(encryption && { encryption }),
    ...chosenOptions(choices, encryption !== null),
  };
}

/** What depends on the choices of a person. */
function chosenOptions(choices: Choices, sealed: boolean): RoomOptions {
  const { width, height, frameRate } = pictureSize(choices);
  return {
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
      ...(choices.dataSaver || (sealed && !simulcastsSealed())
        ? { simulcast: false, videoEncoding: SAVED_VIDEO }
        : {
            simulcast: true,
            videoEncoding: LAYERS.high.encoding,
            videoSimulcastLayers: [LAYERS.low, LAYERS.middle],
          }),
    },
    ...(choices.speakerId && { audioOutput: { deviceId: choices.speakerId } }),
  };
}

/**
 * Safari before 17.2 cannot encrypt several layers of one camera. LiveKit's client knows that, but
 * asks another option than the one that is used here (livekit-client 2.23).
 */
function simulcastsSealed(): boolean {
  const browser = getBrowser();
  return browser?.name !== "Safari" || compareVersions(browser.version, "17.2") >= 0;
}

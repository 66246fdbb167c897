import type { Choices } from "./choices.ts";

/** Why a device did not start, as far as the browser tells. */
export type Trouble = "denied" | "missing" | "busy" | "insecure" | "other";

const causes: Readonly<Record<string, Trouble>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

export function troubleOf(error: unknown): Trouble {
  if (!canCapture()) return "insecure";
  return (error instanceof Error && causes[error.name]) || "other";
}

/** False on plain http, where browsers withhold `mediaDevices` altogether. */
export function canCapture(): boolean {
  return "mediaDevices" in navigator && navigator.mediaDevices !== undefined;
}

/** What is published: 720p, or a quarter of its sides at half the rate to save data. */
export function pictureSize({ dataSaver }: Choices) {
  return dataSaver
    ? { width: 320, height: 180, frameRate: 15 }
    : { width: 1280, height: 720, frameRate: 30 };
}

/** A remembered device may be gone, so it is a wish and not a condition. */
export function cameraConstraints(choices: Choices): MediaTrackConstraints {
  const { width, height, frameRate } = pictureSize(choices);
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: frameRate },
    ...(choices.cameraId && { deviceId: { ideal: choices.cameraId } }),
  };
}

export function microphoneConstraints({ microphoneId }: Choices): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(microphoneId && { deviceId: { ideal: microphoneId } }),
  };
}

import type { Choices } from "./choices.ts";

/**
 * Why a device did not start, as far as the browser tells: the user said no, closed the question
 * without an answer, or the operating system keeps the device from the browser; none is there;
 * another program has it; the page came over plain http.
 */
export type Trouble = "denied" | "dismissed" | "system" | "missing" | "busy" | "insecure" | "other";

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
  // One name for three causes; only Chromium's message tells them apart.
  if (error instanceof Error && error.name === "NotAllowedError") {
    if (/by system/i.test(error.message)) return "system";
    if (/dismissed/i.test(error.message)) return "dismissed";
  }
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

/** With the one constraint that TypeScript does not know yet. */
type MicrophoneConstraints = MediaTrackConstraints & { readonly voiceIsolation: boolean };

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

export function microphoneConstraints({ microphoneId }: Choices): MicrophoneConstraints {
  return {
    // Where a browser has no such thing it leaves it out.
    voiceIsolation: true,
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(microphoneId && { deviceId: { ideal: microphoneId } }),
  };
}

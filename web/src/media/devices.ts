import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { canCapture } from "./capture.ts";

export type DeviceKind = "camera" | "microphone" | "speaker";

/** One that is plugged in. */
type Device = { readonly id: string; readonly label: string };

type Devices = Readonly<Record<DeviceKind, readonly Device[]>>;

const kinds = { videoinput: "camera", audioinput: "microphone", audiooutput: "speaker" } as const;

const store = createStore<Devices>(() => ({
  camera: [],
  microphone: [],
  speaker: [],
}));

if (canCapture())
  navigator.mediaDevices.addEventListener?.("devicechange", () => void refreshDevices());

export function useDevices(kind: DeviceKind): readonly Device[] {
  return useStore(store, (state) => state[kind]);
}

/** Tells what is plugged in now and what was before, whenever it has been read, until stopped. */
export function onDevices(listener: (now: Devices, before: Devices) => void): () => void {
  return store.subscribe(listener);
}

/** Whether this browser can play sound somewhere else than where the system plays it. */
export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype;
}

/** Firefox's, which TypeScript does not know yet. */
type Asking = MediaDevices & { selectAudioOutput(): Promise<MediaDeviceInfo> };

/** Whether this browser asks which speaker a page may use, instead of naming all of them. */
export function canAskForSpeaker(): boolean {
  return canCapture() && canChooseSpeaker() && "selectAudioOutput" in navigator.mediaDevices;
}

/**
 * Has the browser ask which speaker to use, and says its id; from then on it is among the devices.
 * Null when none was chosen, none can be, or the page may not ask. Call it within a click.
 */
export async function askForSpeaker(): Promise<string | null> {
  try {
    const { deviceId } = await (navigator.mediaDevices as Asking).selectAudioOutput();
    await refreshDevices();
    return deviceId;
  } catch {
    return null;
  }
}

/**
 * Reads what is plugged in. Names and ids are hidden until a permission has been given, and some
 * browsers never tell any speaker: then there is none to choose.
 */
export async function refreshDevices(): Promise<void> {
  if (!canCapture()) return;
  const found = { camera: [], microphone: [], speaker: [] } as Record<DeviceKind, Device[]>;
  try {
    for (const { kind, deviceId, label } of await navigator.mediaDevices.enumerateDevices()) {
      // One that is there and cannot be used is none to choose.
      if (kind === "audiooutput" && !canChooseSpeaker()) continue;
      // "default" stands for what an empty choice means already.
      if (deviceId && deviceId !== "default") found[kinds[kind]].push({ id: deviceId, label });
    }
    store.setState(found);
  } catch {
    // Nothing can be chosen then; the system's own devices are used.
  }
}

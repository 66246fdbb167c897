import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { cameraConstraints, canCapture, microphoneConstraints, troubleOf } from "./capture.ts";
import type { Trouble } from "./capture.ts";
import { choices } from "./choices.ts";
import { refreshDevices } from "./devices.ts";

type Kind = "camera" | "microphone";

export type Preview = {
  readonly camera: MediaStreamTrack | null;
  readonly microphone: MediaStreamTrack | null;
  readonly cameraTrouble: Trouble | null;
  readonly microphoneTrouble: Trouble | null;
};

/** The two tracks that the door hands to the call, so that nothing is opened twice. */
export type Tracks = Pick<Preview, "camera" | "microphone">;

const nothing: Preview = {
  camera: null,
  microphone: null,
  cameraTrouble: null,
  microphoneTrouble: null,
};

const store = createStore<Preview>(() => nothing);

/** Grows whenever tracks that are still on their way are no longer wanted. */
let era = 0;
let queue: Promise<void> = Promise.resolve();

export function usePreview(): Preview {
  return useStore(store);
}

/** Turns on what the choices say. Asks for both at once, so that the browser asks only once. */
export function openPreview(): void {
  const mine = ++era;
  enqueue(async () => {
    if (mine !== era) return;
    const { cameraOn, microphoneOn } = choices();
    if (cameraOn && microphoneOn && (await acquire(["camera", "microphone"], mine))) return;
    if (cameraOn) await acquire(["camera"], mine);
    if (microphoneOn) await acquire(["microphone"], mine);
  });
}

/** Applies a change of one device's choice: turned on, off, or another device. */
export function renewPreview(kind: Kind): void {
  const mine = era;
  enqueue(async () => {
    if (mine !== era) return;
    store.getState()[kind]?.stop();
    store.setState({ [kind]: null, [`${kind}Trouble`]: null });
    const on = kind === "camera" ? choices().cameraOn : choices().microphoneOn;
    if (on) await acquire([kind], mine);
  });
}

/** Gives the tracks away; the taker stops them. */
export function takePreview(): Tracks {
  era += 1;
  const { camera, microphone } = store.getState();
  store.setState(nothing);
  return { camera, microphone };
}

/** Lets go of camera and microphone. */
export function closePreview(): void {
  const { camera, microphone } = takePreview();
  camera?.stop();
  microphone?.stop();
}

function enqueue(work: () => Promise<void>): void {
  queue = queue.then(work, work);
}

async function acquire(kinds: readonly Kind[], mine: number): Promise<boolean> {
  try {
    if (!canCapture()) throw new Error("withheld");
    const stream = await navigator.mediaDevices.getUserMedia({
      video: kinds.includes("camera") && cameraConstraints(choices()),
      audio: kinds.includes("microphone") && microphoneConstraints(choices()),
    });
    const tracks = stream.getTracks();
    if (mine !== era) {
      for (const track of tracks) track.stop();
      return true;
    }
    for (const track of tracks) keep(track.kind === "video" ? "camera" : "microphone", track);
    void refreshDevices();
    return true;
  } catch (error) {
    if (mine === era && kinds.length === 1) {
      store.setState({ [`${kinds[0]}Trouble`]: troubleOf(error) });
    }
    return false;
  }
}

function keep(kind: Kind, track: MediaStreamTrack): void {
  store.setState({ [kind]: track, [`${kind}Trouble`]: null });
  // Unplugged, or taken by the system.
  track.addEventListener("ended", () => {
    if (store.getState()[kind] === track)
      store.setState({ [kind]: null, [`${kind}Trouble`]: "missing" });
  });
}

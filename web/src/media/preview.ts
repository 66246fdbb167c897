import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { cameraConstraints, canCapture, microphoneConstraints, troubleOf } from "./capture.ts";
import type { Trouble } from "./capture.ts";
import { choices, choose } from "./choices.ts";
import type { Choices, Source } from "./choices.ts";
import { onDevices, refreshDevices } from "./devices.ts";
import { permissionOf } from "./permissions.ts";

export type Preview = {
  readonly camera: MediaStreamTrack | null;
  readonly microphone: MediaStreamTrack | null;
  readonly cameraTrouble: Trouble | null;
  readonly microphoneTrouble: Trouble | null;
  /** The name of the device that stands in for a chosen one that is not plugged in. */
  readonly cameraInstead: string | null;
  readonly microphoneInstead: string | null;
  /** `asking` while the browser waits for an answer about a permission. */
  readonly state: "still" | "opening" | "asking";
};

/** The two tracks that the door hands to the call, so that nothing is opened twice. */
export type Tracks = Pick<Preview, "camera" | "microphone">;

const SOURCES = ["camera", "microphone"] as const;

const nothing: Preview = {
  camera: null,
  microphone: null,
  cameraTrouble: null,
  microphoneTrouble: null,
  cameraInstead: null,
  microphoneInstead: null,
  state: "still",
};

const store = createStore<Preview>(() => nothing);

/** Grows whenever tracks that are still on their way are no longer wanted. */
let era = 0;
let queue: Promise<void> = Promise.resolve();
/** Ends the watch over permissions and devices; null while there is no preview. */
let unwatch: (() => void) | null = null;

export function usePreview(): Preview {
  return useStore(store);
}

/** Whether a device is on as far as this page can tell: wanted, and not known to have failed. */
export function isOnAtDoor(source: Source, wanted: Choices, preview: Preview): boolean {
  return wanted[`${source}On`] && preview[`${source}Trouble`] === null;
}

/** Turns a device from what is shown to the opposite; turning on what has failed is another try. */
export function turnAtDoor(source: Source): void {
  choose({ [`${source}On`]: !isOnAtDoor(source, choices(), store.getState()) });
  renewPreview(source);
}

/** Turns on what the choices say. Asks for both at once, so that the browser asks only once. */
export function openPreview(): void {
  const mine = ++era;
  unwatch ??= watch();
  enqueue(async () => {
    if (mine !== era) return;
    store.setState({ cameraTrouble: null, microphoneTrouble: null });
    const wanted = SOURCES.filter(isWanted);
    if (wanted.length > 1 && (await acquire(wanted, mine))) return;
    for (const source of wanted) if (!troubleWith(source)) await acquire([source], mine);
  });
}

/** Applies a change of one device's choice: turned on, off, or another device. */
export function renewPreview(source: Source): void {
  const mine = era;
  enqueue(async () => {
    if (mine !== era) return;
    store.getState()[source]?.stop();
    store.setState({ [source]: null, [`${source}Trouble`]: null, [`${source}Instead`]: null });
    if (isWanted(source)) await acquire([source], mine);
  });
}

/** Tries again whatever did not start. */
export function retryPreview(): void {
  const failed = SOURCES.filter((source) => store.getState()[`${source}Trouble`] !== null);
  if (failed.length > 1) openPreview();
  else for (const source of failed) renewPreview(source);
}

/** Gives the tracks away; the taker stops them. */
export function takePreview(): Tracks {
  era += 1;
  unwatch?.();
  unwatch = null;
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

function isWanted(source: Source): boolean {
  return choices()[`${source}On`];
}

function enqueue(work: () => Promise<void>): void {
  queue = queue.then(work, work);
}

async function acquire(sources: readonly Source[], mine: number): Promise<boolean> {
  const forget = sayAsking(sources, mine);
  const allowedBefore = await areAllowed(sources);
  try {
    if (!canCapture()) throw new Error("withheld");
    const stream = await navigator.mediaDevices.getUserMedia({
      video: sources.includes("camera") && cameraConstraints(choices()),
      audio: sources.includes("microphone") && microphoneConstraints(choices()),
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
    const trouble = troubleOf(error);
    const allowed = trouble === "denied" && (await areAllowed(sources));
    // The answer came just after the browser refused; the next refusal comes from elsewhere.
    if (allowed && !allowedBefore) return await acquire(sources, mine);
    // Whoever closed the question once would only be asked the same again for each of the two.
    if (mine === era && (sources.length === 1 || trouble === "dismissed")) {
      // A device whose permission is taken back while it opens fails by another name.
      const refused = trouble === "busy" && (await isDenied(sources));
      // A browser that may use a device and is refused it is refused by the operating system.
      const cause = allowed ? "system" : refused ? "denied" : trouble;
      for (const source of sources) store.setState({ [`${source}Trouble`]: cause });
    }
    return false;
  } finally {
    forget();
  }
}

async function areAllowed(sources: readonly Source[]): Promise<boolean> {
  const known = await Promise.all(sources.map(permissionOf));
  return known.every((permission) => permission?.state === "granted");
}

async function isDenied(sources: readonly Source[]): Promise<boolean> {
  const known = await Promise.all(sources.map(permissionOf));
  return known.some((permission) => permission?.state === "denied");
}

function keep(source: Source, track: MediaStreamTrack): void {
  const chosen = choices()[`${source}Id`];
  const { deviceId } = track.getSettings();
  const instead = chosen && deviceId && deviceId !== chosen ? track.label : null;
  store.getState()[source]?.stop();
  store.setState({ [source]: track, [`${source}Trouble`]: null, [`${source}Instead`]: instead });
  // Unplugged, taken by the system, or no longer allowed.
  track.addEventListener("ended", () => void lose(source, track));
}

async function lose(source: Source, track: MediaStreamTrack): Promise<void> {
  const denied = (await permissionOf(source))?.state === "denied";
  if (store.getState()[source] !== track) return;
  store.setState({
    [source]: null,
    [`${source}Trouble`]: denied ? "denied" : "missing",
    [`${source}Instead`]: null,
  });
}

/** Says what is waited for while devices open: the browser's question, or the device itself. */
function sayAsking(sources: readonly Source[], mine: number): () => void {
  let over = false;
  store.setState({ state: "opening" });
  const look = async () => {
    const known = await Promise.all(sources.map(permissionOf));
    const asks = known.some((permission) => permission?.state === "prompt");
    if (asks && !over && mine === era) store.setState({ state: "asking" });
  };
  void look();
  return () => {
    over = true;
    if (mine === era) store.setState({ state: "still" });
  };
}

/**
 * Lets what failed come on by itself once its cause is gone: a permission was given, a device was
 * plugged in, another program or the system's settings were left for this page. None of it makes
 * the browser ask anything that it would not have asked before.
 */
function watch(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  for (const source of SOURCES) {
    void watchPermission(source, signal);
    addEventListener("focus", () => void lookAgain(source), { signal });
  }
  // Only what has just been plugged in counts: one that is there and fails would be tried for ever.
  const forget = onDevices((now, before) => {
    for (const source of SOURCES) {
      const chosen = choices()[`${source}Id` as const];
      const has = (devices: typeof now) => devices[source].some(({ id }) => id === chosen);
      const more = now[source].length > before[source].length;
      const back = has(now) && !has(before) && store.getState()[`${source}Instead`] !== null;
      if ((more && troubleWith(source) === "missing") || back) renewPreview(source);
    }
  });
  return () => {
    stop.abort();
    forget();
  };
}

async function watchPermission(source: Source, signal: AbortSignal): Promise<void> {
  const permission = await permissionOf(source);
  permission?.addEventListener(
    "change",
    () => {
      if (permission.state === "granted" && troubleWith(source)) renewPreview(source);
    },
    { signal },
  );
}

function troubleWith(source: Source): Trouble | null {
  return isWanted(source) ? store.getState()[`${source}Trouble`] : null;
}

async function lookAgain(source: Source): Promise<void> {
  const trouble = troubleWith(source);
  if (trouble !== "busy" && trouble !== "system") return;
  if ((await permissionOf(source))?.state === "granted") renewPreview(source);
}

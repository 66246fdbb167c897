import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type Source = "camera" | "microphone";

/** What somebody chose on this device, for every session. An empty id leaves it to the system. */
export type Choices = {
  readonly cameraOn: boolean;
  readonly microphoneOn: boolean;
  readonly cameraId: string;
  readonly microphoneId: string;
  readonly speakerId: string;
  /** Publish one small picture instead of three sizes up to 720p. */
  readonly dataSaver: boolean;
  /** Soft tones for one's own time and the end of the hour. */
  readonly tones: boolean;
  /** Blur what is behind the person, where the server offers it. */
  readonly blur: boolean;
};

const KEY = "hotseat.choices";

const defaults: Choices = {
  cameraOn: true,
  microphoneOn: true,
  cameraId: "",
  microphoneId: "",
  speakerId: "",
  dataSaver: false,
  tones: true,
  blur: false,
};

const store = createStore<Choices>(() => ({ ...defaults, ...kept() }));

export function choices(): Choices {
  return store.getState();
}

export function useChoices(): Choices {
  return useStore(store);
}

/** Takes a choice that is not to outlive the page. */
export function chooseForNow(change: Partial<Choices>): void {
  store.setState(change);
}

/** Calls back after every choice, until stopped. */
export function onChoice(listener: () => void): () => void {
  return store.subscribe(listener);
}

/** Takes a choice and remembers it. */
export function choose(change: Partial<Choices>): void {
  store.setState(change);
  try {
    localStorage.setItem(KEY, JSON.stringify(store.getState()));
  } catch {
    // A browser that keeps nothing still honours it until the page closes.
  }
}

function kept(): Partial<Choices> {
  try {
    const text = localStorage.getItem(KEY);
    const value: unknown = text === null ? null : JSON.parse(text);
    if (typeof value !== "object" || value === null) return {};
    const entries = Object.entries(value).filter(
      ([key, kind]) => key in defaults && typeof kind === typeof defaults[key as keyof Choices],
    );
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

import { useEffect } from "react";
import { useStore } from "zustand";
import type { KeyAction } from "../keys/catalogue.ts";
import { keyActions } from "../keys/catalogue.ts";
import { listenForKeys } from "../keys/listen.ts";
import type { Acts } from "../keys/listen.ts";
import { speakWhile, toggle } from "../media/publish.ts";
import { canShare, toggleShare } from "../media/share.ts";
import { mediaStore } from "../media/store.ts";
import { sessionMemory } from "../session/memory.ts";
import { toggleHand } from "../talk/acts.ts";
import { togglePanel } from "../talk/panel.ts";
import { pinNumber, unpin } from "./pin.ts";
import { sayTimeLeft } from "./time-said.ts";

const help = sessionMemory<{ readonly open: boolean }>(() => ({ open: false }));

export function showKeys(): void {
  help.setState({ open: true });
}

export function hideKeys(): void {
  help.setState({ open: false });
}

export function useKeysShown(): boolean {
  return useStore(help, ({ open }) => open);
}

function share(): void {
  const { call } = mediaStore.getState();
  if (call && isAvailable("share")) void toggleShare(call.room);
}

/** What each key of the catalogue does in the call. */
const acts: Acts = {
  microphone: () => void toggle("microphone"),
  camera: () => void toggle("camera"),
  talk: () => speakWhile(),
  share,
  hand: toggleHand,
  panel: togglePanel,
  time: sayTimeLeft,
  pin: ({ key }) => pinNumber(Number(key)),
  unpin,
  help: showKeys,
};

/** Whether a key would do something now: without media there is nothing to send. */
function isAvailable(action: KeyAction): boolean {
  const sends = mediaStore.getState().status !== "without";
  switch (action) {
    case "microphone":
    case "camera":
    case "talk":
      return sends;
    case "share":
      return sends && canShare();
    default:
      return true;
  }
}

/** The keys that would do something now, in the order in which they are explained. */
export function availableKeys(): KeyAction[] {
  return keyActions.filter(isAvailable);
}

/** Listens for the keys of the call for as long as it is shown. */
export function useShortcuts(): void {
  useEffect(() => listenForKeys(acts), []);
}

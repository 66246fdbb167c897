import type { MediaCall } from "../media/media-call.ts";
import { closePreview, takePreview } from "../media/preview.ts";
import { mediaStore } from "../media/store.ts";
import { loadCall } from "../call/load.ts";
import { tellEntered } from "./opening.ts";
import { sessionStore } from "./store.ts";
import type { Place } from "./store.ts";

/** The media of the call that is connected already while this tab is at its door. */
let ahead: MediaCall | null = null;

/**
 * Loads the call while somebody is at the door and, when it is near, connects its media as far as
 * that goes without being in it. Rejects when the call's code cannot be loaded.
 */
export async function prepare(isNear: boolean): Promise<void> {
  const { MediaCall } = await loadCall();
  const { seat, place } = sessionStore.getState();
  if (!isNear || !seat || ahead || place !== "door" || !mayStay()) return;
  ahead = new MediaCall(seat);
  ahead.wait();
}

/**
 * Enters the call with whatever devices there are, even none. Call it within a click. Rejects when
 * the call's code cannot be loaded.
 */
export async function join(): Promise<void> {
  const { MediaCall } = await loadCall();
  const { seat } = sessionStore.getState();
  if (!seat || !mayStay() || mediaStore.getState().call) return;
  if (ahead && !ahead.isUsable) endAhead();
  const call = ahead ?? new MediaCall(seat);
  ahead = null;
  call.enter(takePreview(), () => go("elsewhere"));
  go("call");
}

function endAhead(): void {
  ahead?.stop();
  ahead = null;
}

/** Leaves the call and lets go of camera and microphone. */
export function leave(): void {
  go("left");
}

/** False once the hour is over, or the server has said for good that it does not let this page in. */
function mayStay(): boolean {
  const { view, stream } = sessionStore.getState();
  return view?.status !== "ended" && !["refused", "removed", "outdated"].includes(stream);
}

function go(place: Place): void {
  sessionStore.setState({ place });
}

/** Keeps media and presence in step with where this tab is, until stopped. */
export function attend(): () => void {
  const apply = () => {
    const { place } = sessionStore.getState();
    const inCall = place === "call" && mayStay();
    tellEntered(inCall);
    if (inCall) return;
    mediaStore.getState().call?.stop();
    if (place === "door" && mayStay()) return;
    endAhead();
    closePreview();
  };
  const forget = sessionStore.subscribe(apply);
  return () => {
    forget();
    endAhead();
    mediaStore.getState().call?.stop();
    closePreview();
  };
}

import { closePreview, takePreview } from "../media/preview.ts";
import { mediaStore } from "../media/store.ts";
import { loadCall } from "../call/load.ts";
import { tellEntered } from "./opening.ts";
import { sessionStore } from "./store.ts";
import type { Place } from "./store.ts";

/**
 * Enters the call with whatever devices there are, even none. Call it within a click. Rejects when
 * the call's code cannot be loaded.
 */
export async function join(): Promise<void> {
  const { MediaCall } = await loadCall();
  const { seat } = sessionStore.getState();
  if (!seat || !mayStay() || mediaStore.getState().call) return;
  MediaCall.enter(seat, takePreview(), () => go("elsewhere"));
  go("call");
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
    if (place !== "door" || !mayStay()) closePreview();
  };
  const forget = sessionStore.subscribe(apply);
  return () => {
    forget();
    mediaStore.getState().call?.stop();
    closePreview();
  };
}

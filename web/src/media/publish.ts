import { choose, chooseForNow } from "./choices.ts";
import type { Source } from "./choices.ts";
import { isOn, mediaStore } from "./store.ts";

/** Turns a source from what is shown to the opposite, and remembers it. */
export async function toggle(source: Source): Promise<void> {
  // Where nothing can be sent, a key must not look as if it had turned something on.
  const { call, status } = mediaStore.getState();
  if (call && status === "without") return;
  choose({ [`${source}On`]: !isOn(source) });
  await mediaStore.getState().call?.align(source);
}

/** Turns a source off, whatever it was, and remembers it. */
export async function turnOff(source: Source): Promise<void> {
  choose({ [`${source}On`]: false });
  await mediaStore.getState().call?.align(source);
}

/** Sends from another device, already chosen; `before` is the choice to which a failure goes back. */
export async function changeDevice(source: Source, id: string, before: string): Promise<void> {
  await mediaStore.getState().call?.change(source, id, before);
}

/**
 * Opens the microphone until what is given back is called; then it is off, whatever came between.
 * One that is on already stays as it is. A page that dies meanwhile comes back with it off.
 */
export function speakWhile(): (() => void) | undefined {
  const { call, status } = mediaStore.getState();
  if (!call || status === "without" || isOn("microphone")) return undefined;
  chooseForNow({ microphoneOn: true });
  void call.align("microphone");
  return () => void turnOff("microphone");
}

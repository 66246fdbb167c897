import { choose } from "./choices.ts";
import type { Source } from "./choices.ts";
import { isOn, mediaStore } from "./store.ts";

/** Turns a source from what is shown to the opposite, and remembers it. */
export async function toggle(source: Source): Promise<void> {
  choose({ [`${source}On`]: !isOn(source) });
  await mediaStore.getState().call?.align(source);
}

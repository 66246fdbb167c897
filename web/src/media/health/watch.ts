import type { Room } from "livekit-client";
import { forgetFindings } from "./finding.ts";
import { watchMuted } from "./muted.ts";
import { watchSilence } from "./silent.ts";
import { watchStats } from "./stats.ts";
import { watchThaw } from "./thaw.ts";
import { watchUnplugged } from "./unplugged.ts";
import { watchUnread } from "./unread.ts";

/** Watches over what this person sends and hears in a room, until stopped. */
export function watchHealth(room: Room): () => void {
  const all = [watchStats, watchSilence, watchMuted, watchUnplugged, watchThaw, watchUnread];
  const stops = all.map((watch) => watch(room));
  return () => {
    for (const stop of stops) stop();
    forgetFindings();
  };
}

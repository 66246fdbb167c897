import { RoomEvent } from "livekit-client";
import type { Room } from "livekit-client";
import { monotonic } from "../../clock/clock.ts";
import { Talk } from "./detect.ts";
import { dismiss, tell } from "./finding.ts";
import { own } from "./own.ts";
import { Samples } from "./samples.ts";

const LEVEL_EVERY = 100;
/** A remark about talking while muted is made once in this time, and stays for a while. */
const TALK_AGAIN = 60_000;
const STAYS = 12_000;

/**
 * Watches for speech while the microphone is muted, until stopped. Only the level is looked at, in
 * this page, and only while a track is kept that the browser holds open anyway; nothing of it is
 * sent or stored.
 */
export function watchMuted(room: Room): () => void {
  let stop: (() => void) | null = null;
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heard: MediaStreamTrack | null = null;
  const follow = () => {
    const { track } = own(room, "microphone") ?? {};
    const kept = track?.isMuted ? track.mediaStreamTrack : null;
    // Somebody else's muting comes by here as well.
    if (kept === heard) return;
    heard = kept;
    stop?.();
    stop = null;
    if (kept?.readyState !== "live") return dismiss("talking");
    stop = listen(kept, () => {
      const now = monotonic();
      if (now - last < TALK_AGAIN) return;
      last = now;
      tell({ kind: "talking" });
      clearTimeout(timer);
      timer = setTimeout(() => dismiss("talking"), STAYS);
    });
  };
  const events = [
    RoomEvent.TrackMuted,
    RoomEvent.TrackUnmuted,
    RoomEvent.LocalTrackPublished,
    RoomEvent.LocalTrackUnpublished,
  ] as const;
  for (const event of events) room.on(event, follow);
  follow();
  return () => {
    stop?.();
    clearTimeout(timer);
    for (const event of events) room.off(event, follow);
  };
}

function listen(kept: MediaStreamTrack, onTalk: () => void): () => void {
  // A copy, because a disabled track is silent to everybody, to this page as well.
  const copy = kept.clone();
  copy.enabled = true;
  const samples = new Samples(copy);
  const talk = new Talk();
  const timer = setInterval(() => {
    const latest = samples.latest();
    if (!latest) return;
    const power = latest.reduce((sum, sample) => sum + sample * sample, 0) / latest.length;
    if (talk.hear(Math.sqrt(power), monotonic())) onTalk();
  }, LEVEL_EVERY);
  return () => {
    clearInterval(timer);
    copy.stop();
    samples.close();
  };
}

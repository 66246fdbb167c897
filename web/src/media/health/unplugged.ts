import { RoomEvent, Track, TrackEvent } from "livekit-client";
import type { LocalTrackPublication, Room } from "livekit-client";
import { choices } from "../choices.ts";
import type { Source } from "../choices.ts";
import { deviceOf, isLive } from "../device.ts";
import { mediaStore } from "../store.ts";
import { dismiss, tell } from "./finding.ts";

/** How long LiveKit may take to open another device. */
const SETTLES = 2_500;

/**
 * Watches for devices that go away, until stopped. LiveKit takes the next one where there is one;
 * this says so.
 */
export function watchUnplugged(room: Room): () => void {
  const followed = new Map<Track.Source, () => void>();
  const follow = ({ source, track }: LocalTrackPublication) => {
    const name = sourceOf(source);
    if (!track || !name) return;
    followed.get(source)?.();
    let device = deviceOf(track);
    let lost = device.readyState === "ended";
    const ended = () => {
      lost = true;
      // Muted is what LiveKit makes of a device for which there is no other.
      setTimeout(() => {
        const dead = mediaStore.getState().sent[name] !== true;
        if (lost && dead && choices()[`${name}On`]) tell({ kind: "gone", source: name });
      }, SETTLES);
    };
    const restarted = () => {
      const now = deviceOf(track);
      device.removeEventListener("ended", ended);
      if (lost && now.label !== device.label) {
        dismiss("replaced");
        tell({ kind: "replaced", source: name, now: now.label });
      }
      if (isLive(track)) dismiss("gone");
      lost = false;
      device = now;
      device.addEventListener("ended", ended);
    };
    device.addEventListener("ended", ended);
    track.on(TrackEvent.Restarted, restarted);
    followed.set(source, () => {
      device.removeEventListener("ended", ended);
      track.off(TrackEvent.Restarted, restarted);
    });
  };
  for (const publication of room.localParticipant.trackPublications.values()) follow(publication);
  room.on(RoomEvent.LocalTrackPublished, follow);
  return () => {
    room.off(RoomEvent.LocalTrackPublished, follow);
    for (const stop of followed.values()) stop();
  };
}

function sourceOf(source: Track.Source): Source | null {
  if (source === Track.Source.Camera) return "camera";
  return source === Track.Source.Microphone ? "microphone" : null;
}

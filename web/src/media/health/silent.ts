import type { Room } from "livekit-client";
import { monotonic } from "../../clock/clock.ts";
import { Silence } from "./detect.ts";
import { isLive } from "../device.ts";
import { dismiss, tell } from "./finding.ts";
import { own } from "./own.ts";
import { Samples } from "./samples.ts";

/** Often enough to see the pauses between somebody else's words. */
const LOOK_EVERY = 100;

/**
 * Watches whether the own microphone gives anything, until stopped. Listens only until it has: from
 * then on there is nothing to find.
 */
export function watchSilence(room: Room): () => void {
  const working = new WeakSet<MediaStreamTrack>();
  let heard: MediaStreamTrack | null = null;
  let samples: Samples | null = null;
  let silence = new Silence();
  const turnTo = (track: MediaStreamTrack | null) => {
    samples?.close();
    samples = track && new Samples(track);
    silence = new Silence();
    heard = track;
    dismiss("silent");
  };
  const look = () => {
    const { track } = own(room, "microphone") ?? {};
    const sent = track && !track.isMuted && isLive(track) ? track.mediaStreamTrack : null;
    const open = sent && !working.has(sent) ? sent : null;
    if (open !== heard) turnTo(open);
    const latest = samples?.latest();
    if (!open || !latest) return;
    if (silence.hear(peakOf(latest), monotonic())) tell({ kind: "silent" });
    if (silence.isOver) working.add(open);
  };
  const timer = setInterval(look, LOOK_EVERY);
  return () => {
    clearInterval(timer);
    samples?.close();
  };
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
}

import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** Speech at an ordinary distance has an effective value of about a tenth of full scale. */
const LOUD = 0.16;

/** Fast enough to follow syllables; every animation frame was seen to keep a core busy. */
const EVERY_MS = 66;

/** How much of a falling level stays from one look to the next. */
const FALL = 0.7;

/** What the eye can tell apart on a bar of this width. */
const STEPS = 44;

/** Below this peak (-80 dB) a microphone gives nothing at all: even a quiet room is louder. */
const NOTHING = 0.000_1;

/** Somebody who just arrives may well say nothing for a while. */
const SILENT_AFTER_MS = 6_000;

/**
 * Shows how loud a microphone is as the horizontal scale (0 to 1) of an element, which costs the
 * browser no layout and no painting. Nothing is recorded. Returns whether nothing at all has come
 * for six seconds, as from a microphone that is muted at the device.
 */
export function useLevel(
  track: MediaStreamTrack | null,
  element: RefObject<HTMLElement | null>,
): boolean {
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    if (!track) return;
    // Larger buffers wake the machine less often; nobody listens to this one.
    const context = new AudioContext({ latencyHint: "playback" });
    const analyser = context.createAnalyser();
    analyser.fftSize = 2048;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const target = element.current;
    let level = 0;
    let shown = 0;
    let heard = performance.now();
    const look = () => {
      analyser.getFloatTimeDomainData(samples);
      const { effective, peak } = measure(samples);
      // Up at once, down slowly, as meters do.
      level = Math.max(Math.min(1, effective / LOUD), level * FALL);
      const step = Math.round(level * STEPS);
      if (step !== shown && target) target.style.transform = `scaleX(${step / STEPS})`;
      shown = step;
      const now = performance.now();
      if (peak > NOTHING || context.state !== "running") heard = now;
      setSilent(now - heard > SILENT_AFTER_MS);
    };
    const timer = setInterval(look, EVERY_MS);
    // Without a gesture some browsers keep it suspended.
    const wake = () => void context.resume();
    addEventListener("pointerdown", wake);
    addEventListener("keydown", wake);
    return () => {
      clearInterval(timer);
      removeEventListener("pointerdown", wake);
      removeEventListener("keydown", wake);
      target?.style.removeProperty("transform");
      setSilent(false);
      void context.close();
    };
  }, [track, element]);
  return silent;
}

function measure(samples: Float32Array): { effective: number; peak: number } {
  let sum = 0;
  let peak = 0;
  for (const sample of samples) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { effective: Math.sqrt(sum / samples.length), peak };
}

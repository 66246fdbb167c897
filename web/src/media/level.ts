import { useEffect } from "react";
import type { RefObject } from "react";

/** Speech at an ordinary distance has an effective value of about a tenth of full scale. */
const LOUD = 0.16;

/** Shows how loud a microphone is as the `--level` (0 to 1) of an element. Nothing is recorded. */
export function useLevel(
  track: MediaStreamTrack | null,
  element: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!track) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let shown = 0;
    let frame = 0;
    const draw = () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      const level = Math.min(1, Math.sqrt(power) / LOUD);
      // Up at once, down slowly, as meters do.
      shown = Math.max(level, shown * 0.92);
      element.current?.style.setProperty("--level", shown.toFixed(3));
      frame = requestAnimationFrame(draw);
    };
    const target = element.current;
    draw();
    return () => {
      cancelAnimationFrame(frame);
      target?.style.setProperty("--level", "0");
      void context.close();
    };
  }, [track, element]);
}

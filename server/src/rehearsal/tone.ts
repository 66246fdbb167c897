import { AudioFrame } from "@livekit/rtc-node";

/** What Opus works with, and a frame of 20 ms. */
export const sound = { rate: 48_000, frameMs: 20 } as const;

const SAMPLES = (sound.rate * sound.frameMs) / 1_000;
/** Soft: a fifth of what is possible at its loudest. */
const LOUDEST = 0.2 * 32_767;
/** Heard sound is louder than this; what Opus makes of silence is not. */
const AUDIBLE = 0.01 * 32_767;
/** A chord, so that voices differ. */
const NOTES_HZ = [262, 294, 330, 392, 440, 523] as const;
const WORDS_PER_SECOND = 2;

/** The voice of a member: a soft tone that comes and goes like words, or silence. */
export class Voice {
  readonly #hertz: number;
  #sample = 0;

  constructor(seat: number) {
    this.#hertz = NOTES_HZ[seat % NOTES_HZ.length] ?? NOTES_HZ[0];
  }

  next(speaks: boolean): AudioFrame {
    const data = new Int16Array(SAMPLES);
    for (let i = 0; i < SAMPLES && speaks; i += 1) {
      const t = (this.#sample + i) / sound.rate;
      const word = Math.sin(Math.PI * WORDS_PER_SECOND * t) ** 2;
      data[i] = Math.round(LOUDEST * word * Math.sin(2 * Math.PI * this.#hertz * t));
    }
    this.#sample += SAMPLES;
    return new AudioFrame(data, sound.rate, 1, SAMPLES);
  }
}

/** Whether a frame that came from somebody can be heard. */
export function isAudible({ data }: AudioFrame): boolean {
  return data.some((sample) => Math.abs(sample) > AUDIBLE);
}

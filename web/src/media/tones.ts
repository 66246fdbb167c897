import { choices } from "./choices.ts";

/** What a tone is about. Each is told apart by its pitches, none is louder than speech. */
export type Tone = 120 | 60 | 30 | "seat" | "end";

/** Pitches in Hz, one after the other: a fourth up for a beginning, falling towards the end. */
const pitches: Readonly<Record<Tone, readonly number[]>> = {
  seat: [392, 523.25],
  120: [523.25],
  60: [440],
  30: [349.23],
  end: [261.63, 196],
};

/** About 26 dB below full scale. */
const LOUDNESS = 0.05;
/** In seconds: it swells and fades, since a sudden start is heard as an alarm. */
const ATTACK = 0.06;
const FADE = 0.9;
const APART = 0.28;

let context: AudioContext | null = null;

/**
 * Plays one soft tone, unless this person wants none. Says nothing when the browser does not let
 * the page be heard: what is told is also shown.
 */
export async function play(tone: Tone): Promise<void> {
  const { tones, speakerId } = choices();
  if (!tones) return;
  context ??= new AudioContext({ latencyHint: "playback" });
  try {
    await context.resume();
    if ("setSinkId" in context) await (context as Steered).setSinkId(speakerId);
  } catch {
    // The chosen speaker is gone; the system's own is used.
  }
  for (const [i, pitch] of pitches[tone].entries()) sound(context, pitch, i * APART);
}

/** Chromium's, which TypeScript does not know yet. */
type Steered = AudioContext & { setSinkId(id: string): Promise<void> };

function sound(into: AudioContext, pitch: number, after: number): void {
  const from = into.currentTime + after;
  const oscillator = new OscillatorNode(into, { type: "sine", frequency: pitch });
  const gain = new GainNode(into, { gain: 0 });
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(LOUDNESS, from + ATTACK);
  gain.gain.exponentialRampToValueAtTime(0.000_1, from + ATTACK + FADE);
  oscillator.connect(gain).connect(into.destination);
  oscillator.start(from);
  oscillator.stop(from + ATTACK + FADE);
}

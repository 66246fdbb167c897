/** Two soft tones, a third apart, in hertz: C5 and E5. */
const TONES = [523.25, 659.25] as const;

/** How long each sounds, in seconds; they overlap by a third. */
const EACH_S = 0.9;
const STEP_S = 0.6;

/** Enough for tones below 1 kHz. */
const RATE = 16_000;

/** Well below speech, for somebody with headphones on. */
const LOUDNESS = 0.22;

/** The two tones as a WAV file: 16-bit, one channel, 1.5 s. */
export function testTone(): Blob {
  const length = Math.round((STEP_S * (TONES.length - 1) + EACH_S) * RATE);
  const samples = new Int16Array(length);
  for (let i = 0; i < length; i++) {
    const sum = TONES.reduce((all, hertz, n) => all + tone(hertz, i / RATE - n * STEP_S), 0);
    samples[i] = Math.round(sum * LOUDNESS * 32_767);
  }
  return new Blob([header(samples.byteLength), samples], { type: "audio/wav" });
}

/** A tone that swells in 30 ms and fades like a bell; silence outside its time. */
function tone(hertz: number, seconds: number): number {
  if (seconds < 0 || seconds > EACH_S) return 0;
  const swell = Math.min(1, seconds / 0.03);
  const fade = Math.exp(-3.5 * seconds) * (1 - seconds / EACH_S);
  return swell * fade * Math.sin(2 * Math.PI * hertz * seconds);
}

/** The 44 bytes before the samples. Source: the WAVE section of Microsoft's and IBM's RIFF. */
function header(bytes: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string) => {
    for (const [i, letter] of [...letters].entries()) view.setUint8(at + i, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, bytes, true);
  return view.buffer;
}

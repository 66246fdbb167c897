import { writeFileSync } from "node:fs";

/** What a fake camera shows and a fake microphone plays, told apart by colour and by pitch. */
export type Signature = {
  readonly name: string;
  readonly rgb: readonly [number, number, number];
  readonly hertz: number;
};

export const signatures: readonly [Signature, Signature, Signature, Signature] = [
  { name: "Ayu", rgb: [200, 40, 40], hertz: 500 },
  { name: "Budi", rgb: [40, 170, 60], hertz: 800 },
  { name: "Citra", rgb: [50, 70, 210], hertz: 1_150 },
  { name: "Dewi", rgb: [210, 190, 40], hertz: 1_600 },
];

const WIDTH = 320;
const HEIGHT = 180;
const FPS = 10;
const FRAMES = 20;

/**
 * A y4m file of one colour with grain all over that moves, in 720p: as much work for an encoder as
 * its layers allow.
 */
export function writeBusyPicture(file: string, { rgb }: Signature): void {
  const [width, height, frames, grain] = [1_280, 720, 12, 24];
  const [y, u, v] = toYuv(rgb);
  const blocks = Buffer.from(
    Array.from({ length: (width / 4) * 2 * (height / 4) }, (_, i) => {
      // Some order without a pattern that an encoder would find.
      const mixed = Math.imul(i ^ (i >>> 7), 2_654_435_761) >>> 0;
      return Math.max(0, Math.min(255, y + ((mixed >>> 16) % grain) - grain / 2));
    }),
  );
  const chroma = (width / 2) * (height / 2);
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F24:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < frames; frame++) {
    const luma = Buffer.alloc(width * height);
    for (let row = 0; row < height; row++) {
      const from = (row >> 2) * (width / 2) + frame * 11;
      for (let x = 0; x < width; x++) luma[row * width + x] = blocks[from + (x >> 2)] ?? y;
    }
    parts.push(Buffer.from("FRAME\n"), luma, Buffer.alloc(chroma, u), Buffer.alloc(chroma, v));
  }
  writeFileSync(file, Buffer.concat(parts));
}

/** A y4m file of one colour with a lighter bar that moves, so that an encoder has something to do. */
export function writePicture(file: string, { rgb }: Signature): void {
  const [y, u, v] = toYuv(rgb);
  const chroma = (WIDTH / 2) * (HEIGHT / 2);
  const parts: Buffer[] = [
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FPS}:1 Ip A1:1 C420jpeg\n`),
  ];
  for (let frame = 0; frame < FRAMES; frame++) {
    const luma = Buffer.alloc(WIDTH * HEIGHT, y);
    const from = Math.floor((frame * WIDTH) / FRAMES);
    for (let row = 0; row < HEIGHT; row++)
      luma.fill(Math.min(235, y + 40), row * WIDTH + from, row * WIDTH + from + 16);
    parts.push(Buffer.from("FRAME\n"), luma, Buffer.alloc(chroma, u), Buffer.alloc(chroma, v));
  }
  writeFileSync(file, Buffer.concat(parts));
}

const RATE = 48_000;
const SECONDS = 4;

/**
 * A WAV file of one pitch that comes and goes like syllables: a steady tone is what the browser's
 * noise suppression is made to remove.
 */
export function writeTone(file: string, { hertz }: Signature): void {
  const samples = Buffer.alloc(RATE * SECONDS * 2);
  for (let i = 0; i < RATE * SECONDS; i++) {
    const time = i / RATE;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * 2.5 * time)) ** 0.5;
    samples.writeInt16LE(
      Math.round(0.5 * 32_767 * syllable * Math.sin(2 * Math.PI * hertz * time)),
      i * 2,
    );
  }
  writeWave(file, samples);
}

/** A WAV file of nothing, as a microphone gives that is switched off at its own switch. */
export function writeSilence(file: string): void {
  writeWave(file, Buffer.alloc(RATE * SECONDS * 2));
}

function writeWave(file: string, samples: Buffer): void {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  writeFileSync(file, Buffer.concat([header, samples]));
}

/** Full-range BT.601, as JPEG and `C420jpeg` have it. */
export function toYuv([r, g, b]: Signature["rgb"]): [number, number, number] {
  const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  return [
    clamp(0.299 * r + 0.587 * g + 0.114 * b),
    clamp(128 - 0.168_736 * r - 0.331_264 * g + 0.5 * b),
    clamp(128 + 0.5 * r - 0.418_688 * g - 0.081_312 * b),
  ];
}

/** The signature whose colour is nearest; null when none is near. */
export function nearestColour([r, g, b]: readonly [number, number, number]): Signature | null {
  const distance = ({ rgb }: Signature) => Math.hypot(rgb[0] - r, rgb[1] - g, rgb[2] - b);
  const [nearest] = [...signatures].toSorted((one, other) => distance(one) - distance(other));
  return nearest && distance(nearest) < 90 ? nearest : null;
}

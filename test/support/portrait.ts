import { writeFileSync } from "node:fs";

/** What a drawn person looks like: room, clothes, skin, hair, as RGB. */
export type Portrait = {
  readonly room: Rgb;
  readonly clothes: Rgb;
  readonly skin: Rgb;
  readonly hair: Rgb;
};
type Rgb = readonly [number, number, number];

export const portraits: readonly Portrait[] = [
  { room: [74, 92, 104], clothes: [176, 84, 62], skin: [171, 120, 88], hair: [38, 28, 26] },
  { room: [98, 86, 72], clothes: [62, 92, 126], skin: [196, 148, 116], hair: [52, 40, 32] },
  { room: [66, 84, 70], clothes: [208, 192, 160], skin: [142, 96, 70], hair: [24, 20, 22] },
  { room: [92, 78, 98], clothes: [70, 118, 96], skin: [206, 160, 130], hair: [92, 62, 42] },
];

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES = 4;

/**
 * A y4m file of a simple drawn head and shoulders, for screenshots: the pictures of a call without
 * anybody's face in them.
 */
export function writePortrait(file: string, portrait: Portrait): void {
  const frame = draw(portrait);
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`)];
  for (let i = 0; i < FRAMES; i++) parts.push(Buffer.from("FRAME\n"), frame);
  writeFileSync(file, Buffer.concat(parts));
}

function draw(portrait: Portrait): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT);
  const blue = Buffer.alloc((WIDTH * HEIGHT) / 4);
  const red = Buffer.alloc((WIDTH * HEIGHT) / 4);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [r, g, b] = colourAt(portrait, x, y);
      luma[y * WIDTH + x] = 0.299 * r + 0.587 * g + 0.114 * b;
      if (x % 2 === 1 || y % 2 === 1) continue;
      const at = (y / 2) * (WIDTH / 2) + x / 2;
      blue[at] = 128 - 0.1687 * r - 0.3313 * g + 0.5 * b;
      red[at] = 128 + 0.5 * r - 0.4187 * g - 0.0813 * b;
    }
  }
  return Buffer.concat([luma, blue, red]);
}

/** From the front to the back: face, hair, shoulders, room with a window's light from the left. */
function colourAt({ room, clothes, skin, hair }: Portrait, x: number, y: number): Rgb {
  const light = 1.15 - (0.4 * x) / WIDTH - (0.12 * y) / HEIGHT;
  if (inEllipse(x, y, 640, 322, 104, 138)) return lit(skin, light);
  if (inEllipse(x, y, 640, 480, 62, 90)) return lit(skin, light * 0.82);
  if (inEllipse(x, y, 640, 286, 130, 150)) return lit(hair, light);
  if (inEllipse(x, y, 640, 800, 330, 270)) return lit(clothes, light);
  const window = x > 90 && x < 330 && y > 60 && y < 380 && (x - 90) % 120 > 8 && (y - 60) % 160 > 8;
  return lit(room, window ? light * 1.5 : light);
}

function inEllipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean {
  return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
}

function lit([r, g, b]: Rgb, light: number): Rgb {
  return [r, g, b].map((value) => Math.min(250, value * light)) as unknown as Rgb;
}

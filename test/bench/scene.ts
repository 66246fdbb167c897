import { writeFileSync } from "node:fs";

const WIDTH = 1280;
const HEIGHT = 720;
/** What three encoders of 720p and a viewer can keep up with on two cores. */
const FPS = 20;
/** Two seconds, after which everything is where it began: the loop has no cut. */
const FRAMES = 40;
const GRAIN = 8;

/**
 * A y4m file of 720p that keeps an encoder busy as a camera does: texture that moves slowly and
 * everywhere, something lighter that moves faster in front of it, and grain that is new in each
 * frame. The same bytes every time.
 */
export function writeScene(file: string): void {
  const grain = makeGrain();
  const chroma = Buffer.alloc((WIDTH / 2) * (HEIGHT / 2));
  const parts: Buffer[] = [
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FPS}:1 Ip A1:1 C420jpeg\n`),
  ];
  for (let i = 0; i < FRAMES; i += 1) {
    const angle = (2 * Math.PI * i) / FRAMES;
    parts.push(Buffer.from("FRAME\n"), luma(angle, grain, (i * 7_919) % grain.length));
    parts.push(tint(chroma, angle, 118), tint(chroma, angle, 136));
  }
  writeFileSync(file, Buffer.concat(parts));
}

function luma(angle: number, grain: Int8Array, offset: number): Buffer {
  const plane = Buffer.alloc(WIDTH * HEIGHT);
  const [dx, dy] = [24 * Math.cos(angle), 14 * Math.sin(angle)];
  const [headX, headY] = [640 + 150 * Math.sin(angle), 330 + 40 * Math.sin(2 * angle)];
  // A wave along each axis is worked out once a row and once a column.
  const across = Array.from(
    { length: WIDTH },
    (_, x) => Math.sin((x + dx) / 9) + Math.sin((x + dx) / 43),
  );
  for (let y = 0; y < HEIGHT; y += 1) {
    const down = Math.sin((y + dy) / 7) + Math.cos((y + dy) / 31);
    for (let x = 0; x < WIDTH; x += 1) {
      const head = ((x - headX) / 150) ** 2 + ((y - headY) / 200) ** 2 < 1 ? 50 : 0;
      const noise = grain[(offset + y * WIDTH + x) % grain.length] ?? 0;
      plane[y * WIDTH + x] = 105 + head + 14 * (across[x] ?? 0) * down + noise;
    }
  }
  return plane;
}

function tint(plane: Buffer, angle: number, middle: number): Buffer {
  const copy = Buffer.from(plane);
  for (let y = 0; y < HEIGHT / 2; y += 1) {
    const value = middle + 12 * Math.sin(y / 60 + angle);
    copy.fill(value, (y * WIDTH) / 2, ((y + 1) * WIDTH) / 2);
  }
  return copy;
}

/** The noise of a small sensor, from a generator with a fixed seed. */
function makeGrain(): Int8Array {
  const grain = new Int8Array(WIDTH * HEIGHT + 104_729);
  let seed = 1;
  for (let i = 0; i < grain.length; i += 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    grain[i] = Math.round((seed / 2 ** 32 - 0.5) * GRAIN);
  }
  return grain;
}

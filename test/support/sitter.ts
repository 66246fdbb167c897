import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { toYuv } from "./media.ts";
import type { Signature } from "./media.ts";
import { until } from "./until.ts";

const WIDTH = 640;
const HEIGHT = 360;
const FPS = 10;
/** How many pictures long somebody stays on one side. */
const STAY = 10;
/** How wide a stripe is, in pixels: as the strokes of letters that could be read across the room. */
const STRIPE = 32;
/** How much lighter every other stripe is, of 255. */
const LIGHTER = 50;

/**
 * A y4m file, all over in stripes, of somebody who sits now in the left half and now in the right
 * half of it. They have more green than blue, which the room has not, and both are near the colour
 * of the signature.
 */
export function writeSitter(file: string, { rgb: [r, g, b] }: Signature): void {
  const person = toYuv([r, g + 10, b - 25]);
  const room = toYuv([r, g - 15, b + 35]);
  const parts: Buffer[] = [
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FPS}:1 Ip A1:1 C420jpeg\n`),
  ];
  for (const halves of [
    [person, room],
    [room, person],
  ] as const) {
    const half = (x: number, width: number) => halves[x < width / 2 ? 0 : 1];
    const luma = plane(WIDTH, HEIGHT, (x) => {
      const stripe = Math.floor(x / STRIPE) % 2;
      return half(x, WIDTH)[0] + stripe * LIGHTER;
    });
    const blue = plane(WIDTH / 2, HEIGHT / 2, (x) => half(x, WIDTH / 2)[1]);
    const red = plane(WIDTH / 2, HEIGHT / 2, (x) => half(x, WIDTH / 2)[2]);
    for (let i = 0; i < STAY; i++) parts.push(Buffer.from("FRAME\n"), luma, blue, red);
  }
  writeFileSync(file, Buffer.concat(parts));
}

function plane(width: number, height: number, valueAt: (x: number) => number): Buffer {
  const row = Uint8Array.from({ length: width }, (_, x) => valueAt(x));
  return Buffer.concat(Array.from({ length: height }, () => row));
}

/** Pictures that come out of a page's decoder, or that it gives to a connection. */
type Way = "received" | "sent";

/** The middle of one half of a picture. */
type Place = {
  /** Whether the person sits there, by its colour. */
  readonly person: boolean;
  /** By how much its lightness differs within it (standard deviation, of 255). */
  readonly contrast: number;
};

declare global {
  /** Left and right of every picture of a page, in their order. */
  var places: Record<Way, [Place, Place][]>;
}

/** Chromium's, which TypeScript does not know: the frames of a track, one by one. */
type FrameSource = new (init: { track: MediaStreamTrack }) => {
  readonly readable: ReadableStream<VideoFrame>;
};

/** Runs in a page before its own code: looks at every picture that it receives or sends, shown or not. */
export function installSitterWatch(): void {
  globalThis.places = { received: [], sent: [] };
  const [width, height] = [320, 180];
  const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("no canvas");
  const look = (left: number): Place => {
    const { data } = pen.getImageData(left + 48, 40, 64, 100);
    let [overBlue, sum, squares] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
      const light = 0.299 * r + 0.587 * g + 0.114 * b;
      overBlue += g - b;
      sum += light;
      squares += light ** 2;
    }
    const count = data.length / 4;
    const contrast = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
    return { person: overBlue > 0, contrast };
  };
  const Frames = (globalThis as unknown as { MediaStreamTrackProcessor: FrameSource })
    .MediaStreamTrackProcessor;
  const watch = async (track: MediaStreamTrack, way: Way) => {
    const reader = new Frames({ track }).readable.getReader();
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      pen.drawImage(frame, 0, 0, width, height);
      frame.close();
      places[way].push([look(0), look(width / 2)]);
    }
  };
  const watchSent = (track: MediaStreamTrack | string | null) => {
    if (track instanceof MediaStreamTrack && track.kind === "video") void watch(track, "sent");
  };
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("track", ({ track }) => {
        if (track.kind === "video") void watch(track, "received");
      });
    }
    override addTrack(...args: Parameters<RTCPeerConnection["addTrack"]>) {
      watchSent(args[0]);
      return super.addTrack(...args);
    }
    override addTransceiver(...args: Parameters<RTCPeerConnection["addTransceiver"]>) {
      watchSent(args[0]);
      return super.addTransceiver(...args);
    }
  };
  const { replaceTrack } = RTCRtpSender.prototype;
  RTCRtpSender.prototype.replaceTrack = function (this: RTCRtpSender, track) {
    watchSent(track);
    return Reflect.apply(replaceTrack, this, [track]) as Promise<void>;
  };
}

/** How many pictures a page has received or sent so far. */
export async function countPictures(page: Page, way: Way): Promise<number> {
  return page.evaluate((way) => places[way].length, way);
}

/**
 * Waits until somebody has sat on both sides for as long as they stay, in pictures from number
 * `from` on. Gives the contrasts of all places of these pictures: of the person's, and of the room's.
 */
export async function contrasts(page: Page, way: Way, from: number): Promise<Contrasts> {
  let found: [Place, Place][] = [];
  await until(async () => {
    found = await since(page, way, from);
    const [left = 0, right = 0] = [0, 1].map(
      (side) => found.filter((both) => both[side]?.person).length,
    );
    return Math.min(left, right) >= STAY
      ? null
      : `of ${found.length} pictures ${left} have somebody on the left and ${right} on the right`;
  }, 20_000);
  const of = (wanted: boolean) =>
    found.flat().flatMap(({ person, contrast }) => (person === wanted ? [contrast] : []));
  return { person: of(true), room: of(false) };
}

export type Contrasts = { readonly person: readonly number[]; readonly room: readonly number[] };

/** Waits until a page receives a room that is as wanted, from picture number `from` on; gives the number of that picture. */
export async function roomBecomes(
  page: Page,
  from: number,
  isAsWanted: (contrast: number) => boolean,
): Promise<number> {
  let found = -1;
  await until(async () => {
    const all = await since(page, "received", from);
    found = all.findIndex((both) =>
      both.some(({ person, contrast }) => !person && isAsWanted(contrast)),
    );
    return found >= 0 ? null : `the room is not so in ${all.length} pictures`;
  }, 20_000);
  return from + found;
}

async function since(page: Page, way: Way, from: number): Promise<[Place, Place][]> {
  return page.evaluate(([way, from]) => places[way].slice(from), [way, from] as const);
}

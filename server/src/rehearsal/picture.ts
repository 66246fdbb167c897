import { VideoBufferType, VideoFrame } from "@livekit/rtc-node";

/** Small enough that one core encodes and decodes a whole table of them. */
export const picture = { width: 320, height: 180, perSecond: 12 } as const;

/** The colours of the seats on the dark stage, as in web/src/style/tokens.css. */
const colours = ["#7fbdff", "#f0a64e", "#98f3dd", "#d46c8a", "#e8e187", "#878fea"] as const;

const { width, height } = picture;
const RADIUS = 26;
const TURN_MS = 4_000;

/** Draws what a member's camera would show: their seat's colour, a disc that goes round, larger for whoever speaks. */
export class Portrait {
  readonly #luma: number;
  readonly #still: Uint8Array;
  readonly #planes: Uint8Array;

  constructor(colour: number) {
    const { y, u, v } = yuvOf(colours[colour % colours.length] ?? colours[0]);
    this.#luma = y;
    this.#planes = new Uint8Array(width * height * 1.5);
    this.#planes.fill(u, width * height, width * height * 1.25);
    this.#planes.fill(v, width * height * 1.25);
    // Darker towards the edge, so that a frozen or torn picture shows.
    this.#still = Uint8Array.from({ length: width * height }, (_, i) => {
      const far = Math.hypot((i % width) / width - 0.5, Math.floor(i / width) / height - 0.5);
      return Math.round(y * (0.75 - 0.4 * far));
    });
  }

  /** The picture at a moment, in ms. */
  at(now: number, speaks: boolean): VideoFrame {
    this.#planes.set(this.#still);
    const angle = ((now % TURN_MS) / TURN_MS) * 2 * Math.PI;
    const radius = speaks ? RADIUS * (1.4 + 0.3 * Math.sin(now / 120)) : RADIUS;
    const centre = { x: width / 2 + 70 * Math.cos(angle), y: height / 2 + 40 * Math.sin(angle) };
    const bright = Math.min(255, this.#luma + 30);
    for (
      let y = Math.max(0, Math.ceil(centre.y - radius));
      y < Math.min(height, centre.y + radius);
      y += 1
    ) {
      const half = Math.sqrt(Math.max(0, radius ** 2 - (y - centre.y) ** 2));
      const from = Math.max(0, Math.round(centre.x - half));
      const to = Math.min(width, Math.round(centre.x + half));
      this.#planes.fill(bright, y * width + from, y * width + to);
    }
    return new VideoFrame(this.#planes, width, height, VideoBufferType.I420);
  }
}

/** BT.601, as WebRTC takes it. */
function yuvOf(hex: string): { y: number; u: number; v: number } {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return {
    y: Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b),
    u: Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b),
    v: Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b),
  };
}

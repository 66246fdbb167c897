import type { Page } from "playwright-core";
import { until } from "./until.ts";

declare global {
  /** What is encoded, as base64: as it came from the network, or as the encoder gave it. */
  var framesTaken: { readonly kind: string; readonly sent: boolean; readonly data: string }[];
  /** Whether to open the streams of frames oneself: where media is not encrypted nobody else does. */
  var opensFrames: boolean;
}

type Wanted = { readonly kind: "video" | "audio"; readonly sent: boolean };

/** Waits until so many frames have passed the tap in a page, sent or received, and gives them. */
export async function framesOf(
  page: Page,
  { kind, sent }: Wanted,
  count: number,
): Promise<Buffer[]> {
  let data: string[] = [];
  await until(async () => {
    data = await page.evaluate(
      (wanted) =>
        framesTaken.flatMap((each) =>
          each.kind === wanted.kind && each.sent === wanted.sent ? [each.data] : [],
        ),
      { kind, sent },
    );
    return data.length >= count ? null : `${data.length} frames of ${kind} have passed of ${count}`;
  }, 30_000);
  return data.map((frame) => Buffer.from(frame, "base64"));
}

/** Chromium's way to a connection's encoded frames. */
type Streams = { readable: ReadableStream<Encoded>; writable: WritableStream<Encoded> };
type Encoded = { readonly data: ArrayBuffer };
type End = (RTCRtpReceiver | RTCRtpSender) & { createEncodedStreams(): Streams };

/**
 * Runs in a page before its own code: keeps what is encoded while it passes, what comes in before
 * anything has decrypted it and what goes out before anything has encrypted it.
 */
export function installFrameTap(): void {
  globalThis.framesTaken = [];
  globalThis.opensFrames = false;
  const MOST = 6_000;
  const tap = (from: ReadableStream<Encoded>, kind: string, sent: boolean) =>
    from.pipeThrough(
      new TransformStream<Encoded, Encoded>({
        transform(frame, controller) {
          const bytes = new Uint8Array(frame.data);
          framesTaken.push({ kind, sent, data: btoa(String.fromCharCode(...bytes)) });
          if (framesTaken.length > MOST) framesTaken.shift();
          controller.enqueue(frame);
        },
      }),
    );
  for (const prototype of [RTCRtpReceiver.prototype, RTCRtpSender.prototype]) {
    const ends = prototype as End;
    const { createEncodedStreams } = ends;
    ends.createEncodedStreams = function (this: End) {
      const { readable, writable } = Reflect.apply(createEncodedStreams, this, []) as Streams;
      const kind = this.track?.kind ?? "";
      return { readable: tap(readable, kind, this instanceof RTCRtpSender), writable };
    };
  }
  const open = (end: RTCRtpReceiver | RTCRtpSender) => {
    if (!opensFrames) return;
    const { readable, writable } = (end as End).createEncodedStreams();
    void readable.pipeTo(writable).catch(() => undefined);
  };
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, encodedInsertableStreams: true } as RTCConfiguration);
      this.addEventListener("track", ({ receiver }) => open(receiver));
    }
    override setConfiguration(configuration: RTCConfiguration = {}) {
      // What a connection was made with cannot be taken back from it.
      super.setConfiguration({
        ...configuration,
        encodedInsertableStreams: true,
      } as RTCConfiguration);
    }
    override addTransceiver(...args: Parameters<RTCPeerConnection["addTransceiver"]>) {
      const transceiver = super.addTransceiver(...args);
      if (transceiver.sender.track) open(transceiver.sender);
      return transceiver;
    }
  };
}

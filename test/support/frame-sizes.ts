/*
 * Runs in the page, before the product's own code: notes the size of every picture that leaves a
 * decoder, whether or not the page shows it.
 */

declare global {
  /** As "320x180", by how many such pictures there were. */
  var frameSizes: Record<string, number>;
}

/** Chromium's, which TypeScript does not know: the frames of a track, one by one. */
type FrameSource = new (init: { track: MediaStreamTrack }) => {
  readonly readable: ReadableStream<VideoFrame>;
};

export function installFrameSizes(): void {
  globalThis.frameSizes = {};
  const Frames = (globalThis as unknown as { MediaStreamTrackProcessor: FrameSource })
    .MediaStreamTrackProcessor;
  const read = async (track: MediaStreamTrack) => {
    const reader = new Frames({ track }).readable.getReader();
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      const size = `${frame.displayWidth}x${frame.displayHeight}`;
      frameSizes[size] = (frameSizes[size] ?? 0) + 1;
      frame.close();
    }
  };
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("track", ({ track }) => {
        if (track.kind === "video") void read(track);
      });
    }
  };
}

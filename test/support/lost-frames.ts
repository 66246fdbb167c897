declare global {
  /** Whether what comes in gets lost on its way to the decoder. */
  var losesFrames: boolean;
}

type Streams = { readable: ReadableStream<unknown>; writable: WritableStream<unknown> };
type Receiver = RTCRtpReceiver & { createEncodedStreams(): Streams };

/** Runs in the page before its own code: loses frames in silence where a transform would. */
export function installLostFrames(): void {
  globalThis.losesFrames = false;
  const prototype = RTCRtpReceiver.prototype as Receiver;
  const { createEncodedStreams } = prototype;
  prototype.createEncodedStreams = function (this: Receiver) {
    const { readable, writable } = Reflect.apply(createEncodedStreams, this, []) as Streams;
    const sieve = new TransformStream<unknown, unknown>({
      transform(frame, controller) {
        if (!losesFrames) controller.enqueue(frame);
      },
    });
    return { readable: readable.pipeThrough(sieve), writable };
  };
}

/** Listens to a track in this page; nothing of it is sent or stored. */
export class Samples {
  readonly #context = new AudioContext({ latencyHint: "playback" });
  readonly #analyser = new AnalyserNode(this.#context, { fftSize: 2_048 });
  readonly #latest = new Float32Array(this.#analyser.fftSize);

  constructor(track: MediaStreamTrack) {
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  /** The latest 2,048 (43 ms at 48 kHz), each -1 to 1; null while the browser does not listen. */
  latest(): Float32Array | null {
    if (this.#context.state !== "running") return null;
    this.#analyser.getFloatTimeDomainData(this.#latest);
    return this.#latest;
  }

  close(): void {
    void this.#context.close();
  }
}

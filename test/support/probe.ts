/*
 * Runs in the page, before the product's own code. It changes nothing in the product: it keeps a
 * list of the peer connections that are made, to read their statistics and listen to their tracks.
 */

type Probe = {
  inbound(): Promise<{ kind: string; track: string; frames: number; energy: number }[]>;
  pitches(hertz: readonly number[]): number[];
  /** What the page has said while it reconnected, and when, in ms since it was opened. */
  interruptions(): string[];
  /** Everything that is sent and received, one entry a layer or track. Bytes without headers. */
  streams(): Promise<ProbedStream[]>;
};

type ProbedStream = {
  direction: "in" | "out";
  kind: string;
  track: string;
  height: number;
  frames: number;
  bytes: number;
  /** When this was so, in ms. */
  at: number;
};

declare global {
  var probe: Probe;
  var hotseat: { clock: { now(): number; uncertainty(): number } };
}

export function installProbe(): void {
  const connections = new Set<RTCPeerConnection>();
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.add(this);
    }
  };
  let audio: AudioContext | null = null;
  const analysers = new Map<MediaStreamTrack, AnalyserNode>();
  const heard = new Set<number>();
  const interruptions: string[] = [];
  let interrupted = false;
  new MutationObserver(() => {
    const strip = document.querySelector('[data-testid="reconnecting"]:not([hidden])');
    if (strip && !interrupted) {
      interruptions.push(`${strip.textContent} (${Math.round(performance.now())})`);
    }
    interrupted = strip !== null;
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["hidden"] });

  globalThis.probe = {
    async inbound() {
      const found: { kind: string; track: string; frames: number; energy: number }[] = [];
      for (const connection of connections) {
        if (connection.connectionState !== "connected") continue;
        for (const report of (await connection.getStats()).values()) {
          if (report.type !== "inbound-rtp") continue;
          const {
            kind,
            trackIdentifier: track,
            framesDecoded: frames = 0,
            totalAudioEnergy: energy = 0,
          } = report;
          found.push({ kind, track, frames, energy });
        }
      }
      return found;
    },
    async streams() {
      const found: ProbedStream[] = [];
      for (const connection of connections) {
        if (connection.connectionState !== "connected") continue;
        const reports = await connection.getStats();
        for (const report of reports.values()) {
          const out = report.type === "outbound-rtp";
          if (!out && report.type !== "inbound-rtp") continue;
          found.push({
            direction: out ? "out" : "in",
            kind: report.kind,
            track: report.trackIdentifier ?? `${report.mid}/${report.rid ?? report.ssrc}`,
            height: report.frameHeight ?? 0,
            frames: report.framesDecoded ?? report.framesEncoded ?? 0,
            bytes: report.bytesReceived ?? report.bytesSent ?? 0,
            at: report.timestamp,
          });
        }
      }
      return found;
    },
    /** The pitches heard so far, among those asked for. Called again and again, since tones come and go. */
    pitches(hertz) {
      audio ??= new AudioContext();
      for (const connection of connections) {
        for (const { track } of connection.getReceivers()) {
          if (track.kind !== "audio" || track.readyState !== "live") continue;
          const analyser = analysers.get(track) ?? listen(audio, track);
          analysers.set(track, analyser);
          const pitch = loudest(analyser, hertz, audio.sampleRate);
          if (pitch !== null) heard.add(pitch);
        }
      }
      return [...heard];
    },
    interruptions: () => interruptions,
  };

  function listen(context: AudioContext, track: MediaStreamTrack): AnalyserNode {
    const analyser = context.createAnalyser();
    analyser.fftSize = 4096;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    return analyser;
  }

  /** The asked-for pitch that stands out by 12 dB from all the others; null when none does. */
  function loudest(analyser: AnalyserNode, hertz: readonly number[], rate: number): number | null {
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(spectrum);
    const level = (pitch: number) => {
      const bin = Math.round((pitch * analyser.fftSize) / rate);
      return Math.max(...spectrum.slice(bin - 2, bin + 3));
    };
    const levels = hertz
      .map((pitch) => ({ pitch, level: level(pitch) }))
      .toSorted((a, b) => b.level - a.level);
    const [first, second] = levels;
    return first && second && first.level > -75 && first.level > second.level + 12
      ? first.pitch
      : null;
  }
}

/** Puts the page's wall clock wrong: ten minutes ahead and jumping about by up to a minute. */
export function installWrongDate(): void {
  const Native = Date;
  const wrong = () => Native.now() + 600_000 + (Math.floor(performance.now() / 7_000) % 3) * 20_000;
  globalThis.Date = new Proxy(Native, {
    construct: (target, args: []) =>
      args.length === 0 ? new target(wrong()) : new target(...args),
    get: (target, name) => (name === "now" ? wrong : Reflect.get(target, name)),
  });
}

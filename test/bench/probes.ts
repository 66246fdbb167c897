/*
 * These run in a page before the client's own code, whichever client it is. They change nothing in
 * it: they keep a list of its peer connections and watch the pictures on its screen.
 */

/** One direction of one video stream: as it came in, or as it was sent. */
export type Picture = { width: number; height: number; frames: number; limit: string };

export type Traffic = {
  /** Milliseconds of the page's monotonic clock. */
  readonly at: number;
  /** Bytes of all media transports, with everything that RTP and DTLS put around the payload. */
  readonly received: number;
  readonly sent: number;
  readonly shown: readonly Picture[];
  readonly encoded: readonly Picture[];
};

type Marks = {
  /** When the control that enters the call was clicked, in ms of the page's clock. */
  clicked: number;
  /** The first own picture in the call, not the one of the page before it. */
  own: number;
  /** The first picture of somebody else. */
  remote: number;
};

declare global {
  var marks: Marks;
  var traffic: () => Promise<Traffic>;
  var lookAway: () => void;
}

/** Notes when the control matched by the selector is clicked and when which picture is drawn after that. */
export function installMarks(control: string): void {
  globalThis.marks = { clicked: NaN, own: NaN, remote: NaN };
  const remote = new Set<string>();
  const known = new WeakSet<HTMLVideoElement>();
  const mark = (name: "own" | "remote") => {
    if (Number.isNaN(globalThis.marks[name])) globalThis.marks[name] = performance.now();
  };
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener("track", ({ track }) => remote.add(track.id));
    }
  };
  addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Element) || !target.closest(control)) return;
      globalThis.marks.clicked = performance.now();
      // The mirror of the page before the call is no tile.
      for (const video of document.querySelectorAll("video")) known.add(video);
    },
    { capture: true },
  );
  const watch = () => {
    if (Number.isNaN(globalThis.marks.clicked)) return;
    for (const video of document.querySelectorAll("video")) {
      if (known.has(video)) continue;
      known.add(video);
      video.requestVideoFrameCallback(() => {
        const stream = video.srcObject;
        const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
        mark(track && remote.has(track.id) ? "remote" : "own");
      });
    }
  };
  new MutationObserver(watch).observe(document, { subtree: true, childList: true });
}

/** Lets `traffic()` be asked for what all peer connections of the page have carried so far. */
export function installTraffic(): void {
  const connections = new Set<RTCPeerConnection>();
  const Native = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.add(this);
    }
  };
  const pictureOf = (report: Record<string, unknown>, frames: string): Picture => ({
    width: Number(report["frameWidth"] ?? 0),
    height: Number(report["frameHeight"] ?? 0),
    frames: Number(report[frames] ?? 0),
    limit: String(report["qualityLimitationReason"] ?? "none"),
  });
  globalThis.traffic = async () => {
    let received = 0;
    let sent = 0;
    const shown: Picture[] = [];
    const encoded: Picture[] = [];
    for (const connection of connections) {
      if (connection.connectionState === "closed") continue;
      for (const report of (await connection.getStats()).values()) {
        if (report.type === "transport") {
          received += report.bytesReceived ?? 0;
          sent += report.bytesSent ?? 0;
        }
        if (report.kind !== "video") continue;
        if (report.type === "inbound-rtp") shown.push(pictureOf(report, "framesDecoded"));
        if (report.type === "outbound-rtp" && report.active)
          encoded.push(pictureOf(report, "framesEncoded"));
      }
    }
    return { at: performance.now(), received, sent, shown, encoded };
  };
}

/**
 * Lets `lookAway()` tell the page that another tab is in front of it: it then asks for no pictures,
 * and its camera goes on. A real tab in front would not do, as Playwright keeps every page in front.
 */
export function installLookAway(): void {
  let away = false;
  Object.defineProperty(document, "visibilityState", { get: () => (away ? "hidden" : "visible") });
  Object.defineProperty(document, "hidden", { get: () => away });
  globalThis.lookAway = () => {
    away = true;
    document.dispatchEvent(new Event("visibilitychange"));
  };
}

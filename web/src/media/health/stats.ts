import { ConnectionState, Track } from "livekit-client";
import type { Room } from "livekit-client";
import { monotonic } from "../../clock/clock.ts";
import { Deafness, Silence } from "./detect.ts";
import { dismiss, tell } from "./finding.ts";
import { own } from "./own.ts";

const STATS_EVERY = 2_000;

/** Watches for silence of the own microphone and of everybody else, until stopped. */
export function watchStats(room: Room): () => void {
  let silence = new Silence();
  let heard: MediaStreamTrack | null = null;
  const deafness = new Deafness();
  const look = async () => {
    const at = monotonic();
    const { track } = own(room, "microphone") ?? {};
    const live = track && !track.isMuted && track.mediaStreamTrack;
    if (live !== heard) {
      silence = new Silence();
      heard = live || null;
    }
    if (track?.sender && live) {
      const silent = silence.hear(await energyOf(track.sender), at);
      if (silent) tell({ kind: "silent" });
      else dismiss("silent");
    } else dismiss("silent");
    if (room.state !== ConnectionState.Connected) return dismiss("deaf");
    if (deafness.hear(await flowsIn(room), at)) tell({ kind: "deaf" });
    else dismiss("deaf");
  };
  const timer = setInterval(() => void look().catch(() => undefined), STATS_EVERY);
  return () => clearInterval(timer);
}

async function energyOf(sender: RTCRtpSender): Promise<number> {
  for (const report of (await sender.getStats()).values()) {
    // Where a browser does not count (Safari), nothing is ever said about silence.
    if (report.type === "media-source") return report.totalAudioEnergy ?? 1;
  }
  return 1;
}

/** Bytes received of every open microphone in the room. */
async function flowsIn(room: Room): Promise<Map<string, number | null>> {
  const flows = new Map<string, number | null>();
  for (const { audioTrackPublications } of room.remoteParticipants.values()) {
    for (const { trackSid, isMuted, source, audioTrack } of audioTrackPublications.values()) {
      if (isMuted || source !== Track.Source.Microphone) continue;
      const stats = await audioTrack?.getRTCStatsReport();
      flows.set(trackSid, stats ? bytesIn(stats) : null);
    }
  }
  return flows;
}

function bytesIn(stats: RTCStatsReport): number {
  for (const report of stats.values()) {
    if (report.type === "inbound-rtp") return report.bytesReceived ?? 0;
  }
  return 0;
}

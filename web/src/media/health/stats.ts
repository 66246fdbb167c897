import { ConnectionState, Track } from "livekit-client";
import type { Room } from "livekit-client";
import { monotonic } from "../../clock/clock.ts";
import { Deafness } from "./detect.ts";
import { dismiss, tell } from "./finding.ts";
import { forgetTries } from "./tries.ts";

const STATS_EVERY = 2_000;

/** Watches whether anything comes of everybody else's sound, until stopped. */
export function watchStats(room: Room): () => void {
  const deafness = new Deafness();
  const look = async () => {
    const at = monotonic();
    if (room.state !== ConnectionState.Connected) return dismiss("deaf");
    if (deafness.hear(await flowsIn(room), at)) tell({ kind: "deaf" });
    else dismiss("deaf");
    if (deafness.hears) forgetTries();
  };
  const timer = setInterval(() => void look().catch(() => undefined), STATS_EVERY);
  return () => {
    clearInterval(timer);
    forgetTries();
  };
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

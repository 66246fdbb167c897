import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { Track } from "livekit-client";
import type { RemoteTrack, Room } from "livekit-client";
import { monotonic } from "../../clock/clock.ts";
import { Unreadable } from "./detect.ts";
import type { Intake } from "./detect.ts";

const LOOK_EVERY = 2_000;

/** What of somebody comes in and cannot be read. */
export type Unread = "picture" | "sound" | "both";

const store = createStore<ReadonlyMap<string, Unread>>(() => new Map());

/** What cannot be read, by LiveKit identity. */
export function useUnread(): ReadonlyMap<string, Unread> {
  return useStore(store);
}

/**
 * Watches, until stopped, for people whose pictures or sound come in and cannot be read, so that
 * nobody sits before a black tile without a word. LiveKit tells of frames that do not decrypt;
 * this also finds those that get lost between the network and the decoder without an error.
 */
export function watchUnread(room: Room): () => void {
  let known = new Map<RemoteTrack, Unreadable>();
  let stopped = false;
  const look = async () => {
    const next = new Map<RemoteTrack, Unreadable>();
    const unread = new Map<string, Unread>();
    for (const { identity, trackPublications } of room.remoteParticipants.values()) {
      for (const { track, isMuted } of trackPublications.values()) {
        const intake = track && !isMuted ? await intakeOf(track) : null;
        if (!track || !intake) continue;
        const reading = known.get(track) ?? new Unreadable();
        next.set(track, reading);
        if (!reading.hear(intake, monotonic())) continue;
        const what = track.kind === Track.Kind.Audio ? "sound" : "picture";
        unread.set(identity, (unread.get(identity) ?? what) === what ? what : "both");
      }
    }
    known = next;
    if (!stopped && !same(unread, store.getState())) store.setState(unread, true);
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY);
  return () => {
    stopped = true;
    clearInterval(timer);
    store.setState(new Map(), true);
  };
}

/** Null where the browser does not count what it decodes: then nothing is ever said. */
async function intakeOf(track: RemoteTrack): Promise<Intake | null> {
  for (const report of (await track.getRTCStatsReport())?.values() ?? []) {
    if (report.type !== "inbound-rtp") continue;
    const { bytesReceived: bytes = 0, framesDecoded } = report;
    // Pictures are decoded whether or not anybody looks, sound only as it is played.
    const { totalSamplesReceived, jitterBufferEmittedCount } = report;
    const [asked, decoded] =
      track.kind === Track.Kind.Audio
        ? [totalSamplesReceived, jitterBufferEmittedCount]
        : [bytes, framesDecoded];
    return asked === undefined || decoded === undefined ? null : { bytes, asked, decoded };
  }
  return null;
}

function same(one: ReadonlyMap<string, Unread>, other: ReadonlyMap<string, Unread>): boolean {
  return one.size === other.size && [...one].every(([id, what]) => other.get(id) === what);
}

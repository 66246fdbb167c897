import type { Room } from "livekit-client";

/** A receiver, with what Chromium adds to it and with what LiveKit's client notes on it. */
type Receiver = RTCRtpReceiver & {
  createEncodedStreams?(): { readable: ReadableStream; writable: WritableStream };
  lk_e2ee?: boolean;
  lk_e2ee_track_id?: string;
};

/**
 * Has the worker read from the receivers that are there before anybody is heard by them. Chromium
 * drops whatever arrives until a worker reads, about 100 ms after a track is there, and what was
 * dropped then was the key frame that had just been sent for this page: the next one was half a
 * second away. Other browsers hold frames back, and have no `createEncodedStreams`.
 *
 * Each receiver gets a track later, and LiveKit's client then takes it for one that is used again,
 * by the two notes it leaves on a receiver (livekit-client 2.23, `E2eeManager.handleReceiver`).
 * Until then it counts as this page's own, so that nothing passes that the call's key does not open.
 */
export function openReceivers(room: Room, worker: Worker): void {
  const { publisher } = room.engine.pcManager ?? {};
  for (const { receiver } of publisher?.getTransceivers() ?? []) {
    openReceiver(receiver, worker, room.localParticipant.identity);
  }
}

function openReceiver(receiver: Receiver, worker: Worker, participantIdentity: string): void {
  if (!receiver.createEncodedStreams || receiver.lk_e2ee) return;
  const { readable, writable } = receiver.createEncodedStreams();
  const { id: trackId } = receiver.track;
  const data = {
    readableStream: readable,
    writableStream: writable,
    trackId,
    participantIdentity,
    hasPacketTrailer: false,
  };
  worker.postMessage({ kind: "decode", data }, [readable, writable]);
  receiver.lk_e2ee = true;
  receiver.lk_e2ee_track_id = trackId;
}

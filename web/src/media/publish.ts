import { LocalAudioTrack, LocalVideoTrack, Track } from "livekit-client";
import type { LocalTrack, Room } from "livekit-client";
import { words } from "../language/language.ts";
import { notify } from "../session/notice.ts";
import { canCapture, cameraConstraints, microphoneConstraints, troubleOf } from "./capture.ts";
import { choices, choose } from "./choices.ts";
import { mediaStore } from "./store.ts";
import type { Tracks } from "./preview.ts";

export type Source = "camera" | "microphone";

/** Publishes what is chosen: the door's tracks when they still run, else newly opened ones. */
export async function publish(room: Room, tracks: Tracks | null): Promise<void> {
  await Promise.all([
    publishOne(room, "microphone", tracks?.microphone ?? null),
    publishOne(room, "camera", tracks?.camera ?? null),
  ]);
}

/** Turns a source on or off and remembers it. A device that fails is said in one sentence. */
export async function toggle(room: Room, source: Source): Promise<void> {
  const failed = mediaStore.getState().failed[source];
  const on = failed || !choices()[`${source}On`];
  choose({ [`${source}On`]: on });
  // Before the room is there the choice is enough: it is published once connected.
  if (room.state === "connected") await guarded(source, () => enable(room, source, on));
}

async function publishOne(
  room: Room,
  source: Source,
  given: MediaStreamTrack | null,
): Promise<void> {
  if (!choices()[`${source}On`]) {
    given?.stop();
    return;
  }
  await guarded(source, async () => {
    if (given?.readyState !== "live") return enable(room, source, true);
    await room.localParticipant.publishTrack(wrap(source, given), { source: sources[source] });
  });
}

const sources = { camera: Track.Source.Camera, microphone: Track.Source.Microphone } as const;

/**
 * A track of ours as one of LiveKit's own (`false`), which it may stop and reopen. The assertion is
 * there because LiveKit's types were not made for exact optional properties.
 */
function wrap(source: Source, track: MediaStreamTrack): LocalTrack {
  const own =
    source === "camera"
      ? new LocalVideoTrack(track, cameraConstraints(choices()), false)
      : new LocalAudioTrack(track, microphoneConstraints(choices()), false);
  return own as LocalTrack;
}

async function enable(room: Room, source: Source, on: boolean): Promise<void> {
  if (source === "camera") await room.localParticipant.setCameraEnabled(on);
  else await room.localParticipant.setMicrophoneEnabled(on);
}

async function guarded(source: Source, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    markFailed(source, false);
  } catch (error) {
    // A publication that failed because the connection went is repeated with the connection.
    if (!(error instanceof DOMException) && canCapture()) return;
    markFailed(source, true);
    notify({ code: `${source}-trouble`, message: words().trouble[source][troubleOf(error)] });
  }
}

function markFailed(source: Source, failed: boolean): void {
  mediaStore.setState((state) => ({ failed: { ...state.failed, [source]: failed } }));
}

import {
  ConnectionState,
  LocalAudioTrack,
  LocalVideoTrack,
  RoomEvent,
  Track,
  TrackEvent,
} from "livekit-client";
import type { LocalTrack, Room } from "livekit-client";
import { words } from "../language/language.ts";
import { notify } from "../session/notice.ts";
import { canCapture, cameraConstraints, microphoneConstraints, troubleOf } from "./capture.ts";
import { choices } from "./choices.ts";
import type { Source } from "./choices.ts";
import { mediaStore } from "./store.ts";

const sources = { camera: Track.Source.Camera, microphone: Track.Source.Microphone } as const;

/**
 * What one stay in the call sends of one source. It knows its track from before the publication to
 * after it, so that turning off works at every moment: nobody is heard while the page says muted.
 */
export class Outgoing {
  readonly #room: Room;
  readonly #source: Source;
  /** LiveKit's track of this source, also while it is published only soon or anew. */
  #track: LocalTrack | null = null;
  /** One thing at a time, in the order in which somebody asked. */
  #work: Promise<void> = Promise.resolve();
  /** Grows with every wish, so that a wish during a publication is noticed after it. */
  #wishes = 0;
  #stopped = false;

  constructor(room: Room, source: Source) {
    this.#room = room;
    this.#source = source;
    room
      .on(RoomEvent.LocalTrackPublished, this.#show)
      .on(RoomEvent.LocalTrackUnpublished, this.#show)
      .on(RoomEvent.TrackMuted, this.#show)
      .on(RoomEvent.TrackUnmuted, this.#show)
      .on(RoomEvent.Reconnected, this.#resume)
      .on(RoomEvent.Disconnected, this.#forget);
  }

  /**
   * Brings what is sent in line with the choice. Off is off at once, whatever else is under way and
   * also while reconnecting; the rest waits its turn.
   */
  align(): Promise<void> {
    this.#wishes += 1;
    this.#hush();
    return this.#enqueue(() => this.#settle());
  }

  /** Takes over the track that the door has open, if any. */
  take(given: MediaStreamTrack | null): void {
    this.#track = given && this.#wrap(given);
    this.#show();
  }

  /** The device goes dark for good, also when it is on its way into a publication. */
  stop(): void {
    this.#stopped = true;
    this.#drop();
    if (this.#source === "camera") mediaStore.setState({ ownCamera: null });
  }

  #wanted(): boolean {
    return choices()[`${this.#source}On`];
  }

  #published(): LocalTrack | null {
    return this.#room.localParticipant.getTrackPublication(sources[this.#source])?.track ?? null;
  }

  #hush(): void {
    if (this.#wanted()) return;
    for (const track of new Set([this.#track, this.#published()])) {
      if (!track) continue;
      // `mute` waits for an `unmute` that is under way; the sound does not.
      track.mediaStreamTrack.enabled = false;
      void track.mute();
    }
    this.#show();
  }

  async #settle(): Promise<void> {
    const { state } = this.#room;
    // Before the room is there the choice is enough: it is asked for once connected.
    if (state === ConnectionState.Disconnected || state === ConnectionState.Connecting) return;
    await this.#guarded(async () => {
      if (!this.#wanted()) await this.#close();
      else await this.#open();
    });
    this.#show();
  }

  async #close(): Promise<void> {
    await (this.#published() ?? this.#track)?.mute();
  }

  async #open(): Promise<void> {
    const known = this.#published() ?? this.#track;
    if (known && !known.isStopped) {
      await known.unmute();
      // An unmuting may have reopened the device after everything was let go.
      if (this.#stopped) return known.stop();
      if (!this.#wanted() || this.#published()) return;
      // Between two publications LiveKit repeats it itself; if it could not, `#resume` comes by.
      if (this.#room.state !== ConnectionState.Connected) return;
      if (known.mediaStreamTrack.readyState === "live") return this.#publish(known);
    }
    this.#drop();
    const track = await this.#capture();
    if (track) await this.#publish(track);
  }

  /** A newly opened device; null when nobody wants it any more. */
  async #capture(): Promise<LocalTrack | null> {
    const { localParticipant } = this.#room;
    const kind = this.#source === "camera" ? { video: true } : { audio: true };
    const [track] = await localParticipant.createTracks(kind);
    if (track && !this.#stopped && this.#wanted()) return track;
    track?.stop();
    return null;
  }

  async #publish(track: LocalTrack): Promise<void> {
    this.#track = track;
    const wishes = this.#wishes;
    const { localParticipant } = this.#room;
    try {
      await localParticipant.publishTrack(track, { source: sources[this.#source] });
    } catch (error) {
      // Nobody else holds it: without this the camera's light would stay on.
      track.stop();
      if (this.#track === track) this.#track = null;
      throw error;
    }
    if (this.#track !== track) {
      track.stop();
      await localParticipant.unpublishTrack(track);
    } else if (wishes !== this.#wishes) {
      tell(track);
    }
  }

  /**
   * The door's track as one of LiveKit's own (`false`), which it may stop and reopen. The assertion
   * is there because LiveKit's types were not made for exact optional properties.
   */
  #wrap(given: MediaStreamTrack): LocalTrack {
    const own =
      this.#source === "camera"
        ? new LocalVideoTrack(given, cameraConstraints(choices()), false)
        : new LocalAudioTrack(given, microphoneConstraints(choices()), false);
    // From the start, since a muted camera goes dark only when it is known to be one.
    own.source = sources[this.#source];
    return own as LocalTrack;
  }

  /** LiveKit came back by itself. What failed before is not tried again unasked. */
  readonly #resume = () => {
    this.#hush();
    if (this.#wanted() && mediaStore.getState().failed[this.#source]) return;
    void this.#enqueue(async () => {
      await this.#settle();
      const track = this.#published();
      if (track) tell(track);
    });
  };

  /** What LiveKit has stopped is over; what it left open goes into the next connection. */
  readonly #forget = () => {
    if (this.#track?.mediaStreamTrack.readyState === "ended") this.#drop();
    this.#show();
  };

  /** What is live is shown as it is, whatever was chosen. */
  readonly #show = () => {
    if (this.#stopped) return;
    const track = this.#published();
    const sent = track && !track.isMuted;
    mediaStore.setState((state) =>
      state.sent[this.#source] === sent ? state : { sent: { ...state.sent, [this.#source]: sent } },
    );
    if (this.#source !== "camera") return;
    const own = track ?? (this.#wanted() ? this.#track : null);
    mediaStore.setState({ ownCamera: own?.isMuted ? null : own });
  };

  #drop(): void {
    this.#track?.stop();
    this.#track = null;
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(() => (this.#stopped ? undefined : work()));
    return this.#work;
  }

  /** A device that fails is said in one sentence. Never rejects. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#markFailed(false);
    } catch (error) {
      // A publication that failed because the connection went is repeated with the connection.
      if (this.#stopped || (!(error instanceof DOMException) && canCapture())) return;
      this.#markFailed(true);
      const message = words().trouble[this.#source][troubleOf(error)];
      notify({ code: `${this.#source}-trouble`, message });
    }
  }

  #markFailed(failed: boolean): void {
    if (this.#stopped) return;
    mediaStore.setState((state) => ({ failed: { ...state.failed, [this.#source]: failed } }));
  }
}

/**
 * Lets LiveKit tell the server once more whether a track is muted: a change during a publication
 * still named the track as it was before.
 */
function tell(track: LocalTrack): void {
  track.emit(track.isMuted ? TrackEvent.Muted : TrackEvent.Unmuted, track);
}

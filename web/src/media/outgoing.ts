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
import { BlurFailed, blurFirst, isOtherwise } from "./blur-offer.ts";
import { canCapture, cameraConstraints, microphoneConstraints, troubleOf } from "./capture.ts";
import { choices, choose } from "./choices.ts";
import type { Source } from "./choices.ts";
import { deviceOf, isLive } from "./device.ts";
import { dismiss, tell } from "./health/finding.ts";
import { isOn, mediaStore } from "./store.ts";

const kinds = { camera: "videoinput", microphone: "audioinput" } as const;
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
   * also while reconnecting; the rest waits its turn. `anew` opens also a device that looks alive.
   */
  align(anew = false): Promise<void> {
    this.#wishes += 1;
    this.#hush();
    return this.#enqueue(() => this.#settle(anew));
  }

  /**
   * Changes over to another device, empty for the system's own. Where it cannot be opened, the one
   * of the choice before is taken up again, chosen and said.
   */
  change(id: string, before: string): Promise<void> {
    return this.#enqueue(async () => {
      try {
        await this.#use(id);
      } catch {
        choose({ [`${this.#source}Id`]: before });
        // LiveKit has stopped that one already. If it does not come back, `#settle` says why.
        await this.#use(before).catch(() => undefined);
        await this.#settle();
        const message = words().trouble.kept[this.#source];
        if (isOn(this.#source)) notify({ code: `${this.#source}-kept`, message });
      }
      this.#show();
    });
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

  async #use(id: string): Promise<void> {
    await this.#room.switchActiveDevice(kinds[this.#source], id || "default", false);
  }

  async #settle(anew = false): Promise<void> {
    const { state } = this.#room;
    // Before the room is there the choice is enough: it is asked for once connected.
    if (state === ConnectionState.Disconnected || state === ConnectionState.Connecting) return;
    await this.#guarded(async () => {
      if (!this.#wanted()) await this.#close();
      else await this.#open(anew);
    });
    this.#show();
  }

  async #close(): Promise<void> {
    await (this.#published() ?? this.#track)?.mute();
  }

  async #open(anew = false): Promise<void> {
    const dark = this.#published();
    // Unmuted, it would show the room until its blur is there. A new track is blurred first.
    if (dark?.isMuted && isOtherwise(dark)) await this.#withdraw();
    const known = this.#published() ?? this.#track;
    if (known && !known.isStopped) {
      await this.#revive(known, anew);
      // An unmuting may have reopened the device after everything was let go.
      if (this.#stopped) return known.stop();
      if (!this.#wanted() || this.#published()) return;
      // Between two publications LiveKit repeats it itself; if it could not, `#resume` comes by.
      if (this.#room.state !== ConnectionState.Connected) return;
      if (isLive(known)) return this.#publish(known);
    }
    this.#drop();
    const track = await this.#capture();
    if (track) await this.#publish(track);
  }

  /** Unmutes, and opens the device anew where it is not alive, or in any case. */
  async #revive(track: LocalTrack, anew: boolean): Promise<void> {
    // Unmuting a camera opens it already, and a microphone where it has ended.
    const opens = anew && !track.isMuted;
    try {
      await track.unmute();
      if (!this.#published() || !this.#wanted()) return;
      if (opens || !isLive(track)) await track.restartTrack();
    } catch (error) {
      // What the browser throws is its own; anything else comes from what blurs.
      const blurs = track instanceof LocalVideoTrack && track.getProcessor() !== undefined;
      if (!blurs || error instanceof DOMException) throw error;
      throw new BlurFailed("The picture is not blurred any more.", { cause: error });
    }
    // A camera that was turned off while it opened would stay lit.
    if (!this.#wanted() && this.#source === "camera") deviceOf(track).stop();
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
    this.#follow(track);
    if (!(await this.#prepare(track))) return;
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
      repeat(track);
    }
  }

  /**
   * Blurs a camera for which that is chosen before anybody sees it; false when it is not to be sent
   * now. Meanwhile it may be turned off, or be wanted as it is.
   */
  async #prepare(track: LocalTrack): Promise<boolean> {
    // A blur that is no longer wanted is taken off once it is published.
    if (!choices().blur || !isOtherwise(track)) return true;
    const isWanted = () => choices().blur && this.#wanted() && !this.#stopped;
    const blurred = await blurFirst(track, isWanted);
    if (blurred && !this.#stopped && this.#track === track) {
      this.#show();
      return this.#room.state === ConnectionState.Connected;
    }
    track.stop();
    if (this.#track === track) this.#track = null;
    if (!this.#stopped && this.#wanted()) await this.#open();
    return false;
  }

  /** Takes back what is published, so that the next one is a new track. */
  async #withdraw(): Promise<void> {
    const track = this.#published();
    // Stopped, it shows nothing, whatever becomes of telling the media server.
    track?.stop();
    this.#drop();
    if (track) await this.#room.localParticipant.unpublishTrack(track).catch(() => undefined);
  }

  /** Shows when a device ends or lives again, of which the room tells nothing. */
  #follow(track: LocalTrack): void {
    for (const event of [TrackEvent.Ended, TrackEvent.Restarted] as const) {
      track.off(event, this.#show).on(event, this.#show);
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
      if (track) repeat(track);
    });
  };

  /** What LiveKit has stopped is over; what it left open goes into the next connection. */
  readonly #forget = () => {
    if (this.#track && !isLive(this.#track)) this.#drop();
    this.#show();
  };

  /** What is live is shown as it is, whatever was chosen. */
  readonly #show = () => {
    if (this.#stopped) return;
    const track = this.#published();
    const sent = track && !track.isMuted && isLive(track);
    mediaStore.setState((state) =>
      state.sent[this.#source] === sent ? state : { sent: { ...state.sent, [this.#source]: sent } },
    );
    if (this.#source !== "camera") return;
    const soon = this.#wanted() ? this.#track : null;
    const bare = soon && choices().blur && isOtherwise(soon);
    const own = track ?? (bare ? null : soon);
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
      if (this.#source === "camera") dismiss("unblurred");
    } catch (error) {
      if (error instanceof BlurFailed) return await this.#refuse();
      await this.#muteDead();
      // A publication that failed because the connection went is repeated with the connection.
      if (this.#stopped || (!(error instanceof DOMException) && canCapture())) return;
      this.#markFailed(true);
      const message = words().trouble[this.#source][troubleOf(error)];
      notify({ code: `${this.#source}-trouble`, message });
    }
  }

  /** Sends no picture of a room that was to be blurred, and says so until it is settled. */
  async #refuse(): Promise<void> {
    await this.#withdraw();
    if (this.#stopped) return;
    this.#markFailed(true);
    dismiss("unblurred");
    tell({ kind: "unblurred" });
  }

  /** A device that did not come back looks muted to everybody, and is opened by unmuting. */
  async #muteDead(): Promise<void> {
    const track = this.#published();
    if (track && !isLive(track)) await track.mute();
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
function repeat(track: LocalTrack): void {
  track.emit(track.isMuted ? TrackEvent.Muted : TrackEvent.Unmuted, track);
}

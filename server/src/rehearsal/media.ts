import {
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
  VideoSource,
  VideoStream,
} from "@livekit/rtc-node";
import type { RemoteTrack } from "@livekit/rtc-node";
import { memberOf } from "../media/tokens.ts";
import { Portrait, picture } from "./picture.ts";
import { Voice, isAudible, sound } from "./tone.ts";

/** What a member has had of one of the others. */
export type Received = { frames: number; soundMs: number };

/** Camera, microphone, eyes and ears of a rehearsed member, by LiveKit's own client. */
export class RehearsedMedia {
  /** By member. */
  readonly received = new Map<string, Received>();
  /** How long connecting and publishing took, in ms. */
  joinedAfter: number | null = null;
  readonly #room = new Room();
  readonly #camera = new VideoSource(picture.width, picture.height);
  readonly #microphone = new AudioSource(sound.rate, 1, 200);
  readonly #portrait: Portrait;
  readonly #voice: Voice;
  #drawing: NodeJS.Timeout | undefined;
  #open = false;
  /** Whether this member has the floor. */
  speaks = false;

  constructor(seat: number) {
    this.#portrait = new Portrait(seat);
    this.#voice = new Voice(seat);
    this.#room.on(RoomEvent.TrackSubscribed, (track, _publication, { identity }) => {
      void this.#take(track, memberOf(identity)).catch(() => {});
    });
  }

  /** Enters the room by the box's own address, as a browser does. */
  async join(url: string, token: string): Promise<void> {
    const before = performance.now();
    await this.#room.connect(url.replace(/^http/, "ws"), token, {
      autoSubscribe: true,
      dynacast: false,
    });
    const own = this.#room.localParticipant;
    if (!own) throw new Error("connected to a room without being in it");
    const camera = LocalVideoTrack.createVideoTrack("camera", this.#camera);
    const microphone = LocalAudioTrack.createAudioTrack("microphone", this.#microphone);
    this.#open = true;
    this.#draw();
    void this.#talk();
    await Promise.all([
      own.publishTrack(camera, new TrackPublishOptions({ source: TrackSource.SOURCE_CAMERA })),
      own.publishTrack(
        microphone,
        new TrackPublishOptions({ source: TrackSource.SOURCE_MICROPHONE }),
      ),
    ]);
    this.joinedAfter = performance.now() - before;
  }

  async leave(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    clearInterval(this.#drawing);
    await this.#room.disconnect();
    await Promise.all([this.#camera.close(), this.#microphone.close()]);
  }

  #draw(): void {
    this.#drawing = setInterval(() => {
      if (!this.#open) return;
      this.#camera.captureFrame(this.#portrait.at(performance.now(), this.speaks));
    }, 1_000 / picture.perSecond);
  }

  /** The source takes frames no faster than they are played. */
  async #talk(): Promise<void> {
    while (this.#open) {
      await this.#microphone.captureFrame(this.#voice.next(this.speaks)).catch(() => {});
    }
  }

  async #take(track: RemoteTrack, from: string): Promise<void> {
    const count = this.received.get(from) ?? { frames: 0, soundMs: 0 };
    this.received.set(from, count);
    if (track.kind === TrackKind.KIND_VIDEO) {
      for await (const _ of new VideoStream(track)) count.frames += 1;
      return;
    }
    for await (const frame of new AudioStream(track, sound.rate, 1)) {
      if (isAudible(frame)) count.soundMs += (frame.samplesPerChannel / frame.sampleRate) * 1_000;
    }
  }
}

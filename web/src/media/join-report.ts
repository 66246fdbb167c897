import { RoomEvent, Track, TrackEvent } from "livekit-client";
import type { LocalTrack, Participant, RemoteTrack, Room } from "livekit-client";
import type { JoinReport as Report, JoinStep, Millis } from "@hotseat/shared";
import { monotonic } from "../clock/clock.ts";
import { UNREACHABLE, post } from "../link/request.ts";
import { memberPath } from "../session/address.ts";
import type { Seat } from "../session/address.ts";

/** How long after connecting pictures are waited for, in ms; one that comes later is not a join's. */
const PICTURES_WITHIN = 10_000;

/** What the server takes for a time, in ms. */
const LONGEST = 600_000;

/**
 * Tells the server what became of one click on "Join", for its operator's figures: how long until
 * connected and until the first pictures, or which step failed first. Nothing in it says who.
 */
export class JoinReport {
  readonly #path: string;
  readonly #room: Room;
  readonly #clickedAt = monotonic();
  #failure: JoinStep | null = null;
  #connected: Millis | null = null;
  #own: Millis | null = null;
  #other: Millis | null = null;
  /** Pictures that may still come. */
  #awaited = new Set<"own" | "other">();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #done = false;

  /** @param ownCamera the camera as it was at the click; null when it was off or is yet to be blurred. */
  constructor(seat: Seat, room: Room, ownCamera: LocalTrack | null) {
    this.#path = `${memberPath(seat)}/join-report`;
    this.#room = room;
    if (!ownCamera) return;
    this.#awaited.add("own");
    onFirstFrame(ownCamera, () => {
      this.#own ??= this.#sinceClick();
      this.#seen("own");
    });
  }

  /** A step of joining failed. The first one is told at once, since there may be no success to wait for. */
  failed(step: JoinStep): void {
    if (this.#failure !== null || this.#connected !== null || this.#done) return;
    this.#failure = step;
    void this.#send({ outcome: "failed", step });
  }

  connected(): void {
    if (this.#connected !== null || this.#done) return;
    this.#connected = this.#sinceClick();
    if ([...this.#room.remoteParticipants.values()].some(showsCamera)) {
      this.#awaited.add("other");
      this.#room.on(RoomEvent.TrackSubscribed, this.#watch);
      for (const { videoTrackPublications } of this.#room.remoteParticipants.values()) {
        for (const { track } of videoTrackPublications.values()) if (track) this.#watch(track);
      }
    }
    this.#timer = setTimeout(this.#finish, PICTURES_WITHIN);
    this.#finishWhenSeen();
  }

  /** The stay is over: what is known until now is told. */
  stop(): void {
    if (this.#connected !== null) this.#finish();
    this.#done = true;
  }

  readonly #watch = (track: RemoteTrack) => {
    if (track.source !== Track.Source.Camera) return;
    onFirstFrame(track, () => {
      this.#other ??= this.#sinceClick();
      this.#seen("other");
    });
  };

  #seen(picture: "own" | "other"): void {
    this.#awaited.delete(picture);
    this.#finishWhenSeen();
  }

  #finishWhenSeen(): void {
    if (this.#connected !== null && this.#awaited.size === 0) this.#finish();
  }

  readonly #finish = () => {
    if (this.#done || this.#connected === null) return;
    this.#done = true;
    clearTimeout(this.#timer);
    this.#room.off(RoomEvent.TrackSubscribed, this.#watch);
    const [connected, own, other] = [this.#connected, this.#own, this.#other];
    void this.#send({ outcome: "joined", connected, own, other });
  };

  /** Whoever cannot reach the server cannot tell it either: then the next failure is the first one told. */
  async #send(report: Report): Promise<void> {
    const answer = await post<void>(this.#path, report);
    const untold = !answer.ok && answer.refusal.code === UNREACHABLE;
    if (untold && report.outcome === "failed") this.#failure = null;
  }

  #sinceClick(): Millis {
    return Math.min(Math.round(monotonic() - this.#clickedAt), LONGEST);
  }
}

function showsCamera({ videoTrackPublications }: Participant): boolean {
  return [...videoTrackPublications.values()].some(
    ({ source, isMuted }) => source === Track.Source.Camera && !isMuted,
  );
}

/** Calls back when a picture of the track is on the screen for the first time, in whichever element. */
function onFirstFrame(track: Track, seen: () => void): void {
  const look = (element: HTMLMediaElement) => {
    // Firefox before 132 cannot say; then nothing is known.
    if (element instanceof HTMLVideoElement && "requestVideoFrameCallback" in element) {
      element.requestVideoFrameCallback(seen);
    }
  };
  track.attachedElements.forEach(look);
  track.on(TrackEvent.ElementAttached, look);
}

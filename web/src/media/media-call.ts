import { ConnectionState, DisconnectReason, RoomEvent } from "livekit-client";
import type { LocalTrack, Room } from "livekit-client";
import type { JoinReply, TokenReply } from "@hotseat/shared";
import { post } from "../link/request.ts";
import type { Answer } from "../link/request.ts";
import { sealStore } from "../seal/store.ts";
import { memberPath, tabId, webSocketOrigin } from "../session/address.ts";
import type { Seat } from "../session/address.ts";
import { choices } from "./choices.ts";
import type { Source } from "./choices.ts";
import { JoinReport } from "./join-report.ts";
import { Outgoing } from "./outgoing.ts";
import type { Tracks } from "./preview.ts";
import { applyChoices, newRoom } from "./room.ts";
import { settled } from "./room-event.ts";
import { Sealing } from "./sealing.ts";
import { screenTracks, shareAgain, stopAll } from "./share.ts";
import { mediaStore } from "./store.ts";

/** What nothing is known about yet. */
const untried = {
  failed: { camera: false, microphone: false },
  sent: { camera: null, microphone: null },
  ownCamera: null,
};
const DELAYS_MS = [500, 1_000, 2_000, 4_000, 5_000];

/** The server makes a lost room anew; it gets a moment for it. */
const ROOM_DELAY_MS = 1_000;

/** What the server was asked: to let in a tab that is connected at the door, or for a token. */
type Asked = { readonly waits: boolean; readonly answer: Promise<Answer<JoinReply>> };

/** LiveKit tells a tab that it may come in at once after it has told our server. */
const LET_IN_MS = 3_000;

/** What a page sends waits no longer than this for what others send. */
const OTHERS_MS = 400;

/**
 * The media of one stay in the call, which may begin at the door: there it connects and neither
 * sends nor receives. Keeps itself connected with fresh tokens until stopped; the clock needs none
 * of it.
 */
export class MediaCall {
  readonly room: Room;
  readonly #seat: Seat;
  readonly #outgoing: Readonly<Record<Source, Outgoing>>;
  /** Null in a session that is not sealed. */
  readonly #sealing: Sealing | null;
  /** Settled when nothing more comes of connecting at the door. */
  #atDoor: Promise<void> = Promise.resolve();
  #onElsewhere: () => void = () => undefined;
  #entered = false;
  #stopped = false;
  /** The call is sealed and this page cannot seal: it never connects again. */
  #without = false;
  #connecting = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** What the server is told of how entering went; null at the door. */
  #report: JoinReport | null = null;
  /** What of a screen was shared when the connection was given up, to be shared again. */
  #shared: readonly LocalTrack[] = [];

  constructor(seat: Seat) {
    this.#seat = seat;
    // Not what the latest view says: what was found when the link was opened.
    this.#sealing =
      sealStore.getState().seal.state === "unsealed" ? null : new Sealing(() => this.#goWithout());
    this.room = newRoom(choices(), this.#sealing?.encryption ?? null);
    this.#sealing?.watch(this.room);
    this.#outgoing = {
      microphone: new Outgoing(this.room, "microphone"),
      camera: new Outgoing(this.room, "camera"),
    };
    this.room
      .on(RoomEvent.ConnectionStateChanged, this.#show)
      .on(RoomEvent.AudioPlaybackStatusChanged, this.#show)
      .on(RoomEvent.Reconnecting, this.#restarted)
      .on(RoomEvent.Disconnected, this.#lost);
  }

  /** False when this page was not able to seal. */
  get isUsable(): boolean {
    return !this.#without;
  }

  /**
   * Connects while somebody is still at the door, so that entering is only being let in. Nothing is
   * lost when it fails: then it is entering that connects.
   */
  wait(): void {
    this.#atDoor = this.#connectAtDoor();
  }

  /**
   * Takes over the door's tracks. Call it within a click, which is what lets the browser play
   * sound. `onElsewhere` is told when the member's place went to another tab.
   */
  enter(tracks: Tracks, onElsewhere: () => void): void {
    this.#entered = true;
    this.#onElsewhere = onElsewhere;
    // Before the page draws the call, which takes longer than the answer.
    const asked = this.room.state === ConnectionState.Connected ? this.#ask() : undefined;
    mediaStore.setState({ call: this, status: "connecting", audible: true, ...untried });
    this.room.startAudio().catch(this.#show);
    applyChoices(this.room, choices(), this.#sealing !== null);
    this.#outgoing.microphone.take(tracks.microphone);
    this.#outgoing.camera.take(tracks.camera);
    this.#report = new JoinReport(this.#seat, this.room, mediaStore.getState().ownCamera);
    void this.#connectFrom(this.#atDoor, asked);
  }

  /** Sends of one source what is chosen, from now on. */
  align(source: Source): Promise<void> {
    return this.#outgoing[source].align();
  }

  /** Opens the device of a source anew, also one that looks alive. Call it within a tap. */
  reopen(source: Source): Promise<void> {
    return this.#outgoing[source].align(true);
  }

  /** Sends one source from another device, or from the one before where that fails. */
  change(source: Source, id: string, before: string): Promise<void> {
    return this.#outgoing[source].change(id, before);
  }

  /** Leaves for good: camera and microphone go dark. */
  stop(): void {
    this.#stopped = true;
    this.#report?.stop();
    clearTimeout(this.#retry);
    this.#outgoing.microphone.stop();
    this.#outgoing.camera.stop();
    stopAll(this.#shared);
    void this.room.disconnect(true);
    this.#sealing?.stop();
    if (mediaStore.getState().call === this) mediaStore.setState({ call: null });
  }

  async #connectAtDoor(): Promise<void> {
    if (!(await this.#begin())) return;
    const reply = await post<TokenReply>(`${memberPath(this.#seat)}/wait`, { tab: tabId() });
    if (reply.ok && !this.#entered && !this.#stopped) await this.#reach(reply.value.token);
  }

  async #connectFrom(door: Promise<void>, asked?: Asked): Promise<void> {
    await door;
    await this.#connect(asked);
  }

  async #connect(asked?: Asked): Promise<void> {
    if (this.#stopped || this.#without || this.#connecting) return;
    this.#connecting = true;
    clearTimeout(this.#retry);
    const connected = (await this.#begin()) && (await this.#attempt(asked ?? this.#ask()));
    this.#connecting = false;
    if (this.#stopped || this.#without) {
      void this.room.disconnect(true);
      return;
    }
    if (!connected) return this.#again();
    this.#failures = 0;
    this.#report?.connected();
    this.#show();
    const shared = this.#shared;
    this.#shared = [];
    await this.#others();
    if (this.#stopped) return;
    await Promise.all([
      this.align("microphone"),
      this.align("camera"),
      shareAgain(this.room, shared),
    ]);
  }

  /**
   * Until others are on their way to this page, so that what it sends itself comes after that: both
   * need the connection negotiated, and its client waits with that until nothing new was asked for.
   */
  #others(): Promise<void> {
    const { room } = this;
    const isSo = () => {
      const theirs = [...room.remoteParticipants.values()]
        .flatMap(({ trackPublications }) => [...trackPublications.values()])
        .filter(({ isDesired }) => isDesired);
      return theirs.length === 0 || theirs.some(({ isSubscribed }) => isSubscribed);
    };
    const { TrackSubscribed, ParticipantDisconnected, Disconnected } = RoomEvent;
    const events = [TrackSubscribed, ParticipantDisconnected, Disconnected];
    return settled(room, events, isSo, OTHERS_MS);
  }

  /** Whether this page may connect at all. */
  async #begin(): Promise<boolean> {
    if (!this.#sealing || this.room.state === ConnectionState.Connected) return true;
    if (await this.#sealing.begin(this.room)) return true;
    this.#goWithout();
    return false;
  }

  /** A sealed call is never joined unsealed: whoever cannot seal has the clock and no media. */
  #goWithout(): void {
    this.#without = true;
    clearTimeout(this.#retry);
    void this.room.disconnect(true);
    this.#outgoing.microphone.stop();
    this.#outgoing.camera.stop();
    stopAll(this.#shared);
    this.#report?.failed("seal");
    if (this.#entered && !this.#stopped) mediaStore.setState({ status: "without" });
  }

  #ask(): Asked {
    const waits = this.room.state === ConnectionState.Connected;
    const request = { tab: tabId(), ...(waits && { waits }) };
    return { waits, answer: post<JoinReply>(`${memberPath(this.#seat)}/join`, request) };
  }

  async #attempt({ waits, answer }: Asked): Promise<boolean> {
    const reply = await answer;
    if (this.#stopped) return false;
    if (reply.ok && reply.value.token === null && (await this.#isLetIn())) return true;
    // Whatever it was that waited, it is not the way in.
    if (waits) await this.room.disconnect(false);
    // That the hour is over, or no place for this member any more, is an answer and no failure.
    if (!reply.ok && (reply.status === 0 || reply.status >= 500)) this.#report?.failed("token");
    if (!reply.ok || reply.value.token === null) return false;
    const reached = await this.#reach(reply.value.token);
    if (!reached && !this.#stopped) this.#report?.failed("connect");
    return reached;
  }

  async #reach(token: string): Promise<boolean> {
    try {
      await this.room.connect(webSocketOrigin(), token, { maxRetries: 0 });
      return true;
    } catch {
      return false;
    }
  }

  async #isLetIn(): Promise<boolean> {
    const { room } = this;
    const may = () => room.localParticipant.permissions?.canPublish === true;
    const isSo = () => may() || room.state === ConnectionState.Disconnected;
    const events = [RoomEvent.ParticipantPermissionsChanged, RoomEvent.Disconnected];
    await settled(room, events, isSo, LET_IN_MS);
    return may();
  }

  #again(delay = DELAYS_MS[Math.min(this.#failures, DELAYS_MS.length - 1)]): void {
    if (this.#stopped) return;
    this.#failures += 1;
    mediaStore.setState({ status: "reconnecting" });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), delay);
  }

  /**
   * LiveKit no longer knows this stay, and its client would come back with the token that it has.
   * Who may still come is for our server to say (5.8, a new link, the end of the hour), so it is
   * asked. Devices and a shared screen stay open meanwhile.
   */
  readonly #restarted = async () => {
    if (this.#stopped || this.#without || this.#connecting) return;
    this.#connecting = true;
    this.#shared = screenTracks(this.room);
    await this.room.disconnect(false);
    this.#connecting = false;
    if (this.#entered) this.#again(0);
  };

  readonly #lost = (reason?: DisconnectReason) => {
    if (!this.#entered || this.#stopped || this.#without || this.#connecting) return;
    switch (reason) {
      case DisconnectReason.DUPLICATE_IDENTITY:
      case DisconnectReason.PARTICIPANT_REMOVED:
        this.#onElsewhere();
        return;
      case DisconnectReason.ROOM_DELETED:
      case DisconnectReason.ROOM_CLOSED:
      // Not by `stop`, so by a page that went away or froze, and is back when this timer rings.
      case DisconnectReason.CLIENT_INITIATED:
        this.#again(ROOM_DELAY_MS);
        return;
      default:
        this.#again();
    }
  };

  readonly #show = () => {
    if (!this.#entered || this.#stopped || this.#connecting) return;
    const { state, canPlaybackAudio } = this.room;
    if (state === ConnectionState.Connected) mediaStore.setState({ status: "connected" });
    if (state === ConnectionState.Reconnecting || state === ConnectionState.SignalReconnecting) {
      mediaStore.setState({ status: "reconnecting" });
    }
    mediaStore.setState({ audible: canPlaybackAudio });
  };
}

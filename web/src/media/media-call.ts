import { ConnectionState, DisconnectReason, RoomEvent } from "livekit-client";
import type { Room } from "livekit-client";
import type { JoinReply } from "@hotseat/shared";
import { post } from "../link/request.ts";
import { memberPath, tabId, webSocketOrigin } from "../session/address.ts";
import type { Seat } from "../session/address.ts";
import { sessionStore } from "../session/store.ts";
import { choices } from "./choices.ts";
import type { Source } from "./choices.ts";
import { Outgoing } from "./outgoing.ts";
import type { Tracks } from "./preview.ts";
import { newRoom } from "./room.ts";
import { Sealing } from "./sealing.ts";
import { mediaStore } from "./store.ts";

/** What nothing is known about yet. */
const untried = {
  failed: { camera: false, microphone: false },
  sent: { camera: null, microphone: null },
};
const DELAYS_MS = [500, 1_000, 2_000, 4_000, 5_000];

/** The server makes a lost room anew; it gets a moment for it. */
const ROOM_DELAY_MS = 1_000;

/**
 * The media of one stay in the call. Keeps itself connected with fresh tokens until stopped; the
 * clock needs none of it.
 */
export class MediaCall {
  readonly room: Room;
  readonly #seat: Seat;
  readonly #onElsewhere: () => void;
  readonly #outgoing: Readonly<Record<Source, Outgoing>>;
  /** Null in a session that is not sealed. */
  readonly #sealing: Sealing | null;
  #stopped = false;
  /** The call is sealed and this page cannot seal: it never connects again. */
  #without = false;
  #connecting = false;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /**
   * Takes over the door's tracks. Call it within a click, which is what lets the browser play
   * sound. `onElsewhere` is told when the member's place went to another tab.
   */
  static enter(seat: Seat, tracks: Tracks, onElsewhere: () => void): void {
    const call = new MediaCall(seat, tracks, onElsewhere);
    mediaStore.setState({ call, status: "connecting", audible: true, ...untried });
    call.room.startAudio().catch(call.#show);
    void call.#connect();
  }

  private constructor(seat: Seat, tracks: Tracks, onElsewhere: () => void) {
    this.#seat = seat;
    this.#onElsewhere = onElsewhere;
    this.#sealing = sessionStore.getState().view?.sealed
      ? new Sealing(() => this.#goWithout())
      : null;
    this.room = newRoom(choices(), this.#sealing?.encryption ?? null);
    this.#sealing?.watch(this.room);
    this.#outgoing = {
      microphone: new Outgoing(this.room, "microphone", tracks.microphone),
      camera: new Outgoing(this.room, "camera", tracks.camera),
    };
    this.room
      .on(RoomEvent.ConnectionStateChanged, this.#show)
      .on(RoomEvent.AudioPlaybackStatusChanged, this.#show)
      .on(RoomEvent.Disconnected, this.#lost);
  }

  /** Sends of one source what is chosen, from now on. */
  align(source: Source): Promise<void> {
    return this.#outgoing[source].align();
  }

  /** Leaves for good: camera and microphone go dark. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#outgoing.microphone.stop();
    this.#outgoing.camera.stop();
    void this.room.disconnect(true);
    this.#sealing?.stop();
    if (mediaStore.getState().call === this) mediaStore.setState({ call: null });
  }

  async #connect(): Promise<void> {
    if (this.#stopped || this.#without || this.#connecting) return;
    this.#connecting = true;
    if (this.#sealing && !(await this.#sealing.begin(this.room))) return this.#goWithout();
    const connected = await this.#attempt();
    this.#connecting = false;
    if (this.#stopped || this.#without) {
      void this.room.disconnect(true);
      return;
    }
    if (!connected) return this.#again();
    this.#failures = 0;
    this.#show();
    await Promise.all([this.align("microphone"), this.align("camera")]);
  }

  /** A sealed call is never joined unsealed: whoever cannot seal has the clock and no media. */
  #goWithout(): void {
    this.#without = true;
    clearTimeout(this.#retry);
    void this.room.disconnect(true);
    this.#outgoing.microphone.stop();
    this.#outgoing.camera.stop();
    if (!this.#stopped) mediaStore.setState({ status: "without" });
  }

  async #attempt(): Promise<boolean> {
    const reply = await post<JoinReply>(`${memberPath(this.#seat)}/join`, { tab: tabId() });
    if (!reply.ok || this.#stopped) return false;
    try {
      await this.room.connect(webSocketOrigin(), reply.value.token, { maxRetries: 0 });
      return true;
    } catch {
      return false;
    }
  }

  #again(delay = DELAYS_MS[Math.min(this.#failures, DELAYS_MS.length - 1)]): void {
    if (this.#stopped) return;
    this.#failures += 1;
    mediaStore.setState({ status: "reconnecting" });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), delay);
  }

  readonly #lost = (reason?: DisconnectReason) => {
    if (this.#stopped || this.#without || this.#connecting) return;
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
    if (this.#stopped) return;
    const { state, canPlaybackAudio } = this.room;
    if (state === ConnectionState.Connected) mediaStore.setState({ status: "connected" });
    if (state === ConnectionState.Reconnecting || state === ConnectionState.SignalReconnecting) {
      mediaStore.setState({ status: "reconnecting" });
    }
    mediaStore.setState({ audible: canPlaybackAudio });
  };
}

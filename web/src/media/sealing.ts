import { RoomEvent, isE2EESupported, isLocalParticipant } from "livekit-client";
import type { Participant, Room } from "livekit-client";
import CryptoWorker from "livekit-client/e2ee-worker?worker";
import { mediaKeyOf } from "../seal/keyring.ts";
import type { Keyring } from "../seal/keyring.ts";
import { refreshSeal, settledSeal } from "../seal/opening.ts";
import { sealStore } from "../seal/store.ts";
import type { Barred, MediaSeal } from "../seal/store.ts";
import { EpochKeys } from "./epoch-keys.ts";
import { openReceivers } from "./receivers.ts";

/**
 * A single frame may fail when a key is replaced. Somebody with another key fails again and again:
 * LiveKit tells of it once a second at first, and the second time within this long, in ms, counts.
 */
const FAILS_WITHIN = 5_000;

/** Sound and picture that fail together, this near to each other in ms, are one failure. */
const ONE_MOMENT = 500;

/**
 * Encrypts and decrypts the media of one stay in a sealed call, and watches that everybody does.
 * What is not encrypted, or not with the call's key, is not played: LiveKit drops frames that do not
 * open, but plays those of somebody who says that theirs are plain.
 */
export class Sealing {
  /** Null where the browser cannot encrypt media. */
  readonly encryption: { readonly keyProvider: EpochKeys; readonly worker: Worker } | null;
  /** The key that is in use. */
  #epoch = 0;
  /** Whose frames do not open, by identity; and when that was seen last. */
  readonly #unreadable = new Set<string>();
  readonly #failedAt = new Map<string, number>();
  #forget: () => void = () => undefined;
  #refused = false;
  readonly #onShut: () => void;

  /** `onShut` is told when a key that came later cannot be believed: then media has to end. */
  constructor(onShut: () => void) {
    this.#onShut = onShut;
    sealStore.setState({ media: "pending", barred: new Map() });
    this.encryption = isE2EESupported()
      ? { keyProvider: new EpochKeys(), worker: new CryptoWorker() }
      : null;
  }

  /** Keeps watch over everybody in the room. To be called before anything else listens to it. */
  watch(room: Room): void {
    const look = () => this.#look(room);
    room
      .on(RoomEvent.Connected, () => this.encryption && openReceivers(room, this.encryption.worker))
      .on(RoomEvent.Connected, look)
      .on(RoomEvent.Reconnected, look)
      .on(RoomEvent.TrackPublished, look)
      .on(RoomEvent.TrackSubscribed, look)
      .on(RoomEvent.TrackUnpublished, look)
      .on(RoomEvent.ParticipantEncryptionStatusChanged, look)
      .on(RoomEvent.LocalTrackPublished, look)
      .on(RoomEvent.EncryptionError, (_, participant) => void this.#failed(room, participant))
      .on(RoomEvent.ParticipantDisconnected, ({ identity }) => {
        this.#unreadable.delete(identity);
        this.#failedAt.delete(identity);
        look();
      });
    this.#forget = sealStore.subscribe(({ seal }, before) => {
      if (seal === before.seal || this.#epoch === 0) return;
      if (seal.state === "open") void this.#use(room, seal.keyring);
      if (seal.state === "shut" && !this.#refuse(seal.why)) this.#onShut();
    });
  }

  /** Has the room encrypt from its first frame on; false when it cannot, and then it must not connect. */
  async begin(room: Room): Promise<boolean> {
    if (!this.encryption) return this.#refuse("browser");
    const seal = await settledSeal();
    if (seal.state !== "open") return this.#refuse(seal.state === "shut" ? seal.why : "key");
    await this.#use(room, seal.keyring);
    await room.setE2EEEnabled(true);
    return true;
  }

  stop(): void {
    this.#forget();
    this.encryption?.worker.terminate();
  }

  /** Goes over to a key. Whoever could not be read before may have had it already. */
  async #use(room: Room, { epoch, sessionKeys }: Keyring): Promise<void> {
    const key = sessionKeys.get(epoch);
    if (!key || epoch <= this.#epoch) return;
    this.#epoch = epoch;
    await this.encryption?.keyProvider.use(epoch, await mediaKeyOf(key, epoch));
    this.#unreadable.clear();
    this.#failedAt.clear();
    this.#look(room);
  }

  async #failed(room: Room, participant?: Participant): Promise<void> {
    if (!participant || isLocalParticipant(participant)) return;
    const { identity } = participant;
    const before = this.#failedAt.get(identity) ?? -Infinity;
    const now = performance.now();
    if (now - before < ONE_MOMENT) return;
    this.#failedAt.set(identity, now);
    const epoch = this.#epoch;
    // They may only have a newer key than this page.
    await refreshSeal();
    if (now - before > FAILS_WITHIN || this.#epoch !== epoch) return;
    this.#unreadable.add(identity);
    this.#look(room);
  }

  /** Judges everybody anew, and neither fetches nor plays what must not be played. */
  #look(room: Room): void {
    if (this.#refused) return;
    const known = sealStore.getState().barred;
    const barred = new Map<string, Barred>();
    for (const participant of room.remoteParticipants.values()) {
      const { identity } = participant;
      const why = this.#judge(participant);
      if (why) barred.set(identity, why);
      if (!why && !known.has(identity)) continue;
      for (const publication of participant.trackPublications.values()) {
        if (publication.isDesired === (why !== null)) publication.setSubscribed(why === null);
      }
    }
    const own = [...room.localParticipant.trackPublications.values()];
    const on = room.localParticipant.isE2EEEnabled && own.every((each) => each.isEncrypted);
    sealStore.setState({ barred, media: on ? "on" : "pending" });
  }

  #judge(participant: Participant): Barred | null {
    // One plain track makes LiveKit take all of them for plain.
    const all = [...participant.trackPublications.values()];
    if (all.some(({ isEncrypted }) => !isEncrypted)) return "unsealed";
    return this.#unreadable.has(participant.identity) ? "other-key" : null;
  }

  /** From here on there is no media in this stay. */
  #refuse(media: MediaSeal): false {
    this.#refused = true;
    sealStore.setState({ media, barred: new Map() });
    return false;
  }
}

import { RoomServiceClient } from "livekit-server-sdk";
import { neededParts } from "@hotseat/shared";
import type { NeededPart } from "@hotseat/shared";
import type { KeyPair } from "../media/tokens.ts";
import type { OutboxCounts } from "../store/outbox-store.ts";
import type { LiveCounts } from "../store/session-store.ts";
import type { Log } from "./log.ts";
import { Probe } from "./probe.ts";

/** How often is looked without anybody asking, in ms, so that the log says when something went. */
const LOOK_EVERY = 10_000;

/** What there is in the store. */
type Counts = { readonly sessions: LiveCounts; readonly mail: OutboxCounts };

type Parts = {
  readonly livekit: { readonly url: string; readonly keys: KeyPair };
  /** Asks the store whether it has every table. */
  readonly isMigrated: () => Promise<boolean>;
  readonly count: () => Promise<Counts>;
  readonly log: Log;
};

/** Whether what this server needs is there: its store, with every table, and its media server. */
export class Health {
  /** Whether the store has every table. */
  readonly store: Probe<boolean>;
  /** For those who may know: dearer than the question whether the store is there. */
  readonly counts: Probe<Counts>;
  readonly livekit: Probe<void>;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;

  constructor({ livekit: { url, keys }, isMigrated, count, log }: Parts) {
    const livekit = new RoomServiceClient(url, keys.key, keys.secret, { requestTimeout: 3 });
    this.store = new Probe(isMigrated, (up, err) => {
      if (up) log.warn({ event: "store-up" }, "the store answers again");
      else log.error({ event: "store-down", err }, "the store does not answer");
    });
    this.counts = new Probe(count, () => undefined);
    // A room that cannot be: the answer is short, and it needs our keys.
    const askLiveKit = async () => void (await livekit.listRooms([" "]));
    this.livekit = new Probe(askLiveKit, (up, err) => {
      // It may be stopped right after us, and nobody waits for its answer then.
      if (this.#stopped) return;
      if (up) log.warn({ event: "livekit-up" }, "LiveKit answers again");
      else log.error({ event: "livekit-down", err }, "LiveKit does not answer");
    });
  }

  start(): void {
    void this.look();
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    // The store is closed after this.
    await Promise.all([this.store.idle(), this.counts.idle()]);
  }

  /** Finds out whether both are there. Never rejects. */
  async look(): Promise<void> {
    await Promise.all([this.store.look(), this.livekit.look()]);
  }

  /** The same, and counts what is in the store. Never rejects. */
  async lookClosely(): Promise<void> {
    await Promise.all([this.look(), this.counts.look()]);
  }

  /** What keeps this server from being of use, as of the last look. */
  get failing(): NeededPart[] {
    const { store, livekit } = this;
    const fails: Readonly<Record<NeededPart, boolean>> = {
      store: !store.up,
      migrations: store.up && store.value !== true,
      livekit: !livekit.up,
    };
    return neededParts.filter((part) => fails[part]);
  }
}

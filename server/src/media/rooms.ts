import { RoomServiceClient, TwirpError } from "livekit-server-sdk";
import { Refused } from "../http/refusal.ts";
import type { SessionRecord, SessionStore } from "../store/session-store.ts";
import type { Seat } from "../sessions/presence.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { identityOf, memberOf, tokenFor } from "./tokens.ts";
import type { KeyPair } from "./tokens.ts";

const RECONCILE_EVERY = 10_000;

/** A room that nobody has joined yet, or that everybody has left, waits this long, in seconds. */
const EMPTY_TIMEOUT_S = 600;
const DEPARTURE_TIMEOUT_S = 3_600;

type Parts = {
  /** LiveKit's HTTP address. */
  url: string;
  keys: KeyPair;
  store: SessionStore;
  sessions: Sessions;
  report: (error: unknown) => void;
};

/**
 * The LiveKit rooms of the sessions: one each, there before the first token, gone with the hour.
 * LiveKit's memory is lost when it restarts and its webhooks may be late or missing, so what ought
 * to be is compared with what is, again and again; an event is only a reason to do it at once.
 */
export class Rooms {
  readonly #parts: Parts;
  readonly #livekit: RoomServiceClient;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#livekit = new RoomServiceClient(parts.url, parts.keys.key, parts.keys.secret, {
      requestTimeout: 5,
    });
    parts.sessions.onChange((_, session) => {
      if (session.status === "ended") void this.reconcile();
    });
  }

  start(): void {
    void this.reconcile();
    this.#timer = setInterval(() => void this.reconcile(), RECONCILE_EVERY);
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#again = false;
    await this.#running;
  }

  /**
   * A token for a member's tab, for a room that is there; null when the session is over. The caller
   * has checked that the member may.
   *
   * @throws {Refused} 503 `media-down` when LiveKit cannot be reached.
   */
  async admit(session: string, seat: Pick<Seat, "member" | "tab">): Promise<string | null> {
    const record = await this.#parts.store.find(session);
    if (!record) throw new Error(`no session ${session}`);
    try {
      await this.#ensure(record.room);
    } catch (error) {
      if (error instanceof TwirpError) throw error;
      throw new Refused(503, "media-down", "The media server cannot be reached right now.");
    }
    // The hour may have ended in between, and its room been deleted before it was made again.
    const status = (await this.#parts.store.find(session))?.status;
    if (status === "ended") {
      await unlessNotFound(this.#livekit.deleteRoom(record.room));
      return null;
    }
    return tokenFor(this.#parts.keys, record.room, seat);
  }

  /** Takes one tab of a member out of the room. It may not be in it. */
  async remove({ session, member, tab }: Seat): Promise<void> {
    const record = await this.#parts.store.find(session);
    if (record) await this.#removeParticipant(record.room, identityOf({ member, tab }));
  }

  /**
   * Brings rooms in line with sessions. One run at a time, and one more if asked for meanwhile,
   * however often. Never rejects: what failed is reported and comes up again.
   */
  reconcile(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#reconcileWhileAsked().finally(() => (this.#running = null));
    return this.#running;
  }

  async #reconcileWhileAsked(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#reconcileAll().catch(this.#parts.report);
    }
  }

  async #reconcileAll(): Promise<void> {
    const records = await this.#parts.store.withRoom();
    if (records.length === 0) return;
    const there = new Set((await this.#livekit.listRooms()).map(({ name }) => name));
    // What must end comes first, and a room that makes trouble does not keep others waiting.
    const order = records.toSorted(
      (a, b) => Number(b.status === "ended") - Number(a.status === "ended"),
    );
    for (const record of order) {
      await this.#reconcileOne(record, there.has(record.room)).catch(this.#parts.report);
    }
  }

  async #reconcileOne(record: SessionRecord, there: boolean): Promise<void> {
    if (record.status === "ended") await this.#closeRoom(record, there);
    else if (there) await this.#removeStrangers(record);
    else if (record.status === "running") await this.#ensure(record.room);
  }

  async #ensure(room: string): Promise<void> {
    await this.#livekit.createRoom({
      name: room,
      emptyTimeout: EMPTY_TIMEOUT_S,
      departureTimeout: DEPARTURE_TIMEOUT_S,
    });
  }

  async #closeRoom(record: SessionRecord, there: boolean): Promise<void> {
    if (there) await unlessNotFound(this.#livekit.deleteRoom(record.room));
    const left = await this.#livekit.listRooms([record.room]);
    if (left.length === 0) await this.#parts.store.markRoomClosed(record.id);
  }

  /** LiveKit believes any token with its signature; here only members of the session belong. */
  async #removeStrangers({ id, room }: SessionRecord): Promise<void> {
    const session = await this.#parts.sessions.read(id);
    if (!session || session.status === "none") return;
    const participants = (await unlessNotFound(this.#livekit.listParticipants(room))) ?? [];
    for (const { identity } of participants) {
      if (!session.order.includes(memberOf(identity)))
        await this.#removeParticipant(room, identity);
    }
  }

  async #removeParticipant(room: string, identity: string): Promise<void> {
    await unlessNotFound(this.#livekit.removeParticipant(room, identity));
  }
}

async function unlessNotFound<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof TwirpError && error.code === "not_found") return null;
    throw error;
  }
}

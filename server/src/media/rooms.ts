import { RoomServiceClient, TwirpError } from "livekit-server-sdk";
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
  #running: Promise<void> = Promise.resolve();

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
    await this.#running;
  }

  /** A token for a member's tab, for a room that is there. The caller has checked that they may. */
  async admit(session: string, seat: Pick<Seat, "member" | "tab">): Promise<string> {
    const record = await this.#parts.store.find(session);
    if (!record) throw new Error(`no session ${session}`);
    await this.#ensure(record.room);
    return tokenFor(this.#parts.keys, record.room, seat);
  }

  /** Takes one tab of a member out of the room. It may not be in it. */
  async remove({ session, member, tab }: Seat): Promise<void> {
    const record = await this.#parts.store.find(session);
    if (record) await this.#removeParticipant(record.room, identityOf({ member, tab }));
  }

  /** Brings rooms in line with sessions, one run at a time. Never rejects: what failed is reported and comes up again. */
  reconcile(): Promise<void> {
    this.#running = this.#running.then(() => this.#reconcileAll()).catch(this.#parts.report);
    return this.#running;
  }

  async #reconcileAll(): Promise<void> {
    const records = await this.#parts.store.withRoom();
    if (records.length === 0) return;
    const there = new Set((await this.#livekit.listRooms()).map(({ name }) => name));
    for (const record of records) {
      if (record.status === "ended") await this.#closeRoom(record, there.has(record.room));
      else if (record.status === "running" && !there.has(record.room))
        await this.#ensure(record.room);
      else if (there.has(record.room)) await this.#removeStrangers(record);
    }
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

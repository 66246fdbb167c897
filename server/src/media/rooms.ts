import { RoomServiceClient, TokenVerifier, TrackSource } from "livekit-server-sdk";
import type { MemberId, Session } from "@hotseat/shared";
import type { SessionRecord, SessionStore } from "../store/session-store.ts";
import type { Seat } from "../sessions/presence.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { InTurn } from "../work/in-turn.ts";
import { Repeating } from "../work/repeating.ts";
import { reached, unlessNotFound } from "./answers.ts";
import { identityOf, inCall, markOf, memberOf, tokenFor } from "./tokens.ts";
import type { KeyPair } from "./tokens.ts";

const RECONCILE_EVERY = 10_000;

/** LiveKit takes a token for a minute after its end, in seconds; who was put out is known for longer. */
const LATEST_USE_S = 600;

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
  readonly #verifier: TokenVerifier;
  readonly #comparing: Repeating;
  /** By session, who is being put out of its room. */
  readonly #puttingOut = new InTurn();
  #running: Promise<void> | null = null;
  #again = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#livekit = new RoomServiceClient(parts.url, parts.keys.key, parts.keys.secret, {
      requestTimeout: 5,
    });
    this.#verifier = new TokenVerifier(parts.keys.key, parts.keys.secret);
    this.#comparing = new Repeating({
      every: RECONCILE_EVERY,
      work: () => this.reconcile(),
      report: parts.report,
    });
    parts.sessions.onChange((id, session) => {
      if (session.status === "ended") void this.reconcile();
      else if (hasNewsOf(session, "member-removed")) {
        this.#puttingOut.do(() => this.#putOut(id), id).catch(parts.report);
      }
    });
  }

  start(): void {
    this.#comparing.start(0);
  }

  /** Returns when nothing is being compared and nobody being put out. */
  async stop(): Promise<void> {
    this.#again = false;
    await this.#comparing.stop();
    await this.#puttingOut.idle();
    await this.#running;
  }

  /**
   * A token for a member's tab, for a room that is there; null when the session is over. The caller
   * has checked that the member may.
   *
   * @throws {Refused} 503 `media-down` when LiveKit cannot be reached.
   */
  async admit(
    session: string,
    seat: Pick<Seat, "member" | "tab">,
    place: "door" | "call",
  ): Promise<string | null> {
    const record = await this.#parts.store.find(session);
    if (!record) throw new Error(`no session ${session}`);
    await reached(this.#ensure(record.room));
    // The hour may have ended in between, and its room been deleted before it was made again.
    const status = (await this.#parts.store.find(session))?.status;
    if (status === "ended") {
      await unlessNotFound(this.#livekit.deleteRoom(record.room));
      return null;
    }
    const hash = await this.#parts.store.proofHash(session, seat.member);
    if (hash === null) return null;
    return tokenFor(this.#parts.keys, record.room, seat, markOf(hash), place);
  }

  /**
   * Lets a tab that is connected at the door into the call, which takes one request to LiveKit and
   * no connecting; false when it is not connected any more. The caller has checked that the member
   * may.
   *
   * @throws {Refused} 503 `media-down` when LiveKit cannot be reached.
   */
  async letIn(session: string, seat: Pick<Seat, "member" | "tab">): Promise<boolean> {
    const record = await this.#parts.store.find(session);
    if (!record) throw new Error(`no session ${session}`);
    const identity = identityOf(seat);
    const permission = { ...inCall, canPublishData: false, canUpdateMetadata: false };
    const there = this.#livekit.updateParticipant(record.room, identity, { permission });
    return (await reached(unlessNotFound(there))) !== null;
  }

  /**
   * Turns off every open microphone of a member. There is no way back from here: only they
   * themselves can turn it on again.
   *
   * @throws {Refused} 503 `media-down` when LiveKit cannot be reached.
   */
  async mute(session: string, member: MemberId): Promise<void> {
    const record = await this.#parts.store.find(session);
    if (!record) return;
    const { room } = record;
    const participants = await reached(unlessNotFound(this.#livekit.listParticipants(room)));
    for (const { identity, tracks } of participants ?? []) {
      if (memberOf(identity) !== member) continue;
      for (const { sid, source, muted } of tracks) {
        if (source !== TrackSource.MICROPHONE || muted) continue;
        const done = this.#livekit.mutePublishedTrack(room, identity, sid, true);
        await reached(unlessNotFound(done));
      }
    }
  }

  /**
   * Whether a token, ours or one that LiveKit has given in its place, is of somebody who may not use
   * it any more: put out of the session (5.8), or by a link that was replaced. LiveKit looks at the
   * signature alone. What is no token of a session is for LiveKit to judge.
   */
  async isPutOut(token: string): Promise<boolean> {
    const claims = await this.#verifier.verify(token, LATEST_USE_S).catch(() => null);
    if (!claims?.sub || !claims.video?.room) return false;
    const record = await this.#parts.store.withRoomNamed(claims.video.room);
    const session = record && (await this.#parts.sessions.read(record.id));
    if (!session || session.status === "none") return false;
    const hashes = await this.#parts.store.proofHashes(record.id);
    // What LiveKit has given in the place of ours need not carry the mark.
    const mark = claims.attributes?.["link"] ?? markOf(hashes.get(memberOf(claims.sub)) ?? "");
    return !belongs(session, hashes, claims.sub, mark);
  }

  /** Takes one tab of a member out of the room. It may not be in it. */
  async remove({ session, member, tab }: Seat): Promise<void> {
    const record = await this.#parts.store.find(session);
    if (record) await this.#removeParticipant(record.room, identityOf({ member, tab }));
  }

  /** Takes every tab of a member out of the room, whichever token let it in. */
  async removeMember(session: string, member: MemberId): Promise<void> {
    const record = await this.#parts.store.find(session);
    if (!record) return;
    const there = (await unlessNotFound(this.#livekit.listParticipants(record.room))) ?? [];
    for (const { identity } of there) {
      if (memberOf(identity) === member) await this.#removeParticipant(record.room, identity);
    }
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

  /** Takes those who were removed out at once, and not only when it is next compared. */
  async #putOut(id: string): Promise<void> {
    const record = await this.#parts.store.find(id);
    if (record) await this.#removeStrangers(record);
  }

  /**
   * LiveKit believes any token with its signature, and a browser gets new ones from it for as long as
   * it is connected; here only members of the session belong who were not removed from it (5.8), by the
   * link that is theirs now.
   */
  async #removeStrangers({ id, room }: SessionRecord): Promise<void> {
    const session = await this.#parts.sessions.read(id);
    if (!session || session.status === "none") return;
    const participants = (await unlessNotFound(this.#livekit.listParticipants(room))) ?? [];
    if (participants.length === 0) return;
    const hashes = await this.#parts.store.proofHashes(id);
    for (const { identity, attributes } of participants) {
      if (!belongs(session, hashes, identity, attributes["link"])) {
        await this.#removeParticipant(room, identity);
      }
    }
  }

  async #removeParticipant(room: string, identity: string): Promise<void> {
    await unlessNotFound(this.#livekit.removeParticipant(room, identity));
  }
}

/** Whether somebody is a member who was not put out, by the link that is theirs now. */
function belongs(
  session: Exclude<Session, { status: "none" }>,
  hashes: ReadonlyMap<MemberId, string>,
  identity: string,
  mark: string | undefined,
): boolean {
  const member = memberOf(identity);
  const hash = hashes.get(member);
  const known = hash !== undefined && mark === markOf(hash);
  return known && session.order.includes(member) && !session.removed.includes(member);
}

/** Whether one of the last changes was of this kind. More than one may have come at once. */
function hasNewsOf(session: Session, type: "member-removed"): boolean {
  if (session.status === "none") return false;
  return session.news.some(({ event }) => event.type === type);
}

import { randomBytes } from "node:crypto";
import { AccessToken, RoomServiceClient, TrackSource } from "livekit-server-sdk";
import type { Room } from "livekit-server-sdk";
import type { MemberId } from "@hotseat/shared";
import type { Clock } from "../clock/clock.ts";
import { Refused } from "../http/refusal.ts";
import { reached, unlessNotFound } from "./answers.ts";
import type { KeyPair } from "./tokens.ts";

/** Rooms of the hours have random names without a dot, so none of them can be taken for one of these. */
const PREFIX = "connection-test.";

/** A whole test takes half a minute where everything is slow; it is over after this, in seconds. */
const LIFETIME_S = 120;

/** In an empty test room nobody is waited for, in seconds. */
const EMPTY_TIMEOUT_S = 20;
const DEPARTURE_TIMEOUT_S = 10;

/** One person, and the one before that a broken connection has left behind. */
const MOST_PEOPLE = 3;

/** How many tests may run on one media server, so that they take nothing from the hours. */
const MOST_ROOMS = 12;

type Parts = {
  /** LiveKit's HTTP address. */
  url: string;
  keys: KeyPair;
  clock: Clock;
  report: (error: unknown) => void;
};

/**
 * Rooms in which one member alone finds out whether their network lets media through. What there
 * is, is what LiveKit says: rooms that have outlived their time are deleted by whoever looks next,
 * also those of a server that is no more.
 */
export class ConnectionTests {
  readonly #keys: KeyPair;
  readonly #clock: Clock;
  readonly #livekit: RoomServiceClient;
  readonly #report: (error: unknown) => void;
  readonly #endings = new Map<string, NodeJS.Timeout>();

  constructor({ url, keys, clock, report }: Parts) {
    this.#keys = keys;
    this.#clock = clock;
    this.#report = report;
    this.#livekit = new RoomServiceClient(url, keys.key, keys.secret, { requestTimeout: 5 });
  }

  /**
   * A token for a test room of this member's own, which is gone after two minutes. The member's
   * test before it, if there is one, is over. The caller has checked that the member may.
   *
   * @throws {Refused} 429 `too-many-tests` when the media server has enough of them already, 503
   * `media-down` when LiveKit cannot be reached.
   */
  async admit(session: string, member: MemberId): Promise<string> {
    const own = `${PREFIX}${session}.${member}.`;
    const name = own + randomBytes(12).toString("base64url");
    const others = await reached(this.#clear(own));
    if (others >= MOST_ROOMS) {
      throw new Refused(429, "too-many-tests", "Too many connections are being tested just now.");
    }
    const room = {
      name,
      emptyTimeout: EMPTY_TIMEOUT_S,
      departureTimeout: DEPARTURE_TIMEOUT_S,
      maxParticipants: MOST_PEOPLE,
    };
    await reached(this.#livekit.createRoom(room));
    this.#endings.set(
      name,
      setTimeout(() => void this.#end(name).catch(this.#report), LIFETIME_S * 1_000),
    );
    return this.#tokenFor(name);
  }

  /** Ends all tests that were begun here. Never rejects. */
  async stop(): Promise<void> {
    await Promise.all([...this.#endings.keys()].map((name) => this.#end(name).catch(this.#report)));
  }

  /** Deletes this member's earlier tests and all that are too old; counts the others. */
  async #clear(own: string): Promise<number> {
    const rooms = (await this.#livekit.listRooms()).filter(({ name }) => name.startsWith(PREFIX));
    const now = this.#clock.precise() / 1_000;
    const done = rooms.filter((room) => room.name.startsWith(own) || isOld(room, now));
    for (const { name } of done) await this.#end(name);
    return rooms.length - done.length;
  }

  async #end(name: string): Promise<void> {
    clearTimeout(this.#endings.get(name));
    this.#endings.delete(name);
    await unlessNotFound(this.#livekit.deleteRoom(name));
  }

  /** May send camera and microphone into this one room, where nobody else is. */
  async #tokenFor(room: string): Promise<string> {
    const token = new AccessToken(this.#keys.key, this.#keys.secret, {
      identity: "tester",
      ttl: LIFETIME_S,
    });
    token.addGrant({
      room,
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: [TrackSource.CAMERA, TrackSource.MICROPHONE],
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
    return token.toJwt();
  }
}

/** LiveKit's clock may be another machine's: a minute more does no harm. */
function isOld({ creationTime }: Room, now: number): boolean {
  return now - Number(creationTime) > LIFETIME_S + 60;
}

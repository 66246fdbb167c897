import { createHash } from "node:crypto";
import { AccessToken, TrackSource } from "livekit-server-sdk";
import type { MemberId } from "@hotseat/shared";
import type { Seat } from "../sessions/presence.ts";

export type KeyPair = { readonly key: string; readonly secret: string };

/** Minutes, not hours: it is checked when connecting only, and a tab asks for a new one to come back. */
const LIFETIME = "5m";

/** One identity per person and tab: a second tab of a member does not throw out the first by accident. */
export function identityOf({ member, tab }: Pick<Seat, "member" | "tab">): string {
  return `${member}.${tab}`;
}

/** The member behind an identity. */
export function memberOf(identity: string): MemberId {
  return identity.split(".", 1)[0] ?? "";
}

/**
 * Marks what was given for a link, so that it can be told from what is given for the one that
 * replaces it. Everybody in the room can read it; it says nothing of the link.
 */
export function markOf(proofHash: string): string {
  return createHash("sha256").update(`livekit ${proofHash}`).digest("hex").slice(0, 16);
}

/**
 * What a member may do in a room: see and hear the others, publish camera, microphone and screen,
 * nothing else. The powers of a facilitator are in our own API, never in a token.
 */
export const inCall = {
  canSubscribe: true,
  canPublish: true,
  canPublishSources: [
    TrackSource.CAMERA,
    TrackSource.MICROPHONE,
    TrackSource.SCREEN_SHARE,
    TrackSource.SCREEN_SHARE_AUDIO,
  ],
};

/** At the door the connection is made ready, and nothing of anybody goes through it. */
const atDoor = { canSubscribe: false, canPublish: false, canPublishSources: [] };

/** A token for one person, one tab, one room, at the door or in the call. */
export async function tokenFor(
  keys: KeyPair,
  room: string,
  seat: Pick<Seat, "member" | "tab">,
  mark: string,
  place: "door" | "call",
): Promise<string> {
  const token = new AccessToken(keys.key, keys.secret, {
    identity: identityOf(seat),
    ttl: LIFETIME,
    attributes: { link: mark },
  });
  token.addGrant({
    room,
    roomJoin: true,
    ...(place === "call" ? inCall : atDoor),
    canPublishData: false,
    canUpdateOwnMetadata: false,
  });
  return token.toJwt();
}

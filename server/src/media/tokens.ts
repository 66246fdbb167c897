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
 * A token for one person, one tab, one room: see and hear the others, publish camera, microphone
 * and screen, nothing else. The powers of a facilitator are in our own API, never in a token.
 */
export async function tokenFor(
  keys: KeyPair,
  room: string,
  seat: Pick<Seat, "member" | "tab">,
): Promise<string> {
  const token = new AccessToken(keys.key, keys.secret, {
    identity: identityOf(seat),
    ttl: LIFETIME,
  });
  token.addGrant({
    room,
    roomJoin: true,
    canSubscribe: true,
    canPublish: true,
    canPublishSources: [
      TrackSource.CAMERA,
      TrackSource.MICROPHONE,
      TrackSource.SCREEN_SHARE,
      TrackSource.SCREEN_SHARE_AUDIO,
    ],
    canPublishData: false,
    canUpdateOwnMetadata: false,
  });
  return token.toJwt();
}

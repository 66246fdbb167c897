import { STREAM_VERSION } from "@hotseat/shared";
import { randomBytes, toBase64Url } from "../link/base64url.ts";

/** One member of one session, as the address of the page names them. */
export type Seat = { readonly session: string; readonly member: string };

/** Where a member's requests go. */
export function memberPath({ session, member }: Seat): string {
  return `/api/sessions/${encodeURIComponent(session)}/members/${encodeURIComponent(member)}`;
}

/** Where a member's stream is, for this tab. */
export function streamAddress(seat: Seat): string {
  const query = new URLSearchParams({ tab: tabId(), v: String(STREAM_VERSION) });
  return `${webSocketOrigin()}${memberPath(seat)}/stream?${query}`;
}

/** This origin as LiveKit and the stream are reached: `ws://host` or `wss://host`. */
export function webSocketOrigin(): string {
  return location.origin.replace(/^http/, "ws");
}

const CLOCK = "clock";

/** Whether this page was asked for the clock alone. */
export function wantsClockOnly(): boolean {
  return new URLSearchParams(location.search).has(CLOCK);
}

/** This member's address with the clock alone, without any secret. */
export function clockAddress(): string {
  return `${location.origin}${location.pathname}?${CLOCK}`;
}

const KEY = "hotseat.tab";
const fresh = toBase64Url(randomBytes(12));

/** Names this tab, the same over a reload: 16 characters. */
export function tabId(): string {
  try {
    const kept = sessionStorage.getItem(KEY);
    if (kept && /^[A-Za-z0-9_-]{8,32}$/.test(kept)) return kept;
    sessionStorage.setItem(KEY, fresh);
  } catch {
    // A browser that keeps nothing still has one name for as long as the page lives.
  }
  return fresh;
}

import type { Seat } from "../session/address.ts";

/*
 * The secret of a member's link, kept on the device that opened it. The cookie lets this device in
 * for a year, but only the secret opens the keys of a sealed session: without it, a reload or a
 * bookmark of the clean address would get in and see nothing. It lies in `localStorage`, which other
 * sites cannot read and which is never sent; `sessionStorage` would lose it with the tab. Who can
 * read the storage of this browser could as well use its cookie.
 */

/** Remembers the secret, where the browser keeps anything. */
export function keepSecret(seat: Seat, secret: string): void {
  try {
    localStorage.setItem(keyOf(seat), secret);
  } catch {
    // A browser that keeps nothing has it until the page closes.
  }
  atHand.set(keyOf(seat), secret);
}

/** The secret of the link that this device has opened; null when there is none. */
export function keptSecret(seat: Seat): string | null {
  const key = keyOf(seat);
  try {
    return localStorage.getItem(key) ?? atHand.get(key) ?? null;
  } catch {
    return atHand.get(key) ?? null;
  }
}

/** The link opens nothing any more. */
export function forgetSecret(seat: Seat): void {
  atHand.delete(keyOf(seat));
  try {
    localStorage.removeItem(keyOf(seat));
  } catch {
    // Nothing was kept.
  }
}

const atHand = new Map<string, string>();

function keyOf({ session, member }: Seat): string {
  return `hotseat.link.${session}.${member}`;
}

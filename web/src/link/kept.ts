import type { Seat } from "../session/address.ts";
import { readKept, textOf } from "./secret.ts";
import type { Kept } from "./secret.ts";

/*
 * The secret of a member's link, kept on the device that opened it. The cookie lets this device in
 * for a year, but only the secret opens the keys of a sealed session: without it, a reload or a
 * bookmark of the clean address would get in and see nothing. It lies in `localStorage`, which other
 * sites cannot read and which is never sent; `sessionStorage` would lose it with the tab. Who can
 * read the storage of this browser could as well use its cookie.
 *
 * That the session is sealed is kept with it, and which key it had, so that a server which says
 * otherwise or gives an older key again is not believed.
 */

/** Remembers the secret, where the browser keeps anything. What was sealed once stays it. */
export function keepSecret(seat: Seat, { secret, sealed }: Kept): void {
  const text = textOf({ secret, sealed: sealed || keptSealed(seat) });
  try {
    localStorage.setItem(keyOf(seat), text);
  } catch {
    // A browser that keeps nothing has it until the page closes.
  }
  atHand.set(keyOf(seat), text);
}

/** Remembers that the session is sealed: a link from before this was written into links. */
export function keepSealed(seat: Seat): void {
  const secret = keptSecret(seat);
  if (secret !== null && !keptSealed(seat)) keepSecret(seat, { secret, sealed: true });
}

/** Remembers which key of the session this device has had. */
export function keepEpoch(seat: Seat, epoch: number): void {
  if (epoch <= keptEpoch(seat)) return;
  try {
    localStorage.setItem(epochOf(seat), `${epoch}`);
  } catch {
    // A page that stays open knows it anyway.
  }
}

/** The latest key of the session that this device has had, counted from 1; 0 when it had none. */
export function keptEpoch(seat: Seat): number {
  try {
    return Number(localStorage.getItem(epochOf(seat)) ?? 0);
  } catch {
    return 0;
  }
}

/** The secret of the link that this device has opened; null when there is none. */
export function keptSecret(seat: Seat): string | null {
  return kept(seat)?.secret ?? null;
}

/** Whether the session is sealed by what this device knows, whatever the server says. */
export function keptSealed(seat: Seat): boolean {
  return kept(seat)?.sealed ?? false;
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

/** Forgets what this device was given as that member: of a group, and of all calls of it. */
export function forgetSecretsOf(member: string): void {
  const ours = [PREFIX, EPOCH];
  const theirs = (key: string) =>
    ours.some((prefix) => key.startsWith(prefix)) && key.endsWith(`.${member}`);
  for (const key of [...atHand.keys()].filter(theirs)) atHand.delete(key);
  try {
    for (const key of Object.keys(localStorage).filter(theirs)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** The place of a group's secret beside those of sessions, whose ids have no dot. */
export function groupKept(group: string, member: string): Seat {
  return { session: `group.${group}`, member };
}

const PREFIX = "hotseat.link.";
const EPOCH = "hotseat.epoch.";

const atHand = new Map<string, string>();

function kept(seat: Seat): Kept | null {
  const key = keyOf(seat);
  let text = atHand.get(key) ?? null;
  try {
    text = localStorage.getItem(key) ?? text;
  } catch {
    // What is at hand has to do.
  }
  return text === null ? null : readKept(text);
}

function keyOf({ session, member }: Seat): string {
  return `${PREFIX}${session}.${member}`;
}

function epochOf({ session, member }: Seat): string {
  return `${EPOCH}${session}.${member}`;
}

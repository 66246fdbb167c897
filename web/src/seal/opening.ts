import type { SealReply } from "@hotseat/shared";
import { fromBase64Url } from "../link/base64url.ts";
import {
  groupKept,
  keepEpoch,
  keepSealed,
  keptEpoch,
  keptSealed,
  keptSecret,
} from "../link/kept.ts";
import { get } from "../link/request.ts";
import { memberPath } from "../session/address.ts";
import type { Seat } from "../session/address.ts";
import { sessionStore } from "../session/store.ts";
import { forgetSeal, sealStore } from "./store.ts";
import type { Seal } from "./store.ts";

const RETRY_MS = 2_000;

let following: { readonly refresh: () => Promise<void> } | null = null;

/** Whether this browser gives the page what sealing needs: browsers withhold it on plain http. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Whether this browser has the curve of links' keys: Chrome since 133, Firefox since 130, Safari since 17. */
export async function hasCurve(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey("X25519", false, ["deriveBits"]);
    return true;
  } catch {
    return false;
  }
}

/** Opens the keys of a session once it is known to be sealed, and follows them until stopped. */
export function followSeal(seat: Seat): () => void {
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  forgetSeal();

  const once = async () => {
    const seal = await openSeal(seat);
    if (stopped) return;
    if (seal === null) retry = setTimeout(() => void refresh(), RETRY_MS);
    else sealStore.setState({ seal });
  };
  const whileAsked = async () => {
    while (again && !stopped) {
      again = false;
      await once();
    }
  };
  /** One at a time, and one more for whoever asked meanwhile. */
  const refresh = () => {
    clearTimeout(retry);
    again = true;
    running ??= whileAsked().finally(() => (running = null));
    return running;
  };
  const begin = () => {
    const { view } = sessionStore.getState();
    if (!view) return;
    forget();
    if (view.sealed) {
      keepSealed(seat);
      void refresh();
    } else if (keptSealed(seat)) sealStore.setState({ seal: { state: "shut", why: "downgrade" } });
    else sealStore.setState({ seal: { state: "unsealed" } });
  };
  const forget = sessionStore.subscribe(begin);
  begin();
  const mine = { refresh };
  following = mine;
  return () => {
    stopped = true;
    clearTimeout(retry);
    forget();
    if (following === mine) following = null;
  };
}

/** Looks whether there is a newer key. Resolves when that is known, as far as it can be. */
export async function refreshSeal(): Promise<void> {
  if (sessionStore.getState().view?.sealed) await following?.refresh();
}

/** The seal once it is known whether this page can open it. */
export function settledSeal(): Promise<Seal> {
  const { seal } = sealStore.getState();
  if (seal.state !== "opening") return Promise.resolve(seal);
  return new Promise((done) => {
    const forget = sealStore.subscribe((state) => {
      if (state.seal.state === "opening") return;
      forget();
      done(state.seal);
    });
  });
}

/** Null when the server could not be asked. */
async function openSeal(seat: Seat): Promise<Seal | null> {
  if (!canSeal()) return { state: "shut", why: "crypto" };
  if (!(await hasCurve())) return { state: "shut", why: "curve" };
  // From before the question: another tab may hear of a newer key than the one in the answer.
  const known = keptEpoch(seat);
  const answer = await get<SealReply>(`${memberPath(seat)}/seal`);
  if (!answer.ok) {
    const unanswered = answer.status === 0 || answer.status >= 500;
    return unanswered ? null : { state: "shut", why: "key" };
  }
  const { group } = answer.value;
  const kept = keptSecret(seat) ?? (group ? keptSecret(groupKept(group, seat.member)) : null);
  const secret = fromBase64Url(kept ?? "");
  if (!secret) return { state: "shut", why: "secret" };
  const code = await import("./keyring.ts").catch(() => null);
  if (!code) return null;
  const opened = await code.openKeyring(secret, answer.value);
  if (typeof opened === "string") return { state: "shut", why: opened };
  const keyring = group ? await code.keyringOfCall(opened, group, seat.session) : opened;
  const { seal } = sealStore.getState();
  // A server that gives an older key again is not followed back to it.
  if (seal.state === "open" && seal.keyring.epoch > keyring.epoch) return seal;
  if (keyring.epoch < known) return { state: "shut", why: "older" };
  keepEpoch(seat, keyring.epoch);
  return { state: "open", keyring };
}

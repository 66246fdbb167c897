import { post } from "../link/request.ts";
import { memberPath } from "../session/address.ts";
import type { Seat } from "../session/address.ts";
import { hasChair } from "../session/people.ts";
import { sessionStore } from "../session/store.ts";
import type { Keyring } from "./keyring.ts";
import { refreshSeal } from "./opening.ts";
import { sealStore } from "./store.ts";

/**
 * Replaces the key of a sealed session when a member was put out, for as long as this page is open:
 * the page of whoever has the chair does it, for everybody who is still there.
 */
export function replaceWhenPutOut(seat: Seat): () => void {
  /** The epoch whose successor has been asked for; one that is refused is somebody else's by then. */
  let asked = 0;
  const look = () => {
    const { view } = sessionStore.getState();
    const { seal } = sealStore.getState();
    if (!view?.sealed || view.status === "ended" || !hasChair(view)) return;
    if (seal.state !== "open" || seal.keyring.epoch === asked) return;
    // Whoever is put out of a call of a group is still in the group, and their key is the group's.
    if (seal.keyring.group !== undefined) return;
    const removed = view.members.filter((each) => each.removed).map(({ id }) => id);
    const { keyring } = seal;
    if (!keyring.publicKeys.some(({ member }) => removed.includes(member))) return;
    asked = keyring.epoch;
    // What did not get through is asked for again with the next change.
    replace(seat, keyring, removed).catch(() => (asked = 0));
  };
  const forget = [sessionStore.subscribe(look), sealStore.subscribe(look)];
  return () => {
    for (const each of forget) each();
  };
}

/** Rejects when the server could not be asked; one that refuses knows a newer key. */
async function replace(seat: Seat, keyring: Keyring, removed: readonly string[]): Promise<void> {
  const { nextSeal } = await import("./creation.ts");
  const key = await nextSeal(keyring, removed);
  const answer = await post<void>(`${memberPath(seat)}/seal`, key);
  if (!answer.ok && (answer.status === 0 || answer.status >= 500)) throw new Error("not asked");
  await refreshSeal();
}

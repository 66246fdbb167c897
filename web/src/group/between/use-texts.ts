import { useMemo } from "react";
import type { Keyring } from "../../seal/keyring.ts";
import type { GroupSeat } from "../address.ts";
import { isDowngraded, ownSecret, useGroupSeal } from "../seal/store.ts";
import { plainTexts, shutTexts } from "./texts.ts";
import type { Texts } from "./texts.ts";

/** How texts of the group travel; `sealed` as its view says, `anew` when there may be a newer key. */
export function useTexts(seat: GroupSeat, sealed: boolean, anew: unknown): Texts {
  const seal = useGroupSeal(seat, sealed, anew);
  const keyring = seal?.state === "open" ? seal.keyring : null;
  // Nothing is written in the clear where the link says that it is sealed.
  const shut = sealed || isDowngraded(seat, sealed);
  return useMemo(
    () => (keyring ? groupTexts(keyring) : shut ? shutTexts : plainTexts),
    [shut, keyring],
  );
}

/** How the reader's private notes travel: under a key of their own link. */
export function useOwnTexts(seat: GroupSeat, sealed: boolean): Texts {
  const secret = ownSecret(seat);
  const shut = sealed || isDowngraded(seat, sealed);
  return useMemo(
    () => (shut ? (sealed && secret !== null ? ownTexts(secret) : shutTexts) : plainTexts),
    [sealed, shut, secret],
  );
}

function groupTexts(keyring: Keyring): Texts {
  return {
    sealed: true,
    close: async (text) => (await keys()).closeGroupText(keyring, text),
    open: async (text) => (await keys()).openGroupText(keyring, text),
  };
}

function ownTexts(secret: string): Texts {
  return {
    sealed: true,
    close: async (text) => (await keys()).closeNote(secret, text),
    open: async (text) => (await keys()).openNote(secret, text),
  };
}

/** What encrypts, loaded by those who have something to encrypt. */
function keys() {
  return import("../../seal/group-keys.ts");
}

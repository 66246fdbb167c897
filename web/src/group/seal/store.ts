import { useEffect } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { groupKept, keepSealed, keptSealed, keptSecret } from "../../link/kept.ts";
import { openGroupSeal } from "../../seal/group-opening.ts";
import type { GroupSeal } from "../../seal/group-opening.ts";
import { groupPath } from "../address.ts";
import type { GroupSeat } from "../address.ts";

type Opened = {
  /** Whose seal it is, by the path of their requests. */
  readonly path: string;
  readonly seal: GroupSeal | null;
};

const nothing: Opened = { path: "", seal: null };

/** The keys of the group that is looked at; null while they are being opened. */
const groupSealStore = createStore<Opened>(() => nothing);

/** The secret of the reader's own link to a group; null when this device has none. */
export function ownSecret({ group, member }: GroupSeat): string | null {
  return keptSecret(groupKept(group, member));
}

/** Whether the server says that a group is open of which this device knows that it is sealed. */
export function isDowngraded({ group, member }: GroupSeat, sealed: boolean): boolean {
  return !sealed && keptSealed(groupKept(group, member));
}

/**
 * What this page can open in a sealed group; null while that is being found out, and in a group that
 * is not sealed. `anew` is another value when there may be a newer key.
 */
export function useGroupSeal(
  { group, member }: GroupSeat,
  sealed: boolean,
  anew: unknown,
): GroupSeal | null {
  useEffect(() => {
    if (!sealed) return;
    keepSealed(groupKept(group, member));
    void readGroupSeal({ group, member });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- there may be a newer key
  }, [group, member, sealed, anew]);
  const opened = useStore(groupSealStore);
  return sealed && opened.path === groupPath({ group, member }) ? opened.seal : null;
}

/** Opens the keys once more. Resolves with them, or with null when the server could not be asked. */
export async function readGroupSeal(seat: GroupSeat): Promise<GroupSeal | null> {
  const path = groupPath(seat);
  const seal = await openGroupSeal(path, ownSecret(seat));
  const before = groupSealStore.getState();
  if (!seal) return null;
  const isOlder =
    before.path === path &&
    before.seal?.state === "open" &&
    seal.state === "open" &&
    before.seal.keyring.epoch > seal.keyring.epoch;
  // A server that gives an older key again is not followed back to it.
  if (!isOlder) groupSealStore.setState({ path, seal });
  return isOlder ? before.seal : seal;
}

import { useState } from "react";
import type { MemberId, MemberView } from "@hotseat/shared";
import { sharersAfter } from "./layout.ts";
import type { Person } from "./people.ts";

/** Whose screen is shown: of several the newest; null while nobody shares one. */
export function useSharer(
  members: readonly MemberView[],
  personOf: (member: MemberId) => Person,
): MemberId | null {
  const [known, setKnown] = useState<readonly MemberId[]>([]);
  const now = members.map(({ id }) => id).filter((id) => personOf(id).screen);
  const sharers = sharersAfter(known, now);
  if (sharers.join() !== known.join()) setKnown(sharers);
  return sharers.at(-1) ?? null;
}

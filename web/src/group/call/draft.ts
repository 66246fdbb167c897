import type { MemberId } from "@hotseat/shared";

/** A note for one seat while it is written. */
export type Draft = {
  readonly text: string;
  /** In whose seat it was begun; null while there is none. */
  readonly to: MemberId | null;
};

export const emptyDraft: Draft = { text: "", to: null };

/** The draft with another text, for whom it was begun; once it is empty it is nobody's. */
export function written(draft: Draft, text: string, to: MemberId): Draft {
  return text === "" ? emptyDraft : { text, to: draft.to ?? to };
}

/** For whom it is: in whose seat it was begun, else whoever sits now; null between seats. */
export function ownerOf({ to }: Draft, holder: MemberId | null): MemberId | null {
  return to ?? holder;
}

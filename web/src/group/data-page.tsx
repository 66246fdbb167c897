import { useLocation } from "wouter";
import type { GroupExport, GroupView } from "@hotseat/shared/group";
import type { Refusal } from "@hotseat/shared";
import { get, post } from "../link/request.ts";
import { openExport } from "../privacy/opened.ts";
import type { Opened, Openers } from "../privacy/opened.ts";
import { OwnData } from "../privacy/own-data.tsx";
import { usePrivacyWords } from "../privacy/words.ts";
import { openEnvelope } from "../seal/envelope.ts";
import { groupPath } from "./address.ts";
import type { GroupSeat } from "./address.ts";
import { plainTexts, shutTexts } from "./between/texts.ts";
import { useOwnTexts, useTexts } from "./between/use-texts.ts";
import { forgetKnown } from "./known.ts";
import { readGroupSeal } from "./seal/store.ts";

type Props = { readonly view: GroupView; readonly seat: GroupSeat };

/** Everything of the reader's own in their group. */
export function DataPage({ view, seat }: Props) {
  const words = usePrivacyWords().data;
  const [, go] = useLocation();
  const texts = useTexts(seat, view.sealed, view.version);
  const own = useOwnTexts(seat, view.sealed);
  const path = groupPath(seat);
  const name = view.members.find(({ id }) => id === view.you.id)?.name ?? "";
  const read = async (): Promise<Opened | Refusal> => {
    const answer = await get<GroupExport>(`${path}/export`);
    if (!answer.ok) return answer.refusal;
    const chat = view.sealed ? await chatOf(seat) : () => plainTexts;
    return openExport(answer.value, { texts, own, chat });
  };
  return (
    <OwnData
      hint={words.hint}
      eraseHint={words.eraseHint}
      name={name}
      file={`hotseat-${seat.group}`}
      read={read}
      erase={async (typed) => {
        const answer = await post<void>(`${path}/erase`, { name: typed });
        return answer.ok ? null : answer.refusal;
      }}
      onErased={() => {
        forgetKnown(seat);
        go("/erased");
      }}
    />
  );
}

/** How what was written in the calls of a sealed group is opened: by keys that come from the group's. */
async function chatOf(seat: GroupSeat): Promise<Openers["chat"]> {
  const seal = await readGroupSeal(seat);
  if (seal?.state !== "open") return () => shutTexts;
  const { keyringOfCall } = await import("../seal/keyring.ts");
  return (session) => ({
    open: async (text) => {
      const { textKeys } = await keyringOfCall(seal.keyring, seat.group, session);
      return openEnvelope(textKeys, text);
    },
  });
}

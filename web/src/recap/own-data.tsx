import { useLocation } from "wouter";
import type { Refusal } from "@hotseat/shared";
import type { SessionExport } from "@hotseat/shared/group";
import { forgetSecret } from "../link/kept.ts";
import { get, post } from "../link/request.ts";
import { openExport } from "../privacy/opened.ts";
import type { Opened } from "../privacy/opened.ts";
import { OwnData } from "../privacy/own-data.tsx";
import { usePrivacyWords } from "../privacy/words.ts";
import { openText } from "../seal/text.ts";
import { memberPath } from "../session/address.ts";
import type { Seat } from "../session/address.ts";

/** Everything of the reader's own in an hour that belongs to no group. */
export function OwnDataOfSession({ seat, name }: { readonly seat: Seat; readonly name: string }) {
  const words = usePrivacyWords().data;
  const [, go] = useLocation();
  const path = memberPath(seat);
  const read = async (): Promise<Opened | Refusal> => {
    const answer = await get<SessionExport>(`${path}/export`);
    if (!answer.ok) return answer.refusal;
    const texts = { open: openText };
    return openExport(answer.value, { texts, own: texts, chat: () => texts });
  };
  return (
    <OwnData
      hint={words.hintSession}
      eraseHint={words.eraseSession}
      name={name}
      file={`hotseat-${seat.session}-${seat.member}`}
      read={read}
      erase={async (typed) => {
        const answer = await post<void>(`${path}/erase`, { name: typed });
        return answer.ok ? null : answer.refusal;
      }}
      onErased={() => {
        forgetSecret(seat);
        go("/erased");
      }}
    />
  );
}

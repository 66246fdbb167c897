import { useState } from "react";
import { useLocation } from "wouter";
import type { FormerReply, GroupView } from "@hotseat/shared/group";
import { post } from "../../link/request.ts";
import { Button } from "../../parts/button.tsx";
import { EraseDialog } from "../../privacy/erase-dialog.tsx";
import { usePrivacyWords } from "../../privacy/words.ts";
import form from "../form.module.css";
import { groupPath } from "../address.ts";
import type { GroupSeat } from "../address.ts";
import { useFetched } from "../fetched.ts";
import { forgetKnown } from "../known.ts";
import style from "./manage.module.css";

type Former = FormerReply["former"][number];

/** What the facilitator erases: somebody who has left, or the whole group. */
export function Erasing({ view, seat }: { readonly view: GroupView; readonly seat: GroupSeat }) {
  const words = usePrivacyWords().data;
  const [, go] = useLocation();
  const [whom, setWhom] = useState<Former | "group" | null>(null);
  const path = groupPath(seat);
  const { value, again } = useFetched<FormerReply>(`${path}/former`, view.version);
  const former = value?.former ?? [];
  const close = () => setWhom(null);
  const erase = async (at: string, name: string) => {
    const answer = await post<void>(`${path}${at}`, { name });
    return answer.ok ? null : answer.refusal;
  };
  return (
    <>
      {former.length > 0 && (
        <section className={style.section}>
          <h2>{words.former}</h2>
          <p className={form.hint}>{words.formerHint}</p>
          <ul className={style.members} data-testid="former">
            {former.map((each) => (
              <li key={each.id}>
                <span className={style.former}>{each.name}</span>
                <Button onClick={() => setWhom(each)} data-testid={`erase-${each.id}`}>
                  {words.eraseFormer(each.name)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={style.section}>
        <h2>{words.groupTitle}</h2>
        <p className={form.hint}>{words.groupHint}</p>
        <Button className={style.erase} onClick={() => setWhom("group")} data-testid="erase-group">
          {words.eraseGroup}
        </Button>
      </section>
      {whom === "group" && (
        <EraseDialog
          title={words.groupTitle}
          hint={words.groupHint}
          name={view.name}
          erase={(name) => erase("/erase-group", name)}
          onErased={() => {
            forgetKnown(seat);
            go("/");
          }}
          onClose={close}
        />
      )}
      {whom !== null && whom !== "group" && (
        <EraseDialog
          title={words.eraseFormer(whom.name)}
          hint={words.formerHint}
          name={whom.name}
          erase={(name) => erase(`/former/${whom.id}/erase`, name)}
          onErased={() => {
            close();
            again();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

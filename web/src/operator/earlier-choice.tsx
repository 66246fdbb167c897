import { useEffect, useState } from "react";
import { useWords } from "./words.ts";
import { emptyDraft } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { draftAfter, earlierSessions } from "./earlier.ts";
import type { EarlierSession } from "./earlier.ts";
import style from "./earlier-choice.module.css";

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** New people, or those of an earlier hour, whose order and ledger go on. */
export function EarlierChoice({ draft, onChange }: Props) {
  const { operator: words, list, former } = useWords();
  const [sessions, setSessions] = useState<readonly EarlierSession[]>([]);
  useEffect(() => {
    let gone = false;
    void earlierSessions().then((found) => !gone && setSessions(found));
    return () => {
      gone = true;
    };
  }, []);
  if (sessions.length === 0) return null;
  const choose = (id: string) => {
    const earlier = sessions.find(({ session }) => session === id);
    onChange(earlier ? draftAfter(draft, earlier) : emptyDraft(draft.own));
  };
  return (
    <div className={style.earlier}>
      <label htmlFor="earlier">{words.earlier}</label>
      <select
        id="earlier"
        value={draft.follows ?? ""}
        onChange={(event) => choose(event.target.value)}
        data-testid="follows"
      >
        <option value="">{words.newPeople}</option>
        {sessions.map(({ session, members }) => (
          <option key={session} value={session}>
            {words.sameAs(list(members.map(({ name }) => name || former)))}
          </option>
        ))}
      </select>
      {draft.follows !== null && <p>{words.followsHint}</p>}
    </div>
  );
}

import { useState } from "react";
import type { FormEvent } from "react";
import { seatSpan } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { Middle } from "../ring/hour-left.tsx";
import { Ring } from "../ring/ring.tsx";
import { ChairList } from "./chair-list.tsx";
import { emptyDraft, hourOf, preview } from "./draft.ts";
import { LengthChoice } from "./length-choice.tsx";
import { makeLinks } from "./links.ts";
import type { MadeLink } from "./links.ts";
import style from "./create-form.module.css";

/** Four names, who facilitates, how long; beside it the hour that this makes. */
export function CreateForm({ onMade }: { readonly onMade: (links: readonly MadeLink[]) => void }) {
  const words = useWords();
  const [draft, setDraft] = useState(emptyDraft);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const hour = hourOf(draft);
  const { plan, members } = preview(draft);
  const seat = plan.segments.find(({ block }) => block === "seat");
  const span = seat ? seatSpan(plan, seat) : null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (draft.chairs.some(({ name }) => name.trim() === ""))
      return setTrouble(words.operator.needNames);
    if (hour === null) return setTrouble(words.operator.needMinutes);
    setTrouble("");
    setBusy(true);
    const made = await makeLinks(draft, hour);
    setBusy(false);
    if ("code" in made) setTrouble(sentenceOf(made, words));
    else onMade(made);
  };

  return (
    <form className={style.form} onSubmit={submit} noValidate>
      <div className={style.fields}>
        <h1>{words.operator.title}</h1>
        <ChairList draft={draft} onChange={setDraft} />
        <LengthChoice draft={draft} onChange={setDraft} />
        <p className={style.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" type="submit" data-testid="create" disabled={busy}>
          {busy ? words.operator.creating : words.operator.create}
        </Button>
      </div>
      <div className={style.ring}>
        <Ring plan={plan} members={members} names>
          <Middle
            label={span ? words.operator.seatEach(minutesOf(span.endsAt - span.startsAt)) : ""}
          >
            {minutesOf(plan.endsAt - plan.startsAt)}
          </Middle>
        </Ring>
      </div>
    </form>
  );
}

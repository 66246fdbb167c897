import { useState } from "react";
import type { FormEvent } from "react";
import { seatSpan } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "./words.ts";
import { Button } from "../parts/button.tsx";
import { Middle } from "../ring/hour-left.tsx";
import { Ring } from "../ring/ring.tsx";
import { ChairList } from "./chair-list.tsx";
import { AgendaChoice } from "./agenda-choice.tsx";
import { BeginChoice } from "./begin-choice.tsx";
import { emptyDraft, fittingOf, hourOf, preview, scheduledFor } from "./draft.ts";
import { EarlierChoice } from "./earlier-choice.tsx";
import { LengthChoice } from "./length-choice.tsx";
import { SealChoice } from "./seal-choice.tsx";
import { makeLinks } from "./links.ts";
import { keptAgenda } from "./own-agenda.ts";
import type { MadeLink } from "./links.ts";
import style from "./create-form.module.css";

/** Who, what, when and how long; beside it the hour that this makes. */
export function CreateForm({ onMade }: { readonly onMade: (links: readonly MadeLink[]) => void }) {
  const words = useWords();
  const [draft, setDraft] = useState(() => emptyDraft(keptAgenda()));
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
    const { fitting } = fittingOf(draft);
    if (!fitting.ok) return setTrouble(sentenceOf(fitting.rejection, words));
    const begins = scheduledFor(draft);
    // A wrong clock here does not matter: the server has the last word.
    if (begins !== null && !(begins > Date.now())) return setTrouble(words.operator.needTime);
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
        <EarlierChoice draft={draft} onChange={setDraft} />
        <ChairList draft={draft} onChange={setDraft} />
        <AgendaChoice draft={draft} onChange={setDraft} />
        <BeginChoice draft={draft} onChange={setDraft} />
        <LengthChoice draft={draft} onChange={setDraft} />
        <SealChoice draft={draft} onChange={setDraft} />
        <p className={style.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" type="submit" data-testid="create" disabled={busy}>
          {busy ? words.operator.creating : words.operator.create(draft.chairs.length)}
        </Button>
      </div>
      <div className={style.ring}>
        <Ring plan={plan} members={members} names>
          <Middle
            label={
              span
                ? words.operator.seatEach(minutesOf(span.endsAt - span.startsAt))
                : words.operator.unfitShort
            }
          >
            {minutesOf(plan.endsAt - plan.startsAt)}
          </Middle>
        </Ring>
      </div>
    </form>
  );
}

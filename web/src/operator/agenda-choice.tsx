import { Suspense, lazy } from "react";
import { presets } from "@hotseat/shared";
import type { Agenda } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { sentenceOf } from "../language/refusal.ts";
import { useWords } from "./words.ts";
import { OWN, fittingOf } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { keepAgenda } from "./own-agenda.ts";
import style from "./agenda-choice.module.css";

const AgendaEditor = lazy(() => import("./agenda-editor.tsx"));

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** What the hour is made of: one of the presets, or parts of one's own; and whether that fits. */
export function AgendaChoice({ draft, onChange }: Props) {
  const words = useWords().operator;
  const ids = [...presets.map(({ id }) => id), OWN];
  const edit = (own: Agenda) => {
    keepAgenda(own);
    onChange({ ...draft, own });
  };
  return (
    <fieldset className={style.agenda}>
      <legend>{words.agenda}</legend>
      <div className={style.options}>
        {ids.map((id) => (
          <label key={id} className={style.option}>
            <input
              type="radio"
              name="agenda"
              checked={draft.agenda === id}
              onChange={() => onChange({ ...draft, agenda: id, halves: false })}
              data-testid={`agenda-${id}`}
            />
            <span>
              {words.agendas[id]?.name}
              <small>{words.agendas[id]?.what}</small>
            </span>
          </label>
        ))}
      </div>
      {draft.agenda === OWN && (
        <Suspense>
          <AgendaEditor agenda={draft.own} members={draft.chairs.length} onChange={edit} />
        </Suspense>
      )}
      <Fits draft={draft} onChange={onChange} />
    </fieldset>
  );
}

/** Whether the agenda fits that many members; if not, why, and what would. */
function Fits({ draft, onChange }: Props) {
  const all = useWords();
  const words = all.operator;
  const { fitting, halvesFit } = fittingOf(draft);
  const members = draft.chairs.length;
  const offered = draft.halves || (!fitting.ok && halvesFit);
  return (
    <div className={style.fits} role="status">
      {fitting.ok ? (
        <p data-testid="fits">
          {words.editor.sum(minutes(fitting.seat), minutes(fitting.reserve))}
        </p>
      ) : (
        <p className={style.unfit} data-testid="unfit">
          {words.unfit}: {sentenceOf(fitting.rejection, all)}
        </p>
      )}
      {offered && (
        <label className={style.halves}>
          <input
            type="checkbox"
            checked={draft.halves}
            onChange={(event) => onChange({ ...draft, halves: event.target.checked })}
            data-testid="halves"
          />
          <span>
            {words.halves(Math.ceil(members / 2), members)}
            <small>{words.halvesHint}</small>
          </span>
        </label>
      )}
    </div>
  );
}

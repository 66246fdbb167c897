import { FULL_HOUR } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "./words.ts";
import { rehearsalLengths } from "./draft.ts";
import type { Draft } from "./draft.ts";
import style from "./length-choice.module.css";

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** The real hour, or a rehearsal of it. */
export function LengthChoice({ draft, onChange }: Props) {
  const words = useWords().operator;
  const option = (length: Draft["length"], label: string) => (
    <label key={length} className={style.option}>
      <input
        type="radio"
        name="length"
        checked={draft.length === length}
        onChange={() => onChange({ ...draft, length })}
        data-testid={`hour-${length}`}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset className={style.length}>
      <legend>{words.length}</legend>
      <div className={style.options}>{option(60, `${words.real} ${minutesOf(FULL_HOUR)}`)}</div>
      <div className={style.options}>
        <span className={style.word}>{words.rehearsal}</span>
        {rehearsalLengths.map((length) => option(length, words.minutes(length)))}
        {option("own", words.own)}
        {draft.length === "own" && (
          <input
            className={style.own}
            inputMode="numeric"
            maxLength={2}
            aria-label={words.ownMinutes}
            title={words.ownMinutes}
            value={draft.ownMinutes}
            onChange={(event) => onChange({ ...draft, ownMinutes: event.target.value })}
            data-testid="hour-own-minutes"
          />
        )}
      </div>
      <p className={style.hint}>{words.lengthHint}</p>
    </fieldset>
  );
}

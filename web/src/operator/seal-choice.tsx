import { useWords } from "./words.ts";
import { canSeal } from "../seal/opening.ts";
import type { Draft } from "./draft.ts";
import length from "./length-choice.module.css";
import style from "./begin-choice.module.css";

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** Whether the session is sealed, which it is unless somebody says otherwise or the page cannot. */
export function SealChoice({ draft, onChange }: Props) {
  const words = useWords().seal.form;
  const able = canSeal();
  return (
    <fieldset className={length.length}>
      <legend>{words.legend}</legend>
      <label className={style.practice}>
        <input
          type="checkbox"
          disabled={!able}
          checked={able && draft.sealed}
          onChange={(event) => onChange({ ...draft, sealed: event.target.checked })}
          data-testid="sealed"
        />
        <span>
          {words.label}
          <small>{able ? words.hint : words.cannot}</small>
        </span>
      </label>
    </fieldset>
  );
}

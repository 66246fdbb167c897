import { ArrowDown, ArrowUp } from "lucide-react";
import { useWords } from "../language/language.ts";
import { moveUp } from "./draft.ts";
import type { Draft } from "./draft.ts";
import style from "./chair-list.module.css";

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** The longest name that the protocol takes. */
const LONGEST_NAME = 40;

/** The four names in seat order, and which of them facilitates. */
export function ChairList({ draft, onChange }: Props) {
  const words = useWords().operator;
  const rename = (key: number, name: string) =>
    onChange({
      ...draft,
      chairs: draft.chairs.map((chair) => (chair.key === key ? { key, name } : chair)),
    });
  return (
    <fieldset className={style.chairs}>
      <legend>{words.who}</legend>
      <p className={style.hint}>{words.whoHint}</p>
      <ol>
        {draft.chairs.map(({ key, name }, i) => (
          <li key={key} data-seat={i} className={style.chair}>
            <span className={style.number} aria-hidden="true">
              {i + 1}
            </span>
            <input
              type="text"
              aria-label={words.name(i + 1)}
              placeholder={words.namePlaceholder}
              maxLength={LONGEST_NAME}
              autoComplete="off"
              value={name}
              onChange={(event) => rename(key, event.target.value)}
              data-testid={`member-name-${i}`}
            />
            <label className={style.facilitates}>
              <input
                type="radio"
                name="facilitator"
                aria-label={words.facilitatorOf(name, i + 1)}
                checked={draft.facilitator === key}
                onChange={() => onChange({ ...draft, facilitator: key })}
                data-testid={`facilitator-${i}`}
              />
              <span>{words.facilitates}</span>
            </label>
            <button
              type="button"
              className={style.up}
              disabled={i === 0}
              title={words.up(name, i + 1)}
              aria-label={words.up(name, i + 1)}
              onClick={() => onChange(moveUp(draft, i))}
            >
              <ArrowUp size={18} aria-hidden="true" />
            </button>
            <button
              type="button"
              className={style.up}
              disabled={i === draft.chairs.length - 1}
              title={words.down(name, i + 1)}
              aria-label={words.down(name, i + 1)}
              onClick={() => onChange(moveUp(draft, i + 1))}
            >
              <ArrowDown size={18} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ol>
      <p className={style.hint}>{words.facilitatorHint}</p>
    </fieldset>
  );
}

import type { ReactNode } from "react";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { FEWEST_MEMBERS, MOST_MEMBERS } from "@hotseat/shared";
import { useWords } from "./words.ts";
import { Button } from "../parts/button.tsx";
import { moveUp, withChair, withoutChair } from "./draft.ts";
import type { Draft } from "./draft.ts";
import style from "./chair-list.module.css";

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

type ListProps = Props & {
  /** What else is asked of each, by key and by place from 0; below the name. */
  readonly renderMore?: (key: number, index: number) => ReactNode;
};

/** The longest name that the protocol takes. */
const LONGEST_NAME = 40;

/** The names in seat order, which of them facilitates, and who stands in. */
export function ChairList({ draft, onChange, renderMore }: ListProps) {
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
              readOnly={draft.follows !== null}
              onChange={(event) => rename(key, event.target.value)}
              data-testid={`member-name-${i}`}
            />
            <label className={style.facilitates}>
              <input
                type="radio"
                name="facilitator"
                aria-label={words.facilitatorOf(name, i + 1)}
                checked={draft.facilitator === key}
                onChange={() =>
                  onChange({
                    ...draft,
                    facilitator: key,
                    deputy: draft.deputy === key ? null : draft.deputy,
                  })
                }
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
            {draft.follows === null && draft.chairs.length > FEWEST_MEMBERS && (
              <button
                type="button"
                className={style.up}
                title={words.remove(name, i + 1)}
                aria-label={words.remove(name, i + 1)}
                onClick={() => onChange(withoutChair(draft, key))}
                data-testid={`member-remove-${i}`}
              >
                <X size={18} aria-hidden="true" />
              </button>
            )}
            {renderMore && <div className={style.more}>{renderMore(key, i)}</div>}
          </li>
        ))}
      </ol>
      {draft.follows === null && draft.chairs.length < MOST_MEMBERS && (
        <Button onClick={() => onChange(withChair(draft))} data-testid="member-add">
          <Plus size={18} aria-hidden="true" /> {words.add}
        </Button>
      )}
      <p className={style.hint}>{words.facilitatorHint}</p>
      <Deputy draft={draft} onChange={onChange} />
    </fieldset>
  );
}

/** Who has the chair when the facilitator is not there (rule 5.1). */
function Deputy({ draft, onChange }: Props) {
  const words = useWords().operator;
  const others = draft.chairs.filter(({ key }) => key !== draft.facilitator);
  const chosen = others.some(({ key }) => key === draft.deputy) ? draft.deputy : null;
  return (
    <label className={style.deputy}>
      <span>{words.deputy}</span>
      <select
        value={chosen ?? ""}
        onChange={({ target: { value } }) =>
          onChange({ ...draft, deputy: value === "" ? null : Number(value) })
        }
        data-testid="deputy"
      >
        <option value="">{words.deputyByRule}</option>
        {others.map(({ key, name }) => (
          <option key={key} value={key}>
            {name || words.name(draft.chairs.findIndex((chair) => chair.key === key) + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}

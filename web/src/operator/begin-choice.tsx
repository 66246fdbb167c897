import { useWords } from "./words.ts";
import type { Draft } from "./draft.ts";
import length from "./length-choice.module.css";
import style from "./begin-choice.module.css";

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

/** By hand, or by itself at a time; and whether the hour is for practice only. */
export function BeginChoice({ draft, onChange }: Props) {
  const words = useWords().operator;
  const option = (begins: Draft["begins"], label: string) => (
    <label className={length.option}>
      <input
        type="radio"
        name="begins"
        checked={draft.begins === begins}
        onChange={() => onChange({ ...draft, begins })}
        data-testid={`begins-${begins}`}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset className={length.length}>
      <legend>{words.begins}</legend>
      <div className={length.options}>
        {option("by-hand", words.byHand)}
        {option("at", words.at)}
        {draft.begins === "at" && (
          <input
            type="datetime-local"
            className={style.when}
            aria-label={words.atLabel}
            value={draft.beginsAt}
            onChange={(event) => onChange({ ...draft, beginsAt: event.target.value })}
            data-testid="begins-when"
          />
        )}
      </div>
      {draft.begins === "at" && <p className={length.hint}>{words.zone(zone())}</p>}
      <label className={style.practice}>
        <input
          type="checkbox"
          checked={draft.practice}
          onChange={(event) => onChange({ ...draft, practice: event.target.checked })}
          data-testid="practice"
        />
        <span>
          {words.practice}
          <small>{words.practiceHint}</small>
        </span>
      </label>
    </fieldset>
  );
}

/** The reader's time zone by its name, with how far it is from UTC. */
function zone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const parts = new Intl.DateTimeFormat("en", { timeZoneName: "shortOffset" }).formatToParts();
  const offset = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return `${timeZone.replaceAll("_", " ")} (${offset})`;
}

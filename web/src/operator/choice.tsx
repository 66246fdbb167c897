import style from "./agenda-editor.module.css";

/** A list from which something is taken once; it then says its own name again. */
export function Choice(props: {
  readonly label: string;
  readonly testId: string;
  readonly options: readonly (readonly [value: string, name: string])[];
  readonly onChoose: (value: string) => void;
}) {
  return (
    <div className={style.choice}>
      <select
        aria-label={props.label}
        value=""
        onChange={({ target: { value } }) => value !== "" && props.onChoose(value)}
        data-testid={props.testId}
      >
        <option value="">{props.label}…</option>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

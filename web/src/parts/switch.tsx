import style from "./switch.module.css";

type Props = {
  readonly testId: string;
  readonly on: boolean;
  readonly label: string;
  /** What it does, in a few words. */
  readonly hint: string;
  readonly onTurn: (on: boolean) => void;
};

/** Something that is on or off and takes effect at once. */
export function Switch({ testId, on, label, hint, onTurn }: Props) {
  return (
    <label className={style.switch}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        onChange={({ target }) => onTurn(target.checked)}
        data-testid={testId}
      />
      <span>
        {label}
        <small>{hint}</small>
      </span>
    </label>
  );
}

import { useState } from "react";
import { minutes } from "../clock/format.ts";
import { useWords } from "./words.ts";
import style from "./agenda-editor.module.css";

type Props = {
  readonly seconds: number;
  /** Names what it is the length of. */
  readonly label: string;
  readonly testId: string;
  readonly onChange: (seconds: number) => void;
};

const MOST = 3_600;
const STEP = 15;

/** A length as `m:ss`, typed or stepped with the arrow keys; what is no length changes nothing. */
export function TimeField({ seconds, label, testId, onChange }: Props) {
  const words = useWords().operator.editor;
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed !== null && secondsIn(typed) === null;
  const take = (text: string) => {
    setTyped(text);
    const read = secondsIn(text);
    if (read !== null) onChange(read);
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      className={style.time}
      value={typed ?? minutes(seconds)}
      aria-label={label}
      aria-invalid={wrong}
      title={wrong ? words.wrongTime : label}
      onChange={(event) => take(event.target.value)}
      onBlur={() => setTyped(null)}
      onKeyDown={(event) => {
        const by = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        setTyped(null);
        onChange(Math.min(MOST, Math.max(STEP, seconds + by)));
      }}
      data-testid={testId}
    />
  );
}

/** `1:30`, or whole minutes as `2`; null for anything else. */
function secondsIn(text: string): number | null {
  const match = /^(\d{1,2})(?::([0-5]?\d))?$/.exec(text.trim());
  if (!match) return null;
  const seconds = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return seconds >= 1 && seconds <= MOST ? seconds : null;
}

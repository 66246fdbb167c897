import { useState } from "react";
import type { FormEvent } from "react";
import type { Instant } from "@hotseat/shared";
import { LONGEST_LINE } from "@hotseat/shared/group";
import { serverNow } from "../../clock/clock.ts";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import type { GroupSeat } from "../address.ts";
import form from "../form.module.css";
import { longDayIn } from "../times.ts";
import { useWords } from "../words.ts";
import { newPromiseId, wish } from "./store.ts";
import style from "./promises.module.css";

type Props = {
  readonly seat: GroupSeat;
  /** The reader's zone. */
  readonly zone: string;
  /** The start of the next call, which is when promises fall due; null when none is known. */
  readonly nextCall: Instant | null;
  readonly onDone?: () => void;
};

const WEEK_MS = 7 * 86_400_000;

/** One sentence, one thing, a day, and how one will know that it is done. */
export function PromiseForm({ seat, zone, nextCall, onDone }: Props) {
  const all = useWords();
  const words = all.group.promise;
  const locale = useLocale();
  const [id] = useState(newPromiseId);
  const [text, setText] = useState("");
  const [doneWhen, setDoneWhen] = useState("");
  const [ifThen, setIfThen] = useState("");
  const [inAWeek] = useState(() => serverNow() + WEEK_MS);
  const [due, setDue] = useState(nextCall ?? inAWeek);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || doneWhen.trim() === "") return setTrouble(words.needBoth);
    setTrouble("");
    setBusy(true);
    const refusal = await wish(seat, {
      type: "promise",
      id,
      text,
      doneWhen,
      ifThen: ifThen.trim() === "" ? null : ifThen,
      due,
    });
    setBusy(false);
    if (refusal) return setTrouble(sentenceOf(refusal, all));
    onDone?.();
  };
  const line = (
    label: string,
    hint: string,
    value: string,
    onType: (value: string) => void,
    testId: string,
  ) => (
    <label className={`${form.field} ${form.wide}`}>
      <span>{label}</span>
      <input
        type="text"
        maxLength={LONGEST_LINE}
        autoComplete="off"
        placeholder={hint}
        value={value}
        onChange={({ target }) => onType(target.value)}
        data-testid={testId}
      />
    </label>
  );
  return (
    <form className={style.form} onSubmit={save} noValidate data-testid="promise-form">
      {line(words.text, words.textHint, text, setText, "promise-text")}
      {line(words.doneWhen, words.doneWhenHint, doneWhen, setDoneWhen, "promise-done-when")}
      {line(words.ifThen, words.ifThenHint, ifThen, setIfThen, "promise-if-then")}
      <label className={form.field}>
        <span>{words.due}</span>
        <select
          value={due}
          onChange={({ target }) => setDue(Number(target.value))}
          data-testid="promise-due"
        >
          {nextCall !== null && (
            <option value={nextCall}>{words.byNextCall(longDayIn(nextCall, zone, locale))}</option>
          )}
          <option value={inAWeek}>{words.inAWeek(longDayIn(inAWeek, zone, locale))}</option>
        </select>
      </label>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <div className={style.save}>
        <Button look="act" type="submit" disabled={busy} data-testid="promise-save">
          {words.save}
        </Button>
      </div>
    </form>
  );
}

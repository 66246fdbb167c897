import { useState } from "react";
import type { FormEvent } from "react";
import { LONGEST_LINE } from "@hotseat/shared/group";
import type { CheckIn, CommitmentView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import type { GroupSeat } from "../address.ts";
import form from "../form.module.css";
import { useWords } from "../words.ts";
import { wish } from "./store.ts";
import style from "./promises.module.css";

type Props = {
  readonly seat: GroupSeat;
  readonly promise: CommitmentView;
  readonly onDone: () => void;
};

const hows = ["on-track", "stuck"] as const;

/** How it goes, between the calls: a tap and a line. */
export function CheckInForm({ seat, promise, onDone }: Props) {
  const all = useWords();
  const words = all.group.promise;
  const [how, setHow] = useState<CheckIn["how"]>(promise.checkIn?.how ?? "on-track");
  const [line, setLine] = useState("");
  const [trouble, setTrouble] = useState("");
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const refusal = await wish(seat, { type: "check-in", id: promise.id, how, line });
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onDone();
  };
  return (
    <form className={style.form} onSubmit={save} noValidate data-testid="check-in-form">
      <fieldset className={style.hows}>
        <legend className="hidden">{words.checkIn}</legend>
        {hows.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`how-${promise.id}`}
              checked={how === each}
              onChange={() => setHow(each)}
              data-testid={`how-${each}`}
            />
            {words.how[each]}
          </label>
        ))}
      </fieldset>
      <label className={`${form.field} ${form.wide}`}>
        <span>{words.line}</span>
        <input
          type="text"
          maxLength={LONGEST_LINE}
          autoComplete="off"
          value={line}
          onChange={({ target }) => setLine(target.value)}
          data-testid="check-in-line"
        />
      </label>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <Button type="submit" data-testid="check-in-save">
        {words.checkInSave}
      </Button>
    </form>
  );
}

import { useState } from "react";
import type { FormEvent } from "react";
import type { Instant, Refusal } from "@hotseat/shared";
import { LONGEST_LINE } from "@hotseat/shared/group";
import type { CommitmentView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import type { GroupSeat } from "../address.ts";
import form from "../form.module.css";
import { useWords } from "../words.ts";
import { newPromiseId, wish } from "./store.ts";

type Props = {
  readonly seat: GroupSeat;
  readonly promise: CommitmentView;
  readonly due: Instant;
  readonly onClose: () => void;
};

/** Carried twice already: it goes on smaller, or not at all. */
export function SmallerDialog({ seat, promise, due, onClose }: Props) {
  const all = useWords();
  const words = all.group.promise;
  const [next] = useState(newPromiseId);
  const [text, setText] = useState("");
  const [doneWhen, setDoneWhen] = useState("");
  const [trouble, setTrouble] = useState("");
  const after = (refusal: Refusal | null) => {
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onClose();
  };
  const carry = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "" || doneWhen.trim() === "") return setTrouble(words.needBoth);
    const smaller = { text, doneWhen };
    after(await wish(seat, { type: "carry", id: promise.id, next, due, smaller }));
  };
  const drop = async () =>
    after(await wish(seat, { type: "settle", id: promise.id, as: "dropped" }));
  return (
    <Dialog title={words.smallerTitle} onClose={onClose} testId="smaller-dialog">
      <form className={form.fields} onSubmit={carry} noValidate>
        <p>{words.smallerHint(promise.text)}</p>
        <label className={`${form.field} ${form.wide}`}>
          <span>{words.text}</span>
          <input
            type="text"
            maxLength={LONGEST_LINE}
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
            data-testid="smaller-text"
          />
        </label>
        <label className={`${form.field} ${form.wide}`}>
          <span>{words.doneWhen}</span>
          <input
            type="text"
            maxLength={LONGEST_LINE}
            autoComplete="off"
            value={doneWhen}
            onChange={({ target }) => setDoneWhen(target.value)}
            data-testid="smaller-done-when"
          />
        </label>
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <div className={form.actions}>
          <Button look="act" type="submit" data-testid="smaller-save">
            {words.smaller}
          </Button>
          <Button onClick={() => void drop()} data-testid="smaller-drop">
            {words.settle.dropped}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

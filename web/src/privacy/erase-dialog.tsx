import { useState } from "react";
import type { Refusal } from "@hotseat/shared";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import form from "../group/form.module.css";
import { usePrivacyWords } from "./words.ts";
import style from "./own-data.module.css";

type Props = {
  readonly title: string;
  readonly hint: string;
  /** What is to be typed. */
  readonly name: string;
  readonly erase: (name: string) => Promise<Refusal | null>;
  readonly onErased: () => void;
  readonly onClose: () => void;
};

/** The second step before something is gone for good: its name is typed. */
export function EraseDialog({ title, hint, name, erase, onErased, onClose }: Props) {
  const all = usePrivacyWords();
  const words = all.data;
  const [typed, setTyped] = useState("");
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const isSame = typed.trim() === name;
  const confirm = async () => {
    if (!isSame || busy) return;
    setBusy(true);
    const refusal = await erase(name);
    setBusy(false);
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onErased();
  };
  return (
    <Dialog title={title} onClose={onClose} testId="erase-dialog">
      <form
        className={form.fields}
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <p>{hint}</p>
        <label className={`${form.field} ${form.wide}`}>
          <span>{words.type(name)}</span>
          <input
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            data-testid="erase-name"
          />
        </label>
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <Button
          type="submit"
          look="act"
          className={style.confirm}
          disabled={!isSame || busy}
          data-testid="erase-confirm"
        >
          {words.confirm}
        </Button>
      </form>
    </Dialog>
  );
}

import { useState } from "react";
import type { FormEvent } from "react";
import { LONGEST_BRIEF } from "@hotseat/shared/group";
import type { Brief, BriefRequest, CallName } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { post } from "../../link/request.ts";
import { Button } from "../../parts/button.tsx";
import { groupPath } from "../address.ts";
import type { GroupSeat } from "../address.ts";
import form from "../form.module.css";
import { useWords } from "../words.ts";
import { closeBrief } from "./briefs.ts";
import type { Texts } from "./texts.ts";

type Props = {
  readonly seat: GroupSeat;
  readonly call: CallName;
  readonly texts: Texts;
  /** What was saved before; null for a new one. */
  readonly saved: Brief | null;
  readonly onSaved: () => void;
};

const fields = ["question", "context", "tried", "help"] as const;
const empty: Brief = { question: "", context: "", tried: "", help: "" };

/** What the others should know before the seat: four fields, a minute of reading. */
export function BriefForm({ seat, call, texts, saved, onSaved }: Props) {
  const all = useWords();
  const words = all.group.brief;
  const [brief, setBrief] = useState(saved ?? empty);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const send = async (next: BriefRequest["brief"] | undefined) => {
    if (next === undefined) return setTrouble(words.shut);
    setBusy(true);
    const answer = await post<void>(`${groupPath(seat)}/briefs`, { call, brief: next });
    setBusy(false);
    if (!answer.ok) return setTrouble(sentenceOf(answer.refusal, all));
    setTrouble("");
    onSaved();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (brief.question.trim() === "") return setTrouble(words.needQuestion);
    await send(await closeBrief(brief, texts));
  };
  return (
    <form className={form.fields} onSubmit={save} noValidate data-testid="brief-form">
      {fields.map((field) => (
        <label key={field} className={`${form.field} ${form.wide}`}>
          <span>{words.fields[field]}</span>
          <textarea
            rows={field === "context" ? 3 : 2}
            maxLength={LONGEST_BRIEF[field]}
            value={brief[field]}
            onChange={({ target }) => setBrief({ ...brief, [field]: target.value })}
            data-testid={`brief-${field}`}
          />
        </label>
      ))}
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <div className={form.actions}>
        <Button look="act" type="submit" disabled={busy} data-testid="brief-save">
          {words.save}
        </Button>
        {saved && (
          <Button disabled={busy} onClick={() => void send(null)} data-testid="brief-remove">
            {words.remove}
          </Button>
        )}
      </div>
    </form>
  );
}

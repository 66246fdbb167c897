import { useState } from "react";
import type { FormEvent } from "react";
import { LONGEST_NAME, LONGEST_PURPOSE } from "@hotseat/shared/group";
import type { GroupView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import form from "../form.module.css";
import { askGroup } from "../opening.ts";
import { useWords } from "../words.ts";
import style from "./manage.module.css";

/** What the group is called and what it is for. */
export function About({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.manage;
  const [name, setName] = useState(view.name);
  const [purpose, setPurpose] = useState(view.purpose);
  const [said, setSaid] = useState({ trouble: "", done: "" });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const refusal = await askGroup({ type: "describe", name, purpose });
    setSaid(
      refusal
        ? { trouble: sentenceOf(refusal, all), done: "" }
        : { trouble: "", done: words.saved },
    );
  };
  return (
    <form className={style.section} onSubmit={save} noValidate>
      <h2>{words.about}</h2>
      <label className={`${form.field} ${form.wide}`}>
        <span>{all.group.found.name}</span>
        <input
          type="text"
          maxLength={LONGEST_NAME}
          value={name}
          onChange={({ target: { value } }) => setName(value)}
          data-testid="about-name"
        />
      </label>
      <label className={`${form.field} ${form.wide}`}>
        <span>{all.group.found.purpose}</span>
        <textarea
          rows={2}
          maxLength={LONGEST_PURPOSE}
          value={purpose}
          onChange={({ target: { value } }) => setPurpose(value)}
        />
      </label>
      <p className={form.trouble} role="alert">
        {said.trouble}
      </p>
      <div className={form.actions}>
        <Button type="submit" data-testid="about-save">
          {words.save}
        </Button>
        <p className={form.done} role="status">
          {said.done}
        </p>
      </div>
    </form>
  );
}

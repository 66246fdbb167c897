import { useState } from "react";
import type { FormEvent } from "react";
import { MOST_MEMBERS } from "@hotseat/shared";
import type { GroupView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import form from "../form.module.css";
import { addMember } from "../links.ts";
import { refreshGroup } from "../opening.ts";
import { useGroup } from "../store.ts";
import { useWords } from "../words.ts";
import { ZoneSelect } from "../zone-select.tsx";
import style from "./manage.module.css";

type Props = {
  readonly view: GroupView;
  readonly onMade: (
    person: { readonly name: string; readonly colour: number },
    link: string,
  ) => void;
};

const LONGEST = 40;

/** One more member, with a link that is born here. */
export function AddMember({ view, onMade }: Props) {
  const all = useWords();
  const words = all.group.manage;
  const seat = useGroup((state) => state.seat);
  const [name, setName] = useState("");
  const [zone, setZone] = useState(view.series.zone);
  const [trouble, setTrouble] = useState("");
  if (!seat || view.members.length >= MOST_MEMBERS) return null;
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setTrouble(all.group.found.needNames);
    const added = await addMember(seat, view, { name: name.trim(), zone });
    if (added.outcome === "shut") return setTrouble(all.group.seal.key);
    if (added.outcome === "refused") return setTrouble(sentenceOf(added.refusal, all));
    onMade({ name: name.trim(), colour: view.members.length }, added.link);
    setTrouble("");
    setName("");
    await refreshGroup();
  };
  return (
    <form className={style.section} onSubmit={add} noValidate>
      <h3>{words.addTitle}</h3>
      <div className={form.row}>
        <label className={form.field}>
          <span>{words.addName}</span>
          <input
            type="text"
            maxLength={LONGEST}
            autoComplete="off"
            value={name}
            onChange={({ target: { value } }) => setName(value)}
            data-testid="add-name"
          />
        </label>
        <div className={form.field}>
          <span>{words.addZone}</span>
          <ZoneSelect zone={zone} label={words.addZone} testId="add-zone" onChange={setZone} />
        </div>
        <Button type="submit" data-testid="add-member">
          {words.add}
        </Button>
      </div>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </form>
  );
}

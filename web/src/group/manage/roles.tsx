import { useState } from "react";
import type { FormEvent } from "react";
import type { GroupView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import form from "../form.module.css";
import { askGroup } from "../opening.ts";
import { peopleOf } from "../people.ts";
import { useWords } from "../words.ts";
import style from "./manage.module.css";

/** Who facilitates from now on and who stands in; one press passes both on by one. */
export function Roles({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.manage;
  const people = peopleOf(view);
  const holderOf = (role: "facilitator" | "deputy") =>
    people.find((each) => each.role === role)?.id ?? "";
  const [facilitator, setFacilitator] = useState(holderOf("facilitator"));
  const [deputy, setDeputy] = useState(holderOf("deputy"));
  const [trouble, setTrouble] = useState("");
  const set = async (roles: { readonly facilitator: string; readonly deputy: string }) => {
    const refusal = await askGroup({ type: "set-roles", ...roles });
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
  };
  const place = people.findIndex(({ role }) => role === "facilitator");
  const after = (by: number) => people[(place + by) % people.length];
  const [next, then] = [after(1), after(2)];
  const choice = (label: string, value: string, onPick: (id: string) => void, testId: string) => (
    <label className={form.field}>
      <span>{label}</span>
      <select value={value} onChange={({ target }) => onPick(target.value)} data-testid={testId}>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      className={style.section}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void set({ facilitator, deputy });
      }}
    >
      <h2>{words.roles}</h2>
      <p className={form.hint}>{words.rolesHint}</p>
      <div className={form.row}>
        {choice(all.group.members.facilitator, facilitator, setFacilitator, "role-facilitator")}
        {choice(all.group.members.deputy, deputy, setDeputy, "role-deputy")}
        <Button type="submit" data-testid="roles-save">
          {words.save}
        </Button>
      </div>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      {next && then && (
        <Button
          onClick={() => void set({ facilitator: next.id, deputy: then.id })}
          data-testid="rotate"
        >
          {words.rotate(next.name, then.name)}
        </Button>
      )}
    </form>
  );
}

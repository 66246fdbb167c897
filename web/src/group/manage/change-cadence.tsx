import { useState } from "react";
import type { FormEvent } from "react";
import type { GroupView } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { fitting, rhythmOf, seriesOf } from "../cadence.ts";
import { CadenceChoice } from "../cadence-choice.tsx";
import form from "../form.module.css";
import { askGroup } from "../opening.ts";
import { peopleOf } from "../people.ts";
import { localIn, longDayIn } from "../times.ts";
import { useWords } from "../words.ts";
import style from "./manage.module.css";

const DATE = "2026-11-25".length;

/** Another cadence from the next call on. What is before it stays as it was. */
export function ChangeCadence({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.manage;
  const locale = useLocale();
  const [next] = view.calls;
  const { zone } = view.series;
  const [cadence, setCadence] = useState(() => {
    const local = localIn(next?.at ?? 0, zone);
    const rhythm = rhythmOf(view.series);
    return fitting({ rhythm, date: local.slice(0, DATE), time: local.slice(DATE + 1), zone });
  });
  const [said, setSaid] = useState({ trouble: "", done: "" });
  if (!next) return null;
  const people = peopleOf(view).map((each) => ({ ...each, key: each.id }));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const series = seriesOf(cadence);
    if (!series) return setSaid({ trouble: all.group.found.needDate, done: "" });
    const { span, original } = next;
    const refusal = await askGroup({ type: "change-series", from: { span, original }, series });
    setSaid(
      refusal
        ? { trouble: sentenceOf(refusal, all), done: "" }
        : { trouble: "", done: words.saved },
    );
  };
  return (
    <form className={style.section} onSubmit={save} noValidate>
      <h2>{words.cadence}</h2>
      <p className={form.hint}>{words.cadenceHint(longDayIn(next.at, zone, locale))}</p>
      <CadenceChoice cadence={cadence} people={people} onChange={setCadence} />
      <p className={form.trouble} role="alert">
        {said.trouble}
      </p>
      <div className={form.actions}>
        <Button type="submit" data-testid="cadence-save">
          {words.changeCadence}
        </Button>
        <p className={form.done} role="status">
          {said.done}
        </p>
      </div>
    </form>
  );
}

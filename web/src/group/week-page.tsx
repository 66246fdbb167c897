import { useState } from "react";
import type { GroupView, Mark } from "@hotseat/shared/group";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import { askGroup } from "./opening.ts";
import { personOf } from "./people.ts";
import { Slots } from "./slots.tsx";
import { marks, unsaid } from "./week.ts";
import { WeekGrid } from "./week-grid.tsx";
import { useWords } from "./words.ts";
import { ZoneSelect } from "./zone-select.tsx";
import form from "./form.module.css";
import style from "./week-page.module.css";

type Saving = "no" | "busy" | "done";

/** The reader's week: when they can, and the times that suit everybody who has said so. */
export function WeekPage({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.week;
  const [hours, setHours] = useState(() => view.hours ?? unsaid);
  const [zone, setZone] = useState(view.you.zone);
  const [brush, setBrush] = useState<Mark>("good");
  const [saving, setSaving] = useState<Saving>("no");
  const [trouble, setTrouble] = useState("");
  const colour = personOf(view, view.you.id)?.colour ?? 0;
  const save = async () => {
    setSaving("busy");
    const refusal = await askGroup({ type: "set-week", week: { zone, hours: [...hours] } });
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
    setSaving(refusal ? "no" : "done");
  };
  return (
    <div className={style.page} data-seat={colour}>
      <section className={style.week} aria-labelledby="week">
        <h2 id="week">{words.title}</h2>
        <p className={form.hint}>{words.hint}</p>
        <div className={style.tools}>
          <fieldset className={style.brushes}>
            <legend className="hidden">{words.brush}</legend>
            {marks.map((mark) => (
              <label key={mark}>
                <input
                  type="radio"
                  name="brush"
                  checked={brush === mark}
                  onChange={() => setBrush(mark)}
                  data-testid={`brush-${mark}`}
                />
                <span className={style.sample} data-mark={mark} aria-hidden="true" />
                {words.marks[mark]}
              </label>
            ))}
          </fieldset>
          <ZoneSelect
            zone={zone}
            label={words.zone}
            testId="week-zone"
            onChange={(next) => {
              setZone(next);
              setSaving("no");
            }}
          />
        </div>
        <WeekGrid
          hours={hours}
          brush={brush}
          labelledBy="week"
          onChange={(next) => {
            setHours(next);
            setSaving("no");
          }}
        />
        <p className={form.hint}>{words.keys}</p>
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <div className={style.save}>
          <Button
            look="act"
            disabled={saving === "busy" || view.status === "archived"}
            onClick={() => void save()}
            data-testid="week-save"
          >
            {words.save}
          </Button>
          <p role="status" className={form.done}>
            {saving === "done" ? words.saved : ""}
          </p>
        </div>
        <p className={form.hint}>{words.privacy}</p>
      </section>
      <Slots view={view} />
    </div>
  );
}

import { useState } from "react";
import type { GroupView } from "@hotseat/shared/group";
import { Button } from "../../parts/button.tsx";
import type { GroupSeat } from "../address.ts";
import form from "../form.module.css";
import { peopleOf } from "../people.ts";
import { useWords } from "../words.ts";
import { BriefForm } from "./brief-form.tsx";
import { BriefText } from "./brief-text.tsx";
import { useBriefs } from "./briefs.ts";
import type { Texts } from "./texts.ts";
import style from "./between.module.css";

type Props = { readonly view: GroupView; readonly seat: GroupSeat; readonly texts: Texts };

/** The reader's brief for the next call, and those of the others. */
export function BriefSection({ view, seat, texts }: Props) {
  const words = useWords().group.brief;
  const { briefs, again } = useBriefs(seat, texts, view);
  const [writing, setWriting] = useState(false);
  if (!briefs) return null;
  const mine = briefs.by.get(view.you.id) ?? null;
  const others = peopleOf(view).filter(({ id }) => id !== view.you.id);
  return (
    <section aria-labelledby="brief" className={style.section} data-testid="briefs">
      <h2 id="brief">{words.title}</h2>
      <p className={form.hint}>{words.hint}</p>
      {writing ? (
        <BriefForm
          seat={seat}
          call={briefs.call}
          texts={texts}
          saved={mine}
          onSaved={() => {
            setWriting(false);
            again();
          }}
        />
      ) : (
        <>
          {mine && <BriefText brief={mine} />}
          <div>
            <Button onClick={() => setWriting(true)} data-testid="brief-write">
              {mine ? words.change : words.write}
            </Button>
          </div>
        </>
      )}
      <div className={style.others}>
        {others.map(({ id, name, colour }) => {
          const brief = briefs.by.get(id);
          if (!brief) return null;
          return (
            <details key={id} data-seat={colour}>
              <summary>{words.of(name)}</summary>
              <div>
                <BriefText brief={brief} />
              </div>
            </details>
          );
        })}
      </div>
      {briefs.shut.length > 0 && <p className={form.hint}>{words.shutOthers}</p>}
    </section>
  );
}

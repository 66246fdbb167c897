import { useState } from "react";
import { Check } from "lucide-react";
import type { Instant, SessionView } from "@hotseat/shared";
import type { NextChoice } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { askStream } from "../../session/opening.ts";
import { nameOf } from "../../session/people.ts";
import form from "../form.module.css";
import { longDayIn, placeOf, timeIn, weekdayIn, weekdayTimeIn } from "../times.ts";
import { useWords } from "../words.ts";
import style from "./panel.module.css";

type Props = { readonly view: SessionView; readonly next: NextChoice };

/** The next call is set while all watch: the date, who can then, and what else would suit everybody. */
export function NextDate({ view, next }: Props) {
  const all = useWords();
  const words = all.group.nextDate;
  const locale = useLocale();
  const [trouble, setTrouble] = useState("");
  const { supported, state, alternatives, zone } = next;
  const agreed = state === "agreed";
  const proposed: Instant = agreed ? next.at : (supported?.to ?? next.at);
  const can = new Set(supported?.to === proposed ? supported.members : []);
  const own = next.hours.find(({ member }) => member === view.you.id)?.zone ?? zone;
  const support = async (to: Instant) => {
    const outcome = await askStream({ type: "support-next", to });
    if (!outcome) return setTrouble(all.failure.command);
    setTrouble(outcome.ok ? "" : sentenceOf(outcome.refusal, all));
  };
  const others = [...new Set([next.at, ...alternatives.map(({ at }) => at)])].filter(
    (at) => at !== proposed,
  );
  return (
    <section className={style.part} aria-labelledby="next-date" data-testid="next-date">
      <h2 id="next-date">{words.title}</h2>
      <p className={style.date}>
        {longDayIn(proposed, own, locale)}, {timeIn(proposed, own, locale)}
      </p>
      <p className={style.state} data-state={state} role="status">
        {words.states[state]}
      </p>
      <ul className={style.people}>
        {next.hours.map(({ member, zone: theirs, marks }) => {
          const then = marks?.find(({ at }) => at === proposed)?.mark ?? null;
          const colour = view.members.find(({ id }) => id === member)?.colour;
          return (
            <li key={member} data-seat={colour} data-testid={`can-${member}`}>
              <span className={style.tick} data-on={agreed || can.has(member)}>
                {(agreed || can.has(member)) && (
                  <Check size={14} strokeWidth={3} role="img" aria-label={words.canThen} />
                )}
              </span>
              <strong>{nameOf(view, member)}</strong>
              <span>
                <span className={style.local}>{weekdayTimeIn(proposed, theirs, locale)}</span>{" "}
                <span className={style.mark} data-mark={then}>
                  {then ? words.marks[then] : placeOf(theirs)}
                </span>
              </span>
              {marks && (
                <span className={style.hours} aria-hidden="true">
                  {marks.map(({ at, mark }) => (
                    <span key={at} data-mark={mark} data-then={at === proposed} />
                  ))}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {!agreed && !can.has(view.you.id) && (
        <Button look="act" onClick={() => void support(proposed)} data-testid="can-then">
          {words.iCan}
        </Button>
      )}
      {!agreed && others.length > 0 && (
        <div className={style.alternatives} role="group" aria-label={words.alternatives}>
          <p className={style.state}>{words.alternatives}</p>
          {others.map((at) => {
            const only = alternatives.find((each) => each.at === at)?.possible ?? [];
            const names = all.list(only.map((id) => nameOf(view, id)));
            return (
              <Button key={at} onClick={() => void support(at)} data-testid="alternative">
                {weekdayIn(at, own, locale)} {timeIn(at, own, locale)}
                {only.length > 0 && <small>{words.possibleFor(names)}</small>}
              </Button>
            );
          })}
        </div>
      )}
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </section>
  );
}

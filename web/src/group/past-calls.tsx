import { useState } from "react";
import { useLocation } from "wouter";
import type { GroupView } from "@hotseat/shared/group";
import { useLocale } from "../language/language.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import type { GroupSeat } from "./address.ts";
import { enterCall } from "./enter.ts";
import { timeIn, weekdayIn } from "./times.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";
import style from "./call-list.module.css";

/** The calls that are over, with the way to what is left of them. */
export function PastCalls({ view, seat }: { readonly view: GroupView; readonly seat: GroupSeat }) {
  const all = useWords();
  const words = all.group.past;
  const locale = useLocale();
  const [, go] = useLocation();
  const [trouble, setTrouble] = useState("");
  const { zone } = view.you;
  const open = async (session: string) => {
    const entered = await enterCall(seat, session);
    if (entered.outcome === "open") go(entered.address);
    else setTrouble(sentenceOf(entered.refusal, all));
  };
  return (
    <section aria-labelledby="past" className={style.calls}>
      <h2 id="past">{words.title}</h2>
      {view.past.length === 0 && <p className={form.hint}>{words.none}</p>}
      <ol data-testid="past">
        {view.past.map(({ call, at, session, held }) => {
          const day = weekdayIn(at, zone, locale);
          return (
            <li key={`${call.span} ${call.original}`}>
              <time dateTime={new Date(at).toISOString()} className={style.when}>
                {day} <strong>{timeIn(at, zone, locale)}</strong>
              </time>
              {!held && <span className={style.mark}>{words.notHeld}</span>}
              {session !== null && (
                <span className={style.acts}>
                  <Button
                    onClick={() => void open(session)}
                    aria-label={words.recapOf(day)}
                    data-testid="recap-of"
                  >
                    {words.recap}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </section>
  );
}

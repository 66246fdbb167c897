import { useState } from "react";
import type { Pulse, PulseReply } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { post } from "../../link/request.ts";
import type { GroupSeat } from "../address.ts";
import { callPath } from "../call/noted.ts";
import { useFetched } from "../fetched.ts";
import form from "../form.module.css";
import { useWords } from "../words.ts";
import style from "./after.module.css";

type Props = { readonly seat: GroupSeat; readonly session: string };

const questions = ["useful", "trust", "time"] as const;
const grades = [1, 2, 3, 4, 5] as const;

/** Three taps, for nobody's eyes: only averages of three answers and more are ever shown. */
export function PulseForm({ seat, session }: Props) {
  const all = useWords();
  const words = all.group.pulse;
  const path = `${callPath(seat, session)}/pulse`;
  const { value, again } = useFetched<PulseReply>(path, seat.group);
  const [picked, setPicked] = useState<Partial<Pulse>>({});
  const [trouble, setTrouble] = useState("");
  if (!value) return null;
  const { mine, open, averages } = value;
  const given = { ...mine, ...picked };
  const pick = async (changed: Partial<Pulse>) => {
    const next = { ...given, ...changed };
    setPicked({ ...picked, ...changed });
    const { useful, trust, time } = next;
    if (useful === undefined || trust === undefined || time === undefined) return;
    const answer = await post<PulseReply>(path, { useful, trust, time });
    setTrouble(answer.ok ? "" : sentenceOf(answer.refusal, all));
    if (answer.ok) again();
  };
  if (!open && !averages) return null;
  return (
    <section aria-labelledby="pulse" data-testid="pulse">
      <h2 id="pulse">{words.title}</h2>
      {open && (
        <div className={style.grades}>
          {questions.map((question) => (
            <fieldset key={question}>
              <legend>{words.questions[question]}</legend>
              {grades.map((grade) => (
                <label key={grade}>
                  <input
                    type="radio"
                    name={question}
                    aria-label={words.grade(grade)}
                    checked={given[question] === grade}
                    onChange={() => void pick({ [question]: grade })}
                    data-testid={`pulse-${question}-${grade}`}
                  />
                  <span aria-hidden="true">{grade}</span>
                </label>
              ))}
            </fieldset>
          ))}
          <p className={form.hint} role="status">
            {mine ? words.thanks : words.hint}
          </p>
        </div>
      )}
      {averages && (
        <p>
          {words.averages(
            averages.answers,
            averages.useful.toFixed(1),
            averages.trust.toFixed(1),
            averages.time.toFixed(1),
          )}
        </p>
      )}
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </section>
  );
}

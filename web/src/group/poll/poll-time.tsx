import { useId, useState } from "react";
import { Check, EqualApproximately, Moon, X } from "lucide-react";
import type { GroupView, PollTimeView, PollView } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import form from "../form.module.css";
import { askGroup } from "../opening.ts";
import { peopleOf } from "../people.ts";
import { isNight, isSameClock, timeIn, weekdayIn, weekdayTimeIn } from "../times.ts";
import { useWords } from "../words.ts";
import { namesOf, saidBy } from "./people.ts";
import style from "./poll.module.css";

type Props = {
  readonly view: GroupView;
  readonly poll: PollView;
  readonly time: PollTimeView;
  /** Whether answers are taken. */
  readonly asks: boolean;
  /** Takes this time although it is in somebody's way; null where that is not to be offered. */
  readonly onChoose: (() => void) | null;
};

const answers = ["yes", "if-need-be", "no"] as const;
const icons = { yes: Check, "if-need-be": EqualApproximately, no: X };

/** One time of a poll: when it is, who says what to it, and the reader's own answer. */
export function PollTime({ view, poll, time, asks, onChoose }: Props) {
  const all = useWords();
  const words = all.group.poll;
  const locale = useLocale();
  const when = useId();
  const { zone } = view.you;
  const never = namesOf(view, time.never);
  const isTaken = poll.taken === time.at;
  const dated = `${weekdayIn(time.at, zone, locale)} ${timeIn(time.at, zone, locale)}`;
  return (
    <li data-taken={isTaken} data-testid="poll-time">
      <p className={style.when} id={when}>
        <time dateTime={new Date(time.at).toISOString()}>
          {weekdayIn(time.at, zone, locale)} <strong>{timeIn(time.at, zone, locale)}</strong>
        </time>
        {isNight(time.at, zone) && (
          <Moon size={14} role="img" aria-label={all.group.cadence.night} className={style.night} />
        )}
        {!isSameClock(time.at, zone, view.series.zone) && (
          <small>{weekdayTimeIn(time.at, view.series.zone, locale)}</small>
        )}
        {isTaken && <span className={style.taken}>{words.taken}</span>}
        {!isTaken && poll.at === time.at && (
          <span className={style.mark}>{poll.taken === null ? words.planned : words.before}</span>
        )}
        {asks && poll.leading === time.at && <span className={style.mark}>{words.ahead}</span>}
      </p>
      <ul className={style.people}>
        {peopleOf(view).map(({ id, name, colour }) => {
          const answer = saidBy(time, id);
          const Icon = answer ? icons[answer] : null;
          return (
            <li key={id} data-seat={colour} data-answer={answer} data-testid={`said-${id}`}>
              <span className={style.dot} aria-hidden="true">
                {Icon && <Icon size={13} strokeWidth={3} />}
              </span>
              {name}
              <span className="hidden">: {answer ? words.said[answer] : words.silent}</span>
            </li>
          );
        })}
      </ul>
      {asks && <OwnAnswer view={view} poll={poll} time={time} label={words.yours(dated)} />}
      {onChoose && (
        <Button
          className={style.choose}
          onClick={onChoose}
          aria-label={words.chooseThis(dated)}
          data-testid="poll-choose"
        >
          {poll.at === time.at ? words.keep : words.choose}
        </Button>
      )}
      {never.length > 0 && (
        <p className={style.never} data-testid="poll-never">
          {words.neverFor(all.list(never))}
        </p>
      )}
      {time.occupied && <p className={style.never}>{words.occupied}</p>}
    </li>
  );
}

/** One tap, changeable until the deadline. */
function OwnAnswer({
  view,
  poll,
  time,
  label,
}: Pick<Props, "view" | "poll" | "time"> & { readonly label: string }) {
  const all = useWords();
  const words = all.group.poll;
  const [trouble, setTrouble] = useState("");
  const given = saidBy(time, view.you.id);
  const say = async (answer: (typeof answers)[number]) => {
    const refusal = await askGroup({
      type: "answer-poll",
      poll: poll.number,
      time: time.at,
      answer,
    });
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
  };
  return (
    <div className={style.own}>
      <div role="group" aria-label={label} className={style.answers}>
        {answers.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={given === each}
            onClick={() => void say(each)}
            data-testid={`say-${each}`}
          >
            {words.answers[each]}
          </button>
        ))}
      </div>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </div>
  );
}

import { seatSpan } from "@hotseat/shared";
import type { SessionView } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsUntil } from "../clock/remaining.ts";
import { phaseUrgency, seatUrgency } from "../clock/urgency.ts";
import type { Urgency } from "../clock/urgency.ts";
import { useWords } from "../language/language.ts";
import { segmentOf, useStage } from "../session/now.ts";
import { nextUp, partOf } from "../session/part.ts";
import { useTitle } from "./title.ts";
import style from "./part-time.module.css";

/** The current part: its name, what it is for, and the time that is left of it and of the seat. */
export function PartTime({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const segment = segmentOf(view);
  const stage = useStage(view);
  const part = partOf(view, words);
  const seat = segment && seatSpan(view.plan, segment);
  const phaseLeft = useSecondsUntil(segment?.endsAt ?? null);
  const seatLeft = useSecondsUntil(seat?.endsAt ?? null);
  const length = segment ? segment.endsAt - segment.startsAt : 0;
  const urgency = phaseUrgency(phaseLeft, length, view.hour);
  const owner = view.members.find(({ id }) => id === (segment?.adviser ?? segment?.holder));
  const next = nextUp(view, words);
  useTitle(
    phaseLeft === null ? part.name : words.time.title(minutes(phaseLeft), part.name),
    words.product,
  );
  return (
    <div className={style.part}>
      <div className={style.name} data-seat={owner?.colour}>
        <h1>{part.name}</h1>
        <p data-grace={stage.grace}>{stage.grace ? words.time.finish : part.what}</p>
      </div>
      {phaseLeft !== null && (
        <div className={style.left} data-urgency={urgency}>
          <span
            role="timer"
            aria-live="off"
            aria-label={words.time.phaseLeft}
            data-testid="phase-left"
          >
            {minutes(phaseLeft)}
          </span>
          <Warning urgency={urgency} />
        </div>
      )}
      {segment && (
        <dl className={style.facts}>
          {seatLeft !== null && (
            <div data-urgency={seatUrgency(seatLeft, view.hour)}>
              <dt>{words.time.seatLeft}</dt>
              <dd role="timer" aria-live="off" data-testid="seat-left">
                {minutes(seatLeft)}
              </dd>
            </div>
          )}
          <div data-seat={next.colour ?? undefined}>
            <dt>{words.time.next}</dt>
            <dd className={style.next} data-testid="next">
              {next.name}
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}

/** The same in a word and a shape, for those who do not see amber from red. */
function Warning({ urgency }: { readonly urgency: Urgency }) {
  const words = useWords();
  if (urgency === "calm") return null;
  return <span className={style.warning}>{words.time[urgency]}</span>;
}

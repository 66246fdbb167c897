import type { Segment, SessionView } from "@hotseat/shared";
import { minutes } from "../clock/format.ts";
import { useSecondsSince, useSecondsUntil } from "../clock/remaining.ts";
import { useWords } from "../language/language.ts";
import { payerOf, setAsideFor } from "../session/overtime.ts";
import { useTitle } from "./title.ts";
import style from "./part-time.module.css";

type Props = {
  readonly view: SessionView;
  readonly segment: Segment;
  readonly name: string;
};

/** By how much the current segment runs over, counting up, and who pays for it right now. */
export function Overtime({ view, segment, name }: Props) {
  const words = useWords();
  const over = useSecondsSince(view.overtimeSince) ?? 0;
  const left = useSecondsUntil(segment.endsAt) ?? 0;
  const payer = payerOf(setAsideFor(view, segment), segment, over * 1000);
  useTitle(words.time.title(words.time.over(minutes(over)), name), words.product);
  return (
    <div className={style.left} data-urgency="last" data-over="true">
      <span role="timer" aria-live="off" aria-label={words.time.overBy} data-testid="overtime">
        {words.time.over(minutes(over))}
      </span>
      <span className={style.warning}>{words.time.pays[payer]}</span>
      <small className={style.most}>{words.time.overUntil(minutes(left))}</small>
    </div>
  );
}

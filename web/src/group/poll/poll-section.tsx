import { Suspense, lazy, useEffect, useRef, useState } from "react";
import type { GroupView, PollTimeView, PollView } from "@hotseat/shared/group";
import { useReached } from "../../clock/remaining.ts";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { useKeptFocus } from "../../parts/kept-focus.ts";
import form from "../form.module.css";
import { askGroup, refreshGroup } from "../opening.ts";
import { longDayIn, timeIn, weekdayIn } from "../times.ts";
import { useWords } from "../words.ts";
import { CopyQuestion } from "./copy-question.tsx";
import { silentIn } from "./people.ts";
import { PollTime } from "./poll-time.tsx";
import style from "./poll.module.css";

const CloseDialog = lazy(() => import("./close-dialog.tsx"));
const ChooseDialog = lazy(() => import("./choose-dialog.tsx"));

/** How long after a deadline the server has surely looked at it, in ms. */
const COUNTED_AFTER = 1_500;

type Props = { readonly view: GroupView; readonly poll: PollView };
type Open =
  | { readonly dialog: "close" }
  | { readonly dialog: "choose"; readonly time: PollTimeView };

/** Whether a call shall be at another time: what all say to it, and what came of it. */
export function PollSection({ view, poll }: Props) {
  const all = useWords();
  const words = all.group.poll;
  const locale = useLocale();
  const root = useRef<HTMLElement>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const [trouble, setTrouble] = useState("");
  useKeptFocus(root);
  const over = useReached(poll.deadline);
  useOutcome(poll);
  const isOpen = poll.status === "open" && !over;
  const leads = view.you.role !== "member";
  const drop = async () => {
    const refusal = await askGroup({ type: "drop-poll", poll: poll.number });
    if (refusal) setTrouble(sentenceOf(refusal, all));
    // The section is gone, and the button in it.
    else document.querySelector("h1")?.focus();
  };
  return (
    <section ref={root} className={style.poll} aria-labelledby="poll" data-testid="poll">
      <h2 id="poll" tabIndex={-1} data-keeps-focus>
        {words.title(longDayIn(poll.at, view.you.zone, locale))}
      </h2>
      <State view={view} poll={poll} over={over} />
      <ol className={style.times}>
        {poll.times.map((time) => (
          <PollTime
            key={time.at}
            view={view}
            poll={poll}
            time={time}
            asks={isOpen}
            onChoose={
              leads && poll.status === "undecided" && !time.occupied
                ? () => setOpen({ dialog: "choose", time })
                : null
            }
          />
        ))}
      </ol>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <div className={form.actions}>
        {isOpen && <CopyQuestion view={view} poll={poll} />}
        {isOpen && leads && (
          <Button onClick={() => setOpen({ dialog: "close" })} data-testid="poll-close">
            {words.close}
          </Button>
        )}
        {leads && (poll.status !== "open" || isOpen) && (
          <Button onClick={() => void drop()} data-testid="poll-drop">
            {isOpen ? words.drop : words.putAway}
          </Button>
        )}
      </div>
      <Suspense>
        {open?.dialog === "close" && (
          <CloseDialog view={view} poll={poll} onClose={() => setOpen(null)} />
        )}
        {open?.dialog === "choose" && (
          <ChooseDialog view={view} poll={poll} time={open.time} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </section>
  );
}

/** The outcome is on the page as soon as the server has it. */
function useOutcome({ status, deadline }: PollView): void {
  const counted = useReached(deadline + COUNTED_AFTER);
  useEffect(() => {
    if (counted && status === "open") void refreshGroup();
  }, [counted, status]);
}

/** Where the poll stands, in a sentence or two; said aloud when it changes. */
function State({ view, poll, over }: Props & { readonly over: boolean }) {
  const all = useWords();
  const words = all.group.poll;
  const locale = useLocale();
  const { zone } = view.you;
  const { status, taken, at, deadline } = poll;
  if (status === "open") {
    const silent = silentIn(view, poll).map(({ name }) => name);
    return (
      <p className={style.state} role="status">
        {over
          ? words.counting
          : words.until(weekdayIn(deadline, zone, locale), timeIn(deadline, zone, locale))}{" "}
        {silent.length > 0 ? words.waiting(all.list(silent)) : words.allSaid}
      </p>
    );
  }
  if (status === "undecided" || taken === null) {
    return (
      <p className={form.warning} role="status" data-testid="poll-undecided">
        {words.undecided}{" "}
        {view.you.role === "member" ? words.undecidedOthers : words.undecidedYours}
      </p>
    );
  }
  const when = [longDayIn(taken, zone, locale), timeIn(taken, zone, locale)] as const;
  return (
    <p className={style.state} role="status" data-testid="poll-decided">
      {taken === at ? words.stays(...when) : words.moved(...when)}
    </p>
  );
}

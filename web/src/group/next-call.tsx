import { useState } from "react";
import type { ReactNode } from "react";
import { fit } from "@hotseat/shared";
import type { GroupCallView, GroupView } from "@hotseat/shared/group";
import { minutesOf } from "../clock/format.ts";
import { useLocale } from "../language/language.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Middle } from "../ring/hour-left.tsx";
import { previewOf } from "../ring/preview.ts";
import { Ring } from "../ring/ring.tsx";
import { Countdown } from "./countdown.tsx";
import { askGroup } from "./opening.ts";
import { answerOf, facilitatorOf, inOrder, peopleOf } from "./people.ts";
import { useGroup } from "./store.ts";
import { isSameClock, longDayIn, placeOf, timeIn, weekdayTimeIn } from "./times.ts";
import { useWords } from "./words.ts";
import { ownZone } from "./zones.ts";
import form from "./form.module.css";
import style from "./next-call.module.css";

/** The call that comes next: when, who, and the hour as it is planned. */
export function NextCall({
  view,
  call,
}: {
  readonly view: GroupView;
  readonly call: GroupCallView;
}) {
  const words = useWords().group;
  const locale = useLocale();
  const { zone } = view.you;
  const device = ownZone();
  const facilitator = facilitatorOf(view);
  const order = useGroup((state) => state.order);
  const sitting = inOrder(peopleOf(view), order).filter(({ id }) => answerOf(call, id) !== "no");
  const { plan, members } = previewOf(view.agenda, view.hour, sitting, facilitator?.id ?? "");
  const fits = fit(view.agenda, sitting.length).ok;
  // Whoever comes to a call that is open shows it by coming; the server takes no answer any more.
  const isOpen = view.open?.call.span === call.span && view.open.call.original === call.original;
  return (
    <section className={style.next} aria-labelledby="next-call" data-testid="next-call">
      <div className={style.when}>
        <h2 id="next-call" className={style.label}>
          {words.next.title}
        </h2>
        <Countdown at={call.at} />
        <p className={style.date}>
          <time dateTime={new Date(call.at).toISOString()}>
            {longDayIn(call.at, zone, locale)}, {timeIn(call.at, zone, locale)}
          </time>
        </p>
        <p className={style.zones}>
          {words.next.yourTime(placeOf(zone))}
          {!isSameClock(call.at, zone, view.series.zone) && (
            <>
              {" · "}
              {words.next.groupTime(
                placeOf(view.series.zone),
                weekdayTimeIn(call.at, view.series.zone, locale),
              )}
            </>
          )}
        </p>
        {!isSameClock(call.at, zone, device) && (
          <p className={style.zones}>
            {words.next.device(placeOf(device), weekdayTimeIn(call.at, device, locale))}
          </p>
        )}
        {view.next?.state === "tentative" && <p className={form.warning}>{words.next.tentative}</p>}
        <ShiftWarning view={view} />
        {!isOpen && <AnswerButtons view={view} call={call} />}
      </div>
      <div className={style.ring}>
        <Ring plan={plan} members={members} names>
          <Middle label={facilitator ? words.next.facilitates(facilitator.name) : ""}>
            {minutesOf(view.hour)}
          </Middle>
        </Ring>
        {!fits && <p className={form.hint}>{words.next.unfit}</p>}
      </div>
    </section>
  );
}

/** The reader's clocks will have moved against the group's: said two weeks ahead. */
function ShiftWarning({ view }: { readonly view: GroupView }): ReactNode {
  const words = useWords().group.next;
  const locale = useLocale();
  const { shift } = view;
  if (!shift) return null;
  return (
    <p className={form.warning} data-testid="shift">
      {words.shift(longDayIn(shift.call.at, view.you.zone, locale), shift.before, shift.after)}
    </p>
  );
}

const answers = ["yes", "late", "no"] as const;

/** Whether the reader comes: one tap. */
function AnswerButtons({ view, call }: { readonly view: GroupView; readonly call: GroupCallView }) {
  const all = useWords();
  const words = all.group.answer;
  const [trouble, setTrouble] = useState("");
  const { span, original } = call;
  const given = answerOf(call, view.you.id);
  const answer = async (next: (typeof answers)[number]) => {
    const refusal = await askGroup({ type: "answer", call: { span, original }, answer: next });
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
  };
  return (
    <div className={style.answers}>
      <p id="will-you-come">{words.question}</p>
      <div role="group" aria-labelledby="will-you-come">
        {answers.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={given === each}
            onClick={() => void answer(each)}
            data-testid={`answer-${each}`}
          >
            {words[each]}
          </button>
        ))}
      </div>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
    </div>
  );
}

import { useEffect, useState } from "react";
import type { GroupView, RatedSlot, Series } from "@hotseat/shared/group";
import { useServerTime } from "../clock/remaining.ts";
import { useLocale } from "../language/language.ts";
import { sentenceOf } from "../language/refusal.ts";
import { get } from "../link/request.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { groupPath } from "./address.ts";
import { firstCalls } from "./cadence.ts";
import { NextCalls } from "./next-calls.tsx";
import { askGroup } from "./opening.ts";
import { peopleOf, personOf } from "./people.ts";
import { seriesAtSlot } from "./slot.ts";
import { useGroup } from "./store.ts";
import { clockOf, placeOf, weekdayNames } from "./times.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";
import style from "./slots.module.css";

type Props = { readonly view: GroupView };

/** How many are shown before somebody asks for more. */
const FEW = 5;

/** The best weekly times by what everybody has said, and what each of them asks of each member. */
export function Slots({ view }: Props) {
  const { list, group } = useWords();
  const words = group.slots;
  const slots = useSlots(view.version);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<RatedSlot | null>(null);
  const silent = peopleOf(view).filter(({ hasHours }) => !hasHours);
  return (
    <section className={style.slots} aria-labelledby="slots">
      <h2 id="slots">{words.title}</h2>
      {silent.length > 0 && (
        <p className={form.hint}>{words.silent(list(silent.map(({ name }) => name)))}</p>
      )}
      {slots.length > 0 && (
        <ol data-testid="slots">
          {slots.slice(0, all ? slots.length : FEW).map((rated) => (
            <Line
              key={`${rated.slot.weekday} ${rated.slot.minute}`}
              view={view}
              rated={rated}
              onChoose={() => setChosen(rated)}
            />
          ))}
        </ol>
      )}
      {slots.length > FEW && !all && (
        <div>
          <Button onClick={() => setAll(true)} data-testid="more-slots">
            {words.more}
          </Button>
        </div>
      )}
      {chosen && <ChooseDialog view={view} rated={chosen} onClose={() => setChosen(null)} />}
    </section>
  );
}

/** The slots as they are after that version of the group. */
function useSlots(version: number): readonly RatedSlot[] {
  const seat = useGroup((state) => state.seat);
  const [slots, setSlots] = useState<readonly RatedSlot[]>([]);
  useEffect(() => {
    if (!seat) return;
    let gone = false;
    const read = async () => {
      const answer = await get<{ slots: readonly RatedSlot[] }>(`${groupPath(seat)}/slots`);
      if (!gone && answer.ok) setSlots(answer.value.slots);
    };
    void read();
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another version has other slots
  }, [seat, version]);
  return slots;
}

function Line({
  view,
  rated,
  onChoose,
}: Props & { readonly rated: RatedSlot; readonly onChoose: () => void }) {
  const words = useWords().group.slots;
  const locale = useLocale();
  const days = weekdayNames(locale, "long");
  const short = weekdayNames(locale, "short");
  const { slot, shares, nevers } = rated;
  const name = `${days[slot.weekday - 1]} ${clockOf(slot.minute)}`;
  return (
    <li data-nevers={nevers > 0}>
      <span className={style.slot}>
        {name} <small>{placeOf(view.series.zone)}</small>
      </span>
      <ul>
        {shares.map(({ member, mark, local }) => {
          const person = personOf(view, member);
          if (!person) return null;
          return (
            <li key={member} data-seat={person.colour} data-mark={mark}>
              <strong>{person.name}</strong> {short[local.weekday - 1]} {clockOf(local.minute)}
              <small>{words.marks[mark]}</small>
            </li>
          );
        })}
      </ul>
      {view.you.role === "facilitator" && view.status === "active" && (
        <Button onClick={onChoose} aria-label={words.choose(name)} data-testid="choose-slot">
          {words.use}
        </Button>
      )}
    </li>
  );
}

const SHOWN = 3;

function ChooseDialog({
  view,
  rated,
  onClose,
}: Props & { readonly rated: RatedSlot; readonly onClose: () => void }) {
  const all = useWords();
  const words = all.group.slots;
  const [trouble, setTrouble] = useState("");
  const now = useServerTime(60_000);
  const [from] = view.calls;
  const series = from ? seriesAtSlot(view.series, from.at, rated.slot) : null;
  const people = peopleOf(view).map((each) => ({ ...each, key: each.id }));
  const never = rated.shares
    .filter(({ mark }) => mark === "never")
    .map(({ member }) => personOf(view, member)?.name ?? "");
  const take = async (chosen: Series) => {
    if (!from) return;
    const { span, original } = from;
    const refusal = await askGroup({
      type: "change-series",
      from: { span, original },
      series: chosen,
    });
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onClose();
  };
  return (
    <Dialog title={words.chooseTitle} onClose={onClose} testId="slot-dialog">
      <div className={form.fields}>
        <p>{words.chooseHint}</p>
        {never.length > 0 && (
          <p className={form.warning} role="alert" data-testid="never-warning">
            {words.neverFor(all.list(never))}
          </p>
        )}
        {series && from && (
          <NextCalls
            calls={firstCalls(series, now, SHOWN).map(({ at }) => at)}
            zone={series.zone}
            people={people}
          />
        )}
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        {series && (
          <Button look="act" onClick={() => void take(series)} data-testid="slot-confirm">
            {never.length > 0 ? words.takeAnyway : words.take}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

import { useState } from "react";
import type { FormEvent } from "react";
import { instantOf } from "@hotseat/shared/group";
import type {
  AlternativesReply,
  GroupCallView,
  GroupView,
  NextAlternative,
} from "@hotseat/shared/group";
import type { Instant } from "@hotseat/shared";
import { serverNow } from "../../clock/clock.ts";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { groupPath } from "../address.ts";
import { useFetched } from "../fetched.ts";
import form from "../form.module.css";
import { NextCalls } from "../next-calls.tsx";
import { askGroup } from "../opening.ts";
import { peopleOf } from "../people.ts";
import { useGroup } from "../store.ts";
import { localIn, longDayIn, placeOf, timeIn, weekdayIn } from "../times.ts";
import { useWords } from "../words.ts";
import { usualDeadline } from "./deadline.ts";
import { namesOf } from "./people.ts";
import style from "./ask-dialog.module.css";

type Props = {
  readonly view: GroupView;
  readonly call: GroupCallView;
  readonly onClose: () => void;
  /** The question is on everybody's page. */
  readonly onAsked: () => void;
};

/** Beside the date that the call has: `MOST_TIMES` of the rules, less one. */
const MOST_OTHERS = 5;

/** Asks all about other times for one call: those that everybody's hours allow, and any that is typed. */
export default function AskDialog({ view, call, onClose, onAsked }: Props) {
  const all = useWords();
  const words = all.group.poll;
  const { zone } = view.series;
  const offered = useOffered(call);
  const [chosen, setChosen] = useState<readonly Instant[]>([]);
  const [typed, setTyped] = useState<readonly Instant[]>([]);
  const [own, setOwn] = useState(() => localIn(call.at, zone));
  const [wished, setWished] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const [opened] = useState(serverNow);
  const usual = usualDeadline(opened, Math.min(call.at, ...chosen));
  const deadline = wished ?? localIn(usual, zone);
  const locale = useLocale();

  const choose = (at: Instant, on: boolean) => {
    if (on && chosen.length >= MOST_OTHERS) return setTrouble(words.enough);
    setTrouble("");
    const others = chosen.filter((each) => each !== at);
    setChosen(on ? [...others, at].toSorted((a, b) => a - b) : others);
  };
  const add = () => {
    const at = instantOf(own, zone);
    if (at === null) return setTrouble(all.group.move.needTime);
    if (at === call.at || chosen.includes(at)) return setTrouble(words.already);
    if (chosen.length >= MOST_OTHERS) return setTrouble(words.enough);
    if (!offered?.some((each) => each.at === at)) setTyped([...new Set([...typed, at])]);
    choose(at, true);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length === 0) return setTrouble(words.needTimes);
    const until = instantOf(deadline, zone);
    if (until === null) return setTrouble(words.needDeadline);
    setTrouble("");
    setBusy(true);
    const { span, original } = call;
    const refusal = await askGroup({
      type: "open-poll",
      call: { span, original },
      times: [...chosen],
      deadline: until,
    });
    setBusy(false);
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onAsked();
  };

  const lines: readonly NextAlternative[] = [
    ...(offered ?? []),
    ...typed.map((at) => ({ at, possible: [] })),
  ].toSorted((a, b) => a.at - b.at);
  return (
    <Dialog title={words.dialogTitle} onClose={onClose} testId="poll-dialog">
      <form className={form.fields} onSubmit={submit} noValidate>
        <p>{words.intro(longDayIn(call.at, zone, locale), timeIn(call.at, zone, locale))}</p>
        <fieldset className={style.times}>
          <legend>{words.offered(placeOf(zone))}</legend>
          {offered === null && <p className={form.hint}>{words.looking}</p>}
          {offered?.length === 0 && <p className={form.hint}>{words.noneOffered}</p>}
          {lines.map(({ at, possible }) => (
            <label key={at}>
              <input
                type="checkbox"
                checked={chosen.includes(at)}
                onChange={({ target }) => choose(at, target.checked)}
                data-testid="poll-offer"
              />
              <span>
                {weekdayIn(at, zone, locale)} {timeIn(at, zone, locale)}
                {possible.length > 0 && (
                  <small>{words.possibleFor(all.list(namesOf(view, possible)))}</small>
                )}
              </span>
            </label>
          ))}
        </fieldset>
        <div className={form.row}>
          <label className={form.field}>
            <span>{words.own(placeOf(zone))}</span>
            <input
              type="datetime-local"
              value={own}
              onChange={({ target }) => setOwn(target.value)}
              data-testid="poll-own"
            />
          </label>
          <Button className={style.add} onClick={add} data-testid="poll-add">
            {words.add}
          </Button>
        </div>
        <NextCalls
          calls={[call.at, ...chosen].toSorted((a, b) => a - b)}
          zone={zone}
          people={peopleOf(view).map((each) => ({ ...each, key: each.id }))}
          caption={words.forEach}
        />
        <label className={form.field}>
          <span>{words.deadline(placeOf(zone))}</span>
          <input
            type="datetime-local"
            value={deadline}
            onChange={({ target }) => setWished(target.value)}
            data-testid="poll-deadline"
          />
          <small>{words.deadlineHint}</small>
        </label>
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" type="submit" disabled={busy} data-testid="poll-confirm">
          {words.confirm}
        </Button>
      </form>
    </Dialog>
  );
}

/** What everybody's hours allow; null while it is looked for. */
function useOffered({ span, original }: GroupCallView) {
  const seat = useGroup((state) => state.seat);
  const path = seat ? groupPath(seat) : "";
  const query = `span=${span}&original=${encodeURIComponent(original)}`;
  const { value, failed } = useFetched<AlternativesReply>(`${path}/alternatives?${query}`, "");
  return failed ? [] : (value?.alternatives ?? null);
}

import { useState } from "react";
import type { FormEvent } from "react";
import { instantOf } from "@hotseat/shared/group";
import type { GroupCallView, GroupView } from "@hotseat/shared/group";
import { useServerTime } from "../clock/remaining.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { fitting, rhythmOf, seriesOf } from "./cadence.ts";
import { NextCalls } from "./next-calls.tsx";
import { askGroup } from "./opening.ts";
import { peopleOf } from "./people.ts";
import { localIn, placeOf } from "./times.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";
import style from "./move-dialog.module.css";

type Props = {
  readonly view: GroupView;
  readonly call: GroupCallView;
  readonly onClose: () => void;
};

const DATE = "2026-11-25".length;

/** Another time for a call: for this one only, or for it and all that follow. */
export default function MoveDialog({ view, call, onClose }: Props) {
  const all = useWords();
  const words = all.group.move;
  const { zone } = view.series;
  const [to, setTo] = useState(() => localIn(call.at, zone));
  const [following, setFollowing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState("");
  const now = useServerTime(60_000);
  const at = instantOf(to, zone);
  const people = peopleOf(view).map((each) => ({ ...each, key: each.id }));
  const name = { span: call.span, original: call.original };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (at === null) return setTrouble(words.needTime);
    setTrouble("");
    setBusy(true);
    const refusal = following
      ? await moveAll()
      : await askGroup({ type: "move-call", call: name, to: at });
    setBusy(false);
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onClose();
  };
  const moveAll = async () => {
    const cadence = fitting({
      rhythm: rhythmOf(view.series),
      date: to.slice(0, DATE),
      time: to.slice(DATE + 1),
      zone,
    });
    const series = seriesOf(cadence);
    if (!series) return { code: "bad-start", message: "" };
    return askGroup({ type: "change-series", from: name, series });
  };

  return (
    <Dialog title={words.title} onClose={onClose} testId="move-dialog">
      <form className={form.fields} onSubmit={submit} noValidate>
        <label className={form.field}>
          <span>{words.to(placeOf(zone))}</span>
          <input
            type="datetime-local"
            value={to}
            onChange={({ target: { value } }) => setTo(value)}
            data-testid="move-to"
          />
        </label>
        <fieldset className={style.which}>
          <legend>{words.which}</legend>
          <label>
            <input
              type="radio"
              name="which"
              checked={!following}
              onChange={() => setFollowing(false)}
              data-testid="move-this"
            />
            <span>
              {words.one}
              <small>{words.oneHint}</small>
            </span>
          </label>
          <label>
            <input
              type="radio"
              name="which"
              checked={following}
              onChange={() => setFollowing(true)}
              data-testid="move-following"
            />
            <span>
              {words.following}
              <small>{words.followingHint}</small>
            </span>
          </label>
        </fieldset>
        {at !== null && at > now && <NextCalls calls={[at]} zone={zone} people={people} />}
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" type="submit" disabled={busy} data-testid="move-confirm">
          {following ? words.confirmAll : words.confirm}
        </Button>
      </form>
    </Dialog>
  );
}

import { useState } from "react";
import type { GroupView, PollTimeView, PollView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import form from "../form.module.css";
import { NextCalls } from "../next-calls.tsx";
import { askGroup } from "../opening.ts";
import { peopleOf } from "../people.ts";
import { useWords } from "../words.ts";
import { namesOf } from "./people.ts";

type Props = {
  readonly view: GroupView;
  readonly poll: PollView;
  readonly time: PollTimeView;
  readonly onClose: () => void;
};

/** Takes a time that the poll could not, with the names of those in whose way it is. */
export default function ChooseDialog({ view, poll, time, onClose }: Props) {
  const all = useWords();
  const words = all.group.poll;
  const [trouble, setTrouble] = useState("");
  const people = peopleOf(view).map((each) => ({ ...each, key: each.id }));
  const [no, never] = [namesOf(view, time.no), namesOf(view, time.never)];
  const warned = no.length > 0 || never.length > 0 || time.unwanted;
  const stays = time.at === poll.at;
  const take = async () => {
    const refusal = await askGroup({ type: "choose-time", poll: poll.number, to: time.at });
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onClose();
  };
  return (
    <Dialog
      title={stays ? words.keepTitle : words.chooseTitle}
      onClose={onClose}
      testId="poll-choose-dialog"
    >
      <div className={form.fields}>
        {warned && (
          <div className={form.warning} role="alert" data-testid="poll-warning">
            {no.length > 0 && <p>{words.noFrom(all.list(no))}</p>}
            {never.length > 0 && <p>{words.neverFor(all.list(never))}</p>}
            {time.unwanted && <p>{words.unwanted}</p>}
            <p>{words.talkFirst}</p>
          </div>
        )}
        <NextCalls
          calls={[time.at]}
          zone={view.series.zone}
          people={people}
          caption={words.forEach}
        />
        {!stays && <p className={form.hint}>{words.asksAgain}</p>}
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" onClick={() => void take()} data-testid="poll-choose-confirm">
          {stays ? words.keep : warned ? words.chooseAnyway : words.choose}
        </Button>
      </div>
    </Dialog>
  );
}

import { useState } from "react";
import type { GroupCallView, GroupView } from "@hotseat/shared/group";
import { useLocale } from "../language/language.ts";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { askGroup } from "./opening.ts";
import { longDayIn, timeIn } from "./times.ts";
import { useWords } from "./words.ts";
import form from "./form.module.css";

type Props = {
  readonly view: GroupView;
  readonly call: GroupCallView;
  readonly onClose: () => void;
};

/** No call on that day; the others stay as they are. */
export default function SkipDialog({ view, call, onClose }: Props) {
  const all = useWords();
  const words = all.group.skip;
  const locale = useLocale();
  const [trouble, setTrouble] = useState("");
  const { zone } = view.you;
  const { span, original, at } = call;
  const after = view.calls.find((each) => each.at > at);
  const skip = async () => {
    const refusal = await askGroup({ type: "skip-call", call: { span, original } });
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onClose();
  };
  return (
    <Dialog title={words.title(longDayIn(at, zone, locale))} onClose={onClose} testId="skip-dialog">
      <div className={form.fields}>
        <p>
          {words.one}{" "}
          {after && words.after(longDayIn(after.at, zone, locale), timeIn(after.at, zone, locale))}
        </p>
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" onClick={() => void skip()} data-testid="skip-confirm">
          {words.confirm}
        </Button>
      </div>
    </Dialog>
  );
}

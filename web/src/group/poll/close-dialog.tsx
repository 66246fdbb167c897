import { useState } from "react";
import type { GroupView, PollView } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import form from "../form.module.css";
import { askGroup } from "../opening.ts";
import { longDayIn, timeIn } from "../times.ts";
import { useWords } from "../words.ts";
import { silentIn } from "./people.ts";

type Props = { readonly view: GroupView; readonly poll: PollView; readonly onClose: () => void };

/** Ends a poll before its deadline, and says before what that would do. */
export default function CloseDialog({ view, poll, onClose }: Props) {
  const all = useWords();
  const words = all.group.poll;
  const locale = useLocale();
  const [trouble, setTrouble] = useState("");
  const { zone } = view.you;
  const { leading, at } = poll;
  const silent = silentIn(view, poll).map(({ name }) => name);
  const close = async () => {
    const refusal = await askGroup({ type: "close-poll", poll: poll.number });
    if (refusal) setTrouble(sentenceOf(refusal, all));
    else onClose();
  };
  const outcome = () => {
    if (leading === null) return words.closeNone;
    const when = [longDayIn(leading, zone, locale), timeIn(leading, zone, locale)] as const;
    return leading === at ? words.closeStays(...when) : words.closeMoves(...when);
  };
  return (
    <Dialog title={words.closeTitle} onClose={onClose} testId="poll-close-dialog">
      <div className={form.fields}>
        <p>{outcome()}</p>
        {silent.length > 0 && <p className={form.warning}>{words.waiting(all.list(silent))}</p>}
        <p className={form.trouble} role="alert">
          {trouble}
        </p>
        <Button look="act" onClick={() => void close()} data-testid="poll-close-confirm">
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}

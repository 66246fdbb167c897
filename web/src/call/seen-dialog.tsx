import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/inside.ts";
import { sentenceOfEvent } from "../log/sentence.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useNews } from "./news.ts";
import style from "./act-bar.module.css";

/** What has changed since this tab has been in the call, the newest first. */
export function SeenDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const seen = useNews((state) => state.seen);
  return (
    <Dialog title={words.act.seen} onClose={onClose} testId="seen-dialog">
      <ol className={style.seen}>
        {seen.toReversed().map((telling) => (
          <li key={telling.version}>
            <time>{minutesOf(telling.event.at - (telling.startedAt ?? telling.event.at))}</time>
            <span>{sentenceOfEvent(telling, words)}</span>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

import { useState } from "react";
import type { GroupView, PollView } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { Button } from "../../parts/button.tsx";
import { toClipboard } from "../../parts/clipboard.ts";
import { useWords } from "../words.ts";
import { questionOf } from "./question.ts";
import style from "./poll.module.css";

type Props = { readonly view: GroupView; readonly poll: PollView };

/** Copies the question; where there is no clipboard, shows it to be taken. */
export function CopyQuestion({ view, poll }: Props) {
  const all = useWords();
  const words = all.group.poll;
  const locale = useLocale();
  const [state, setState] = useState<"ready" | "copied" | "shown">("ready");
  const text = questionOf(view, poll, words, locale);
  if (state === "shown") {
    return (
      <textarea
        readOnly
        className={style.text}
        rows={text.split("\n").length}
        value={text}
        aria-label={words.text}
        onFocus={(event) => event.target.select()}
        data-testid="poll-text"
      />
    );
  }
  const copy = async () => setState((await toClipboard(text)) ? "copied" : "shown");
  return (
    <Button onClick={() => void copy()} aria-live="polite" data-testid="poll-copy">
      {state === "copied" ? all.seal.link.copied : words.copy}
    </Button>
  );
}

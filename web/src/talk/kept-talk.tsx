import { useEffect } from "react";
import type { SessionView } from "@hotseat/shared";
import { RECAP_OPEN_MS } from "@hotseat/shared";
import { useReached } from "../clock/remaining.ts";
import { useWords } from "../language/inside.ts";
import { MessageList } from "./message-list.tsx";
import { followTexts } from "./opened.ts";
import { useTalk } from "./panel.ts";
import style from "./kept-talk.module.css";

/** What was written in the call, until the recap closes. */
export function KeptTalk({ view }: { readonly view: SessionView }) {
  const words = useWords().talk;
  const some = useTalk(({ messages }) => messages.length > 0);
  const closed = useReached(view.ended ? view.ended.at + RECAP_OPEN_MS : null);
  useEffect(followTexts, []);
  if (!some || closed) return null;
  return (
    <section className={style.kept} data-testid="kept-talk">
      <h2>{words.chat}</h2>
      <p className={style.until}>{words.keptEnded}</p>
      <MessageList view={view} />
    </section>
  );
}

import type { Recap } from "@hotseat/shared";
import { minutesOf } from "../clock/format.ts";
import { useWords } from "../language/inside.ts";
import { tellingsOf } from "../log/history.ts";
import { sentenceOfEvent } from "../log/sentence.ts";
import { Copy } from "../parts/copy.tsx";
import button from "../parts/button.module.css";
import { memberPath } from "../session/address.ts";
import { useSession } from "../session/store.ts";
import style from "./recap.module.css";

const SHORT = 16;

/** Every change of the hour in a sentence, and what shows that none was edited afterwards. */
export function Log({ recap }: { readonly recap: Recap }) {
  const all = useWords();
  const { recap: words } = all;
  const seat = useSession((state) => state.seat);
  const path = seat ? memberPath(seat) : "";
  const { startedAt, head, brokenAt } = recap;
  return (
    <section className={style.wide} data-testid="recap-log">
      {brokenAt !== null && (
        <p className={style.failed} role="alert">
          {words.broken(brokenAt)}
        </p>
      )}
      <details>
        <summary className={style.heading}>{words.log(recap.entries.length)}</summary>
        <ol className={style.log}>
          {tellingsOf(recap).map((telling) => (
            <li key={telling.version}>
              <time>
                {startedAt === null || telling.event.at < startedAt
                  ? words.before
                  : minutesOf(telling.event.at - startedAt)}
              </time>
              <span>{sentenceOfEvent(telling, all)}</span>
            </li>
          ))}
        </ol>
      </details>
      <p className={style.hash}>
        <span>{words.hash}</span> <code title={head}>{head.slice(0, SHORT)}…</code>
        <Copy text={head} label={words.copy} done={words.copied} testId="copy-hash" />
        <small>{words.hashHint}</small>
      </p>
      <p className={style.downloads}>
        <a className={button.plain} href={`${path}/recap?download`} data-testid="recap-json">
          {words.json}
        </a>
        <a className={button.plain} href={`${path}/recap.md`} data-testid="recap-markdown">
          {words.markdown}
        </a>
      </p>
    </section>
  );
}

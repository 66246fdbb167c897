import type { MessagesReply } from "@hotseat/shared/group";
import { useLocale } from "../../language/language.ts";
import { Copy } from "../../parts/copy.tsx";
import form from "../form.module.css";
import between from "../between/between.module.css";
import style from "../manage/manage.module.css";
import { timeIn, weekdayIn } from "../times.ts";
import { useWords } from "../words.ts";
import reach from "./messages.module.css";

type Props = { readonly messages: MessagesReply["messages"]; readonly zone: string };

/** What the reader is sent about the next call and the last, to copy where there is no mail. */
export function Messages({ messages, zone }: Props) {
  const all = useWords();
  const words = all.group.reach;
  const locale = useLocale();
  if (messages.length === 0) return null;
  return (
    <section className={style.section}>
      <h2>{words.messages}</h2>
      <p className={form.hint}>{words.messagesHint}</p>
      <div className={`${between.others} ${reach.messages}`} data-testid="messages">
        {messages.map(({ kind, due, subject, text, files }) => (
          <details key={`${kind} ${due}`}>
            <summary>
              {subject}{" "}
              <small>
                {weekdayIn(due, zone, locale)} {timeIn(due, zone, locale)}
              </small>
            </summary>
            <div className={reach.message}>
              <pre>{text}</pre>
              <div className={form.actions}>
                <Copy
                  text={text}
                  label={words.copyText}
                  done={all.seal.link.copied}
                  testId="copy-message"
                />
                {files.map(({ name, content }) => (
                  <a
                    key={name}
                    download={name}
                    href={`data:text/calendar;charset=utf-8,${encodeURIComponent(content)}`}
                  >
                    {name}
                  </a>
                ))}
              </div>
            </div>
          </details>
        ))}
      </div>
    </section>
  );
}

import { useEffect, useRef } from "react";
import type { Message, SessionView } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { useLocale } from "../language/language.ts";
import { memberOf } from "../session/people.ts";
import { linked } from "./linked.ts";
import { useText } from "./opened.ts";
import { useTalk } from "./panel.ts";
import style from "./message-list.module.css";

/** Messages of one person stand together when they came within this, in ms. */
const TOGETHER_MS = 120_000;

/** Whoever is this near to the newest message stays there when another comes, in CSS pixels. */
const NEAR_END = 60;

/** Everything that was written, the newest last and in sight. */
export function MessageList({ view }: { readonly view: SessionView }) {
  const words = useWords().talk;
  const messages = useTalk((talk) => talk.messages);
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const last = messages.at(-1);
  const lastOwn = last?.member === view.you.id ? last.number : 0;
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const stay = () => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    };
    // Texts are opened after their message has come, and the box grows and shrinks.
    const sizes = new ResizeObserver(stay);
    sizes.observe(box);
    const content = new MutationObserver(stay);
    content.observe(box, { childList: true, characterData: true, subtree: true });
    stay();
    return () => {
      sizes.disconnect();
      content.disconnect();
    };
  }, []);
  useEffect(() => {
    const box = list.current;
    if (!box || lastOwn === 0) return;
    atEnd.current = true;
    box.scrollTop = box.scrollHeight;
  }, [lastOwn]);
  return (
    <ol
      className={style.list}
      ref={list}
      // Only what has the focus can be scrolled by keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={words.chat}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
      data-testid="messages"
    >
      {messages.length === 0 && <li className={style.empty}>{words.empty}</li>}
      {messages.map((message, i) => (
        <Written
          key={message.number}
          view={view}
          message={message}
          goesOn={goesOn(messages[i - 1], message)}
        />
      ))}
    </ol>
  );
}

function goesOn(before: Message | undefined, message: Message): boolean {
  return before?.member === message.member && message.at - before.at < TOGETHER_MS;
}

function Written(props: {
  readonly view: SessionView;
  readonly message: Message;
  readonly goesOn: boolean;
}) {
  const { view, message, goesOn } = props;
  const words = useWords().talk;
  const locale = useLocale();
  const text = useText(message.number);
  const author = memberOf(view, message.member);
  const own = message.member === view.you.id;
  const at = new Date(message.at);
  return (
    <li className={style.message} data-seat={author?.colour} data-goes-on={goesOn}>
      {!goesOn && (
        <p className={style.by}>
          <strong>{own ? words.you : author?.name}</strong>{" "}
          <time dateTime={at.toISOString()}>
            {at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" })}
          </time>
        </p>
      )}
      <p className={style.text} dir="auto" data-unread={typeof text !== "string"}>
        {text === undefined && words.opening}
        {text === null && words.noKey}
        {typeof text === "string" && <Linked text={text} />}
      </p>
    </li>
  );
}

function Linked({ text }: { readonly text: string }) {
  return linked(text).map(({ text, href }, i) =>
    href === null ? (
      text
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the pieces of a message do not change
      <a key={i} href={href} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    ),
  );
}

import { Hand, MessageSquare, Smile } from "lucide-react";
import { reactions } from "@hotseat/shared";
import type { SessionView } from "@hotseat/shared";
import { ariaKeys } from "../keys/catalogue.ts";
import { useWords } from "../language/inside.ts";
import { usePopup } from "../parts/popup.ts";
import { react, toggleHand } from "./acts.ts";
import { togglePanel, usePanel, useTalk, useUnread } from "./panel.ts";
import { iconOf } from "./reactions.tsx";
import bar from "../call/controls.module.css";
import style from "./talk-controls.module.css";

/** Hand, reactions and chat, in the order in which people look for them. */
export function TalkControls({ view }: { readonly view: SessionView }) {
  const words = useWords().talk;
  const up = useTalk(({ hands }) => hands.some(({ member }) => member === view.you.id));
  const hand = up ? words.lower : words.raise;
  return (
    <>
      <button
        type="button"
        className={`${bar.button} ${style.hand}`}
        data-on={up}
        aria-keyshortcuts={ariaKeys("hand")}
        aria-label={hand}
        title={hand}
        onClick={toggleHand}
        data-testid="hand"
      >
        <Hand aria-hidden="true" />
      </button>
      <ReactionMenu hand={hand} up={up} />
      <ChatButton view={view} />
    </>
  );
}

/** A row of reactions; where room is short the hand is in it as well. */
function ReactionMenu({ hand, up }: { readonly hand: string; readonly up: boolean }) {
  const words = useWords().talk;
  const { open, toggle, close, root, trigger } = usePopup();
  return (
    <div className={style.react} ref={root}>
      <button
        type="button"
        className={bar.button}
        ref={trigger}
        aria-expanded={open}
        aria-label={words.react}
        title={words.react}
        onClick={toggle}
        data-testid="react"
        data-up={up}
      >
        <Smile aria-hidden="true" className={style.face} />
        {up && <Hand aria-hidden="true" className={style.raised} />}
      </button>
      {/* Beside the list a finger closes it, and presses nothing of what it half hides. */}
      {open && <div className={style.veil} aria-hidden="true" onClick={close} />}
      {open && (
        <div className={style.menu} role="group" aria-label={words.react}>
          <button
            type="button"
            className={style.wide}
            data-on={up}
            onClick={() => {
              close();
              toggleHand();
            }}
            data-testid="hand-in-menu"
          >
            <Hand size={20} aria-hidden="true" /> {hand}
          </button>
          {reactions.map((reaction) => (
            <button
              key={reaction}
              type="button"
              aria-label={words.reaction[reaction]}
              title={words.reaction[reaction]}
              onClick={() => {
                close();
                react(reaction);
              }}
              data-testid={`react-${reaction}`}
            >
              {iconOf(reaction)}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function ChatButton({ view }: { readonly view: SessionView }) {
  const words = useWords().talk;
  const open = usePanel((panel) => panel.open);
  const unread = useUnread(view.you.id);
  const label = unread > 0 ? `${words.chat}, ${words.unread(unread)}` : words.chat;
  return (
    <button
      type="button"
      className={`${bar.button} ${style.chat}`}
      aria-expanded={open}
      aria-controls="talk"
      aria-keyshortcuts={ariaKeys("panel")}
      aria-label={label}
      title={label}
      onClick={togglePanel}
      data-testid="chat"
    >
      <MessageSquare aria-hidden="true" />
      {unread > 0 && (
        <span className={style.unread} aria-hidden="true" data-testid="unread">
          {unread}
        </span>
      )}
    </button>
  );
}

import { useEffect, useId, useRef } from "react";
import { X } from "lucide-react";
import type { SessionView } from "@hotseat/shared";
import { useWords } from "../language/inside.ts";
import { HandList } from "./hand-list.tsx";
import { MessageInput } from "./message-input.tsx";
import { MessageList } from "./message-list.tsx";
import { closePanel } from "./panel.ts";
import style from "./talk-panel.module.css";

/**
 * The chat: in the rail where there is one, else a sheet over the table. The clock stays in sight, but
 * on the smallest phones, where no word could be read beside it.
 */
export function TalkPanel({ view }: { readonly view: SessionView }) {
  const words = useWords().talk;
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = panel.current;
    const press = ({ key }: KeyboardEvent) => key === "Escape" && closePanel();
    box?.addEventListener("keydown", press);
    return () => {
      box?.removeEventListener("keydown", press);
      // The button that opened it gets the focus back, unless that has gone elsewhere by then.
      if (document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>("[aria-controls=talk]")?.focus();
    };
  }, []);
  return (
    <section
      className={style.panel}
      ref={panel}
      id="talk"
      aria-labelledby={heading}
      data-testid="talk"
    >
      <header className={style.head}>
        <h2 id={heading}>{words.chat}</h2>
        <button type="button" aria-label={words.close} title={words.close} onClick={closePanel}>
          <X size={20} aria-hidden="true" />
        </button>
      </header>
      <div className={style.hands}>
        <HandList view={view} />
      </div>
      <MessageList view={view} />
      <MessageInput />
    </section>
  );
}

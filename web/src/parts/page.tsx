import type { ReactNode } from "react";
import { useRoute } from "wouter";
import { LanguageSwitch } from "../language/switch.tsx";
import { useWords } from "../language/language.ts";
import style from "./page.module.css";

/** A page outside the call: the product's name, the language, and one thing to do. */
export function Page(props: {
  readonly children: ReactNode;
  readonly narrow?: boolean;
  /** Begins at the top, so that what leads from page to page stays where it is. */
  readonly top?: boolean;
}) {
  const words = useWords();
  const [told] = useRoute("/privacy");
  return (
    <div className={style.page}>
      <header className={style.head}>
        <span className={style.name}>{words.product}</span>
        <nav className={style.ways}>
          {/* In a tab of its own: this page may have devices open, or something half written. */}
          {!told && (
            <a href="/privacy" target="_blank" rel="noopener">
              {words.privacyLink}
            </a>
          )}
          <LanguageSwitch />
        </nav>
      </header>
      {props.narrow && <div className={style.still} aria-hidden="true" />}
      <main className={props.narrow ? style.narrow : style.main} data-top={props.top}>
        {props.children}
      </main>
    </div>
  );
}

/** A page that says one thing: a sentence, why, and at most one way on. */
export function Sentence(props: {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Page narrow>
      <h1>{props.title}</h1>
      {props.text && <p className={style.text}>{props.text}</p>}
      {props.children}
    </Page>
  );
}

import { useRef, useState } from "react";
import { useWords } from "./words.ts";
import { Button } from "../parts/button.tsx";
import button from "../parts/button.module.css";
import { toClipboard } from "../parts/clipboard.ts";
import type { MadeLink } from "./links.ts";
import style from "./made-links.module.css";

type Props = {
  readonly links: readonly MadeLink[];
  /** What comes after these; the words of another hour unless it is something else. */
  readonly next?: string;
  readonly onAnother: () => void;
};

/** The personal links, shown this once. */
export function MadeLinks({ links, next, onAnother }: Props) {
  const words = useWords().operator;
  return (
    <section className={style.made}>
      <h1>{words.doneTitle}</h1>
      <p className={style.text}>
        {words.done} <strong>{words.once}</strong>
      </p>
      <ol className={style.links}>
        {links.map((made, i) => (
          <LinkLine key={made.link} made={made} index={i} />
        ))}
      </ol>
      <Button onClick={onAnother}>{next ?? words.another}</Button>
    </section>
  );
}

const FEEDBACK_MS = 2_000;

function LinkLine({ made, index }: { readonly made: MadeLink; readonly index: number }) {
  const words = useWords().operator;
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<"no" | "yes" | "yourself">("no");
  const copy = async () => {
    field.current?.select();
    setCopied((await toClipboard(made.link)) ? "yes" : "yourself");
    setTimeout(() => setCopied("no"), FEEDBACK_MS);
  };
  const label = { no: words.copy, yes: words.copied, yourself: words.copyYourself }[copied];
  return (
    <li className={style.line} data-seat={made.colour}>
      <label htmlFor={`link-${index}`}>{made.name}</label>
      <input
        id={`link-${index}`}
        ref={field}
        readOnly
        value={made.link}
        aria-label={words.linkOf(made.name)}
        onFocus={(event) => event.target.select()}
        data-testid={`link-${index}`}
      />
      <Button onClick={copy} aria-live="polite" className={style.copy}>
        {label}
      </Button>
      <a className={button.plain} href={made.link} target="_blank" rel="noreferrer">
        {words.open}
      </a>
    </li>
  );
}

import { useState } from "react";
import { Download } from "lucide-react";
import type { Refusal } from "@hotseat/shared";
import { sentenceOf } from "../language/refusal.ts";
import { Button } from "../parts/button.tsx";
import form from "../group/form.module.css";
import { documentOf } from "./document.ts";
import { EraseDialog } from "./erase-dialog.tsx";
import type { Opened } from "./opened.ts";
import { saveFile } from "./save-file.ts";
import { usePrivacyWords } from "./words.ts";
import style from "./own-data.module.css";

type Props = {
  /** What is said above the buttons, and before the end. */
  readonly hint: string;
  readonly eraseHint: string;
  /** The reader's own name, which they type to be erased. */
  readonly name: string;
  readonly file: string;
  readonly read: () => Promise<Opened | Refusal>;
  readonly erase: (name: string) => Promise<Refusal | null>;
  readonly onErased: () => void;
};

/** One's own data, to take along, and to have erased. */
export function OwnData({ hint, eraseHint, name, file, read, erase, onErased }: Props) {
  const all = usePrivacyWords();
  const words = all.data;
  const [said, setSaid] = useState("");
  const [trouble, setTrouble] = useState("");
  const [asking, setAsking] = useState(false);
  const save = async (as: "json" | "md") => {
    setSaid("");
    setTrouble("");
    const opened = await read();
    if ("code" in opened) return setTrouble(sentenceOf(opened, all));
    const { data, shut } = opened;
    if (as === "json") saveFile(`${file}.json`, "application/json", JSON.stringify(data, null, 2));
    else saveFile(`${file}.md`, "text/markdown", documentOf(data, all.file));
    setSaid(shut > 0 ? words.shut(shut) : words.saved);
  };
  return (
    <section className={style.data} data-testid="own-data">
      <h2>{words.title}</h2>
      <p className={form.hint}>{hint}</p>
      <div className={form.actions}>
        <Button onClick={() => void save("json")} data-testid="export-json">
          <Download size={16} aria-hidden="true" /> {words.json}
        </Button>
        <Button onClick={() => void save("md")} data-testid="export-markdown">
          <Download size={16} aria-hidden="true" /> {words.markdown}
        </Button>
        <Button className={style.erase} onClick={() => setAsking(true)} data-testid="erase-me">
          {words.erase}
        </Button>
      </div>
      <p className={form.done} role="status">
        {said}
      </p>
      <p className={form.trouble} role="alert">
        {trouble}
      </p>
      <a href="/privacy" target="_blank" rel="noopener" className={style.page}>
        {words.page}
      </a>
      {asking && (
        <EraseDialog
          title={words.eraseTitle}
          hint={eraseHint}
          name={name}
          erase={erase}
          onErased={onErased}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

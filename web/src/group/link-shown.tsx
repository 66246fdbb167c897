import { useState } from "react";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { toClipboard } from "../parts/clipboard.ts";
import { Dialog } from "../parts/dialog.tsx";
import form from "./form.module.css";
import style from "./link-shown.module.css";

type Props = {
  readonly name: string;
  readonly colour: number;
  readonly link: string;
  readonly onClose: () => void;
};

/** A new link, shown this once. */
export function LinkShown({ name, colour, link, onClose }: Props) {
  const words = useWords().seal.link;
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={words.title} onClose={onClose} testId="link-shown">
      <div className={form.fields} data-seat={colour}>
        <p role="status">{words.done(name)}</p>
        <input
          className={style.link}
          readOnly
          value={link}
          aria-label={words.field(name)}
          onFocus={(event) => event.target.select()}
          data-testid="new-link"
        />
        <Button look="act" onClick={async () => setCopied(await toClipboard(link))}>
          {copied ? words.copied : words.copy}
        </Button>
      </div>
    </Dialog>
  );
}

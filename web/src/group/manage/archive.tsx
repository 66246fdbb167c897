import { useState } from "react";
import type { GroupView } from "@hotseat/shared/group";
import { sentenceOf } from "../../language/refusal.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import form from "../form.module.css";
import { askGroup } from "../opening.ts";
import { useWords } from "../words.ts";
import style from "./manage.module.css";

/** Puts a group to rest, or opens it again. Nothing of it is deleted. */
export function Archive({ view }: { readonly view: GroupView }) {
  const all = useWords();
  const words = all.group.manage;
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState("");
  const ask = async (type: "archive" | "reopen") => {
    const refusal = await askGroup({ type });
    setTrouble(refusal ? sentenceOf(refusal, all) : "");
    if (!refusal) setAsking(false);
  };
  const archived = view.status === "archived";
  return (
    <section className={style.section}>
      <h2>{archived ? words.reopenTitle : words.archiveTitle}</h2>
      <p className={form.hint}>{archived ? words.reopenHint : words.archiveHint}</p>
      <p className={form.trouble} role="alert">
        {asking ? "" : trouble}
      </p>
      {archived ? (
        <Button onClick={() => void ask("reopen")} data-testid="reopen">
          {words.reopen}
        </Button>
      ) : (
        <Button onClick={() => setAsking(true)} data-testid="archive">
          {words.archive}
        </Button>
      )}
      {asking && (
        <Dialog title={words.archiveTitle} onClose={() => setAsking(false)} testId="archive-dialog">
          <div className={form.fields}>
            <p>{words.archiveHint}</p>
            <p className={form.trouble} role="alert">
              {trouble}
            </p>
            <Button look="act" onClick={() => void ask("archive")} data-testid="archive-confirm">
              {words.archive}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

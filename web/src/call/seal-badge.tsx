import { useState } from "react";
import { Lock, LockOpen } from "lucide-react";
import { useWords } from "../language/language.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useSeal } from "../seal/store.ts";
import type { SealState } from "../seal/store.ts";
import style from "./seal-badge.module.css";

type Shown = "sealed" | "pending" | "partly" | "without" | "unsealed";

/** Says whether the call is sealed, as far as this page knows, and explains it. */
export function SealBadge() {
  const words = useWords().seal;
  const [open, setOpen] = useState(false);
  const shown = useSeal(shownOf);
  const trouble = useSeal(({ media }) => (media === "on" || media === "pending" ? null : media));
  const Icon = shown === "unsealed" || shown === "partly" ? LockOpen : Lock;
  return (
    <>
      <button
        type="button"
        className={style.badge}
        data-state={shown}
        aria-haspopup="dialog"
        aria-label={words.badge(words[shown])}
        onClick={() => setOpen(true)}
        data-testid="seal"
      >
        <Icon size={14} aria-hidden="true" /> <span>{words[shown]}</span>
      </button>
      {open && (
        <Dialog title={words[shown]} onClose={() => setOpen(false)} testId="seal-dialog">
          <div className={style.about}>
            <p>{shown === "without" ? words.trouble[trouble ?? "key"] : words.about[shown]}</p>
            <p>{words.about.not}</p>
            {shown !== "unsealed" && <p>{words.about.trust}</p>}
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Sealed only when every stream is: what this page sends, and all that it is given. */
function shownOf({ seal, media, barred }: SealState): Shown {
  if (seal.state === "unsealed") return "unsealed";
  if (media === "pending") return "pending";
  if (media !== "on") return "without";
  return barred.size > 0 ? "partly" : "sealed";
}

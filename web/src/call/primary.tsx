import type { SessionView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { perform, usePending } from "../session/commands.ts";
import { actionLabel } from "../session/part.ts";
import style from "./primary.module.css";

/** The facilitator's one button: it says what happens next and does it. */
export function Primary({ view }: { readonly view: SessionView }) {
  const words = useWords();
  const pending = usePending(view.version);
  const { action } = view;
  if (!action) {
    return view.you.role === "facilitator" ? (
      <p className={style.last}>{words.action.last}</p>
    ) : null;
  }
  return (
    <Button
      look="act"
      className={style.primary ?? ""}
      data-testid="primary"
      disabled={pending}
      onClick={() => void perform(action)}
    >
      {actionLabel(view, action, words)}
    </Button>
  );
}

import { useWords } from "../language/inside.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { send } from "../session/commands.ts";
import style from "./act-bar.module.css";

/** A seat that is passed does not come back, so it is asked for twice. */
export function PassDialog({ onClose }: { readonly onClose: () => void }) {
  const { act } = useWords();
  const pass = () => {
    onClose();
    void send({ type: "pass" });
  };
  return (
    <Dialog title={act.passTitle} onClose={onClose} testId="pass-dialog">
      <div className={style.question}>
        <p>{act.passText}</p>
        <div className={style.choices}>
          <Button onClick={onClose}>{act.keep}</Button>
          <Button onClick={pass} data-testid="confirm-pass">
            {act.pass}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

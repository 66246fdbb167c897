import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { send } from "../session/commands.ts";
import style from "./act-bar.module.css";

type Props = { readonly how: "ask" | "now"; readonly onClose: () => void };

/** Ending for everybody is never one click; `ask` puts the question to all who are here. */
export function EndDialog({ how, onClose }: Props) {
  const words = useWords().ending;
  const end = () => {
    onClose();
    void send({ type: "end" });
  };
  return (
    <Dialog title={words.title} onClose={onClose} testId="end-dialog">
      <div className={style.question}>
        <p>{words[how]}</p>
        <div className={style.choices}>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button onClick={end} className={style.grave ?? ""} data-testid="confirm-end">
            {how === "ask" ? words.askAll : words.endNow}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

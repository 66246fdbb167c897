import type { MemberId, SessionView } from "@hotseat/shared";
import { useWords } from "../language/language.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { send } from "../session/commands.ts";
import { nameOf } from "../session/people.ts";
import style from "./act-bar.module.css";

type Props = {
  readonly view: SessionView;
  readonly member: MemberId;
  readonly onClose: () => void;
};

/** Nobody is removed by one click: it cannot be taken back (5.8). */
export function RemoveDialog({ view, member, onClose }: Props) {
  const { moderation: words } = useWords();
  const name = nameOf(view, member);
  const remove = () => {
    onClose();
    void send({ type: "remove", member });
  };
  return (
    <Dialog title={words.removeTitle(name)} onClose={onClose} testId="remove-dialog">
      <div className={style.question}>
        <p>{words.removeText(name)}</p>
        <div className={style.choices}>
          <Button onClick={onClose}>{words.keep}</Button>
          <Button onClick={remove} className={style.grave ?? ""} data-testid="confirm-remove">
            {words.confirm(name)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
